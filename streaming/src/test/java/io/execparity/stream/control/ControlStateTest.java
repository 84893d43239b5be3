package io.execparity.stream.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ControlStateTest {
    private static final Path MESSAGES = Path.of("../schemas/src/test/resources/io/execparity/schema/messages");
    private static final List<String> ALL =
            List.of("suppression-file.json", "suppression-maker.json", "reference-entry.json", "interpreters.json");

    private final Suppressions suppressions = Suppressions.none();
    private final ControlState state = new ControlState(InterpreterCatalogue.bundled(), suppressions);

    /** A message as the first build of this form wrote it. */
    static Path message(String name) {
        return MESSAGES.resolve("v1").resolve(name);
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(message(name));
    }

    private static byte[] changed(String name, String part, String instead) throws IOException {
        String message = Files.readString(message(name));
        assertThat(message).contains(part);
        return message.replace(part, instead).getBytes(UTF_8);
    }

    private static Finding unknownDigest(String time) {
        ContentDigest digest = new ContentDigest(ContentDigest.Algorithm.SHA256, "ab".repeat(32));
        return Finding.of(
                        Rule.UNKNOWN_DIGEST,
                        "h",
                        new EventKey(Instant.parse(time).toEpochMilli(), 1),
                        Confidence.PROVEN)
                .file(new FileView(Bytes.utf8("/usr/bin/x"), null, digest))
                .because("Why.");
    }

    private static long time(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void messagesOfTheFirstFormAreTaken() throws IOException {
        for (String name : ALL) {
            assertThat(state.accept(read(name))).as(name).isEmpty();
        }
        assertThat(state.size()).isEqualTo(4);
        assertThat(suppressions.size()).isEqualTo(2);
    }

    @Test
    void aReferenceEntryEndsWhatWasUnknownFromItsTimeOn() throws IOException {
        state.accept(read("reference-entry.json"));

        assertThat(suppressions.hold(unknownDigest("2026-11-21T23:59:59Z"), null))
                .isEmpty();
        assertThat(suppressions.hold(unknownDigest("2026-11-22T00:00:00Z"), null))
                .isPresent();
        state.forget("reference-entry/openssl-3.5.4-2");
        assertThat(suppressions.hold(unknownDigest("2026-11-22T00:00:00Z"), null))
                .isEmpty();
    }

    @Test
    void interpretersAreKnownFromTheirTimeOn() throws IOException {
        assertThat(state.at(time("2026-11-22T00:00:00Z"))).isSameAs(InterpreterCatalogue.bundled());
        state.accept(read("interpreters.json"));

        InterpreterCatalogue known = state.at(time("2026-11-22T00:00:00Z"));
        assertThat(known.named("oursh")).isPresent();
        assertThat(known.named("bash")).isPresent();
        assertThat(state.at(time("2030-01-01T00:00:00Z"))).isSameAs(known);
        assertThat(state.at(time("2026-11-21T23:59:59Z"))).isSameAs(InterpreterCatalogue.bundled());
        state.forget("interpreters/site-shells");
        assertThat(state.at(time("2030-01-01T00:00:00Z"))).isSameAs(InterpreterCatalogue.bundled());
    }

    @Test
    void aLaterMessageTakesThePlaceOfTheEarlierOne() throws IOException {
        state.accept(read("suppression-file.json"));
        state.accept(changed("suppression-file.json", "\"storage team\"", "\"another team\""));
        state.accept(changed("suppression-file.json", "\"owner\"", "\"ended\":\"2026-11-02T00:00:00Z\",\"owner\""));

        assertThat(suppressions.size()).isEqualTo(1);
        assertThat(state.size()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedChangesNothingAndIsTold() throws IOException {
        state.accept(read("suppression-file.json"));

        assertThat(state.accept(changed("suppression-file.json", "\"version\":1", "\"version\":2")))
                .hasValueSatisfying(why -> assertThat(why).contains("version 2 of this form is not known here"));
        assertThat(state.accept(changed("suppression-file.json", "parity-break", "audit-tampering")))
                .hasValueSatisfying(why -> assertThat(why).contains("audit-tampering can never be suppressed"));
        assertThat(state.accept(changed("interpreters.json", "\"kind\":\"interpreter\"", "\"kind\":\"\u001b[2J\"")))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("message:1:").doesNotContain("\u001b"));
        assertThat(state.accept("no JSON".getBytes(UTF_8))).isPresent();
        assertThat(state.accept(new byte[0])).isPresent();
        assertThat(state.accept(new byte[ControlState.LONGEST_MESSAGE + 1])).isPresent();
        assertThat(state.accept(("{\"message\": {\"kind\": \"" + "x".repeat(60_000) + "\"}}").getBytes(UTF_8)))
                .hasValueSatisfying(why -> assertThat(why).hasSizeLessThan(600));
        assertThat(state.size()).isEqualTo(1);
        assertThat(suppressions.size()).isEqualTo(1);
    }

    @Test
    void whateverTheBytesAreNothingIsThrown() throws IOException {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] harmed = read(ALL.get(i % ALL.size()));
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                harmed[random.nextInt(harmed.length)] = (byte) random.nextInt();
            }
            refused += state.accept(harmed).isPresent() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(2_000);
    }

    @Test
    void whatWasSavedIsGoneOnWith() throws Exception {
        for (String name : ALL) {
            state.accept(read(name));
        }
        // An applet that is read as an interpreter of a message that is saved behind this one.
        assertThat(state.accept("""
                {"message":{"kind":"interpreters","version":1},"id":"a-box","owner":"o","from":"2026-11-23T00:00:00Z",
                 "catalogue":{"interpreters":[{"name":"ourbox","kind":"multi-call","names":["ourbox"],"asks":"never",
                 "applets":{"oursh":"oursh"}}]}}""".getBytes(UTF_8))).isEmpty();
        StateWriter out = new StateWriter();
        state.save(out);

        Suppressions again = Suppressions.none();
        ControlState restored = new ControlState(InterpreterCatalogue.bundled(), again);
        restored.restore(new StateReader(out.toByteArray()));

        StateWriter second = new StateWriter();
        restored.save(second);
        assertThat(second.toByteArray()).isEqualTo(out.toByteArray());
        assertThat(again.size()).isEqualTo(2);
        assertThat(restored.at(Long.MAX_VALUE).named("ourbox")).isPresent();
        assertThat(restored.at(time("2026-11-22T10:00:00Z")).named("ourbox")).isEmpty();
    }

    @Test
    void whatIsKeptIsBounded() throws IOException {
        String entry = Files.readString(message("reference-entry.json"));
        int taken = 0;
        for (int i = 0; i < 10_050; i++) {
            String other = entry.replace("openssl-3.5.4-2", "e" + i).replace("abababab", String.format("%08x", i));
            taken += state.accept(other.getBytes(UTF_8)).isEmpty() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(10_000);
        assertThat(state.accept(read("suppression-file.json"))).isEmpty();
    }
}
