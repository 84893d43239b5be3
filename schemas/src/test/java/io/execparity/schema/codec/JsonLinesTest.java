package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void a_finding_with_everything_has_every_name_of_the_contract() throws IOException {
        assertGolden("finding-full", new FindingJson().line(Samples.fullFinding()));
    }

    @Test
    void what_a_finding_does_not_know_leaves_no_trace() throws IOException {
        assertGolden("finding-few", new FindingJson().line(Samples.fewFinding()));
    }

    @Test
    void a_suppressed_finding_says_who_held_it_back() throws IOException {
        assertGolden("suppressed", new SuppressedJson().line(Samples.suppressed()));
    }

    @Test
    void executions_have_the_names_of_findings() throws IOException {
        assertGolden("execution-full", new ExecutionJson().line(Samples.fullExecution()));
        assertGolden("execution-few", new ExecutionJson().line(Samples.fewExecution()));
    }

    @Test
    void checks_say_what_was_asked_and_answered() throws IOException {
        assertGolden("check-full", new CheckJson().line(Samples.fullCheck()));
        assertGolden("check-few", new CheckJson().line(Samples.fewCheck()));
    }

    @Test
    void a_rejected_line_keeps_its_bytes_and_where_they_were() throws IOException {
        Bytes line = Bytes.view(new byte[] {'t', 'y', 'p', 'e', '=', 0, 27, (byte) 0xFF});

        byte[] json = new RejectedJson()
                .line(
                        new Origin("audit.log", 4096),
                        "no-stamp",
                        "The line has no audit(...) stamp.",
                        line,
                        line.length());

        assertGolden("rejected", json);
    }

    @Test
    void of_a_long_rejected_line_the_beginning_is_kept_and_the_length() throws IOException {
        Bytes line = Bytes.view(new byte[10_000]);

        JsonNode json =
                MAPPER.readTree(new RejectedJson().line(new Origin("-", 0), "too-long", "Too long.", line, 1_000_000));

        assertThat(json.get("bytes").binaryValue()).hasSize(RejectedJson.MAXIMUM_BYTES);
        assertThat(json.get("length").asInt()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b]0;owned\u0007",
                "a\nb\r\tc\u0000d",
                "\u202Egpj.exe\u2066\u200F",
                "\"quoted\\\"",
                "<script>alert(1)</script>",
                "line\u2028and\u2029paragraph",
                "naïve – 名前 \uD83D\uDE00"
            })
    void hostile_text_comes_back_as_it_was_from_one_line(String text) throws IOException {
        byte[] line = new FindingJson().line(Samples.withName(Bytes.utf8(text)));

        assertThat(line).doesNotContain((byte) '\n', (byte) '\r', (byte) 0x1b, (byte) 0);
        assertThat(MAPPER.readTree(line).at("/execparity/memfd/name").textValue())
                .isEqualTo(text);
    }

    @Test
    void bytes_that_are_no_utf_8_are_shown_as_hexadecimal() throws IOException {
        Bytes name = Bytes.view(new byte[] {'a', (byte) 0xC3, (byte) 0x28, (byte) 0xED, (byte) 0xA0, (byte) 0x80});

        byte[] line = new FindingJson().line(Samples.withName(name));

        assertThat(MAPPER.readTree(line).at("/execparity/memfd/name").textValue())
                .isEqualTo("a\\xc3(\\xed\\xa0\\x80");
    }

    @Test
    void a_text_that_is_too_long_ends_with_how_much_is_missing() throws IOException {
        byte[] line = new FindingJson().line(Samples.withName(Bytes.utf8("x".repeat(5000))));

        assertThat(MAPPER.readTree(line).at("/execparity/memfd/name").textValue())
                .isEqualTo("x".repeat(4096) + "…[+904 bytes]");
    }

    @Test
    void a_list_that_is_too_long_ends_with_how_many_are_missing() throws IOException {
        Finding finding = new Finding(
                "h",
                Samples.KEY,
                Rule.TELEMETRY_LOSS,
                Rule.TELEMETRY_LOSS.severity(),
                Confidence.PROVEN,
                null,
                Samples.FILE,
                null,
                Securebits.NONE,
                null,
                Collections.nCopies(300, "audit(1.000:1)"),
                "why",
                null,
                "");

        JsonNode evidence = MAPPER.readTree(new FindingJson().line(finding)).at("/execparity/evidence");

        assertThat(evidence).hasSize(257);
        assertThat(evidence.get(256).textValue()).isEqualTo("…[+44 items]");
    }

    @Test
    void a_lone_surrogate_becomes_the_replacement_character() throws IOException {
        byte[] line = new FindingJson().line(Samples.explained("a\uD800b\uDC00"));

        assertThat(MAPPER.readTree(line).at("/execparity/explanation").textValue())
                .isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void times_that_no_index_takes_are_held_at_the_end_of_the_year_9999() throws IOException {
        Finding finding = Finding.of(Rule.TELEMETRY_LOSS, "h", new EventKey(Long.MAX_VALUE, 1), Confidence.PROVEN)
                .because("why");

        assertThat(MAPPER.readTree(new FindingJson().line(finding))
                        .get("@timestamp")
                        .textValue())
                .isEqualTo("9999-12-31T23:59:59.999Z");
    }

    @Test
    void an_encoder_that_failed_writes_the_next_line_as_if_nothing_had_happened() {
        JsonLine json = new JsonLine();
        assertThatThrownBy(() -> json.of(line -> {
                    line.begin(Name.HOST).text(Name.NAME, "h");
                    throw new IllegalArgumentException("half way");
                }))
                .hasMessage("half way");

        byte[] next = json.of(line -> line.number(Name.PID, 1));

        assertThat(next).asString(UTF_8).isEqualTo("{\"pid\":1}");
    }

    @Test
    void devices_are_written_as_the_kernel_prints_them() {
        assertThat(List.of(
                        new FileIdentity(0xFE_0000_0000L, 1).deviceText(),
                        new FileIdentity(0x0000_0001_0000_001AL, 1).deviceText(),
                        new FileIdentity(0xFFF_000F_FFFFL, 1).deviceText()))
                .containsExactly("fe:00", "01:1a", "fff:fffff");
    }

    /** Compares with the file of that name; {@code -Dexecparity.golden=write} writes it anew in the source tree. */
    private static void assertGolden(String name, byte[] line) throws IOException {
        Path file = Path.of("src/test/resources/io/execparity/schema/codec", name + ".jsonl");
        if ("write".equals(System.getProperty("execparity.golden"))) {
            Files.createDirectories(file.getParent());
            Files.write(file, line);
        }
        assertThat(line).asString(UTF_8).isEqualTo(Files.readString(file));
    }
}
