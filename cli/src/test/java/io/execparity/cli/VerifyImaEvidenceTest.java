package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures and quotes as the command takes and tells them; the files are those that the collectors' tests read. */
final class VerifyImaEvidenceTest {
    private static final Path FILES = Corpora.root().resolve("collectors/src/test/resources/io/execparity/collect/ima");
    private static final Path SIGNED = FILES.resolve("signature/ascii_runtime_measurements_sha256");
    private static final String KEYS = FILES.resolve("signature/keys").toString();
    private static final String LIST = Corpora.root()
            .resolve("corpus/linux-7.2-raw/binary_runtime_measurements")
            .toString();
    private static final String NONCE = "6578656370617269747921";

    @TempDir
    private Path folder;

    private static List<String> quote(String name) {
        Path files = FILES.resolve("quote").resolve(name);
        return List.of(
                "--quote",
                files.resolve("message").toString(),
                "--quote-signature",
                files.resolve("signature").toString(),
                "--quote-key",
                files.resolve("key").toString());
    }

    private static CommandRun verify(String list, List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify-ima", list));
        arguments.addAll(options);
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** The entries whose signature is to be found so, and those before them that have none. */
    private Path only(String verdict) throws Exception {
        List<String> list = Files.readAllLines(SIGNED);
        List<String> lines = new ArrayList<>();
        for (String truth : Files.readAllLines(FILES.resolve("signature/truth.tsv"))) {
            String[] fields = truth.split("\t", -1);
            if (fields[2].equals(verdict) || fields[2].equals("none")) {
                lines.add(list.get(Integer.parseInt(fields[0])));
            }
        }
        return Files.write(folder.resolve(verdict), lines);
    }

    @Test
    void signaturesAreCountedAndABadOneFails() throws Exception {
        // When
        CommandRun all = verify(SIGNED.toString(), List.of(), "--keys", KEYS);
        CommandRun verified = verify(only("verified").toString(), List.of(), "--keys", KEYS);
        CommandRun unknown = verify(only("unknown-key").toString(), List.of(), "--keys", KEYS);
        CommandRun without = verify(SIGNED.toString(), List.of());

        // Then
        assertThat(all.exitCode()).isEqualTo(3);
        assertThat(all.output())
                .contains("SIGNATURES")
                .contains("entry 14, /signed/other-rsa: bad: the signature is not the key's")
                .contains("VERDICT    failed: the list is consistent, but what it lists has bad signatures");
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.output()).contains(" 0 bad, 0 by keys not given, 0 unsupported; 1 entries have none");
        assertThat(unknown.exitCode()).isZero();
        assertThat(unknown.output()).contains("unknown-key: none of the keys given is");
        assertThat(without.exitCode()).isZero();
        assertThat(without.output()).doesNotContain("SIGNATURES");
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        // When
        CommandRun signed = verify(SIGNED.toString(), List.of(), "--keys", KEYS, "--format", "json");
        CommandRun quoted = verify(LIST, quote("prefix"), "--quote-nonce", NONCE, "--format", "json");

        // Then
        assertThat(signed.output())
                .contains("\"passed\":false")
                .contains("\"verdict\":\"consistent\"")
                .contains("\"outcome\":\"bad\"");
        assertThat(quoted.output())
                .contains("\"passed\":true")
                .contains("\"verdict\":\"verified\"")
                .contains("\"quote\":{\"outcome\":\"holds\",\"holds\":true,\"nonce_matches\":true")
                .contains("\"reached_after\":60");
    }

    @Test
    void aQuoteVouchesForTheListOrItsBeginning() {
        // When
        CommandRun whole = verify(
                LIST,
                quote("whole"),
                "--quote-nonce",
                NONCE,
                "--quote-pcrs",
                FILES.resolve("quote/whole/values").toString());
        CommandRun prefix = verify(LIST, quote("prefix"));

        // Then
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.output())
                .contains("QUOTE      holds: it was signed by the key given")
                .contains("the nonce is the one given")
                .contains("sha256:10 reached after 85 entries")
                .contains("VERDICT    verified");
        assertThat(prefix.exitCode()).isZero();
        assertThat(prefix.output())
                .contains("no --quote-nonce given")
                .contains("the list leads to its digest after 60 entries, 25 later ones are not vouched for");
    }

    @Test
    void whatTheQuoteDoesNotVouchForFails() {
        // When
        CommandRun nonce = verify(LIST, quote("prefix"), "--quote-nonce", "00");
        CommandRun other = verify(LIST.replace("7.2-raw", "7.2-enriched"), quote("prefix"), "--quote-nonce", NONCE);
        List<String> swapped = new ArrayList<>(quote("prefix"));
        swapped.set(5, quote("whole").get(5));
        CommandRun key = verify(LIST, swapped);

        // Then
        assertThat(nonce.exitCode()).isEqualTo(3);
        assertThat(nonce.output())
                .contains("QUOTE      DOES NOT HOLD")
                .contains("another nonce")
                .contains("VERDICT    failed: the list is consistent, but the quote does not hold");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.output())
                .contains("NO BEGINNING OF THE LIST LEADS TO ITS DIGEST")
                .contains("VERDICT    tampered");
        assertThat(key.exitCode()).isEqualTo(3);
        assertThat(key.output()).contains("it was not signed by the key given");
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        // Then
        assertThat(verify(LIST, List.of("--quote", LIST)).errors()).contains("needs --quote-signature");
        assertThat(verify(LIST, List.of(), "--quote-nonce", "00").errors()).contains("--quote only");
        assertThat(verify(LIST, quote("prefix"), "--quote-nonce", "xyz").exitCode())
                .isEqualTo(2);
        assertThat(verify(LIST, quote("prefix"), "--quote-nonce", "").errors()).contains("--quote-nonce is empty");
        List<String> noQuote = new ArrayList<>(quote("prefix"));
        noQuote.set(1, LIST);
        CommandRun run = verify(LIST, noQuote);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("binary_runtime_measurements: it is no quote: at byte 4");
        assertThat(verify(LIST, quote("whole")).errors())
                .contains("registers whose values were not given: sha256:16, sha256:23");
        assertThat(verify(LIST, List.of(), "--keys", folder.toString()).exitCode())
                .isEqualTo(2);
    }
}
