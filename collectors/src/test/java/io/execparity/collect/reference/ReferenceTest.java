package io.execparity.collect.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.text.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceTest {
    private static final String ONE = "11".repeat(32);
    private static final String TWO = "22".repeat(32);

    @TempDir
    private Path folder;

    private Reference load(String text) throws Exception {
        return Reference.load(
                Files.write(folder.resolve("reference"), text.getBytes(StandardCharsets.ISO_8859_1)), null);
    }

    private static Judgement judge(Reference reference, String path, String digest) {
        Bytes name = Bytes.view(path.getBytes(StandardCharsets.ISO_8859_1));
        return reference.judge(name, "sha256", Hexadecimal.bytes(digest));
    }

    @Test
    void aFileIsKnownByItsNameAndContentOrByItsContentUnderANameNotListed() throws Exception {
        // When
        Reference reference = load(ONE + "  /bin/a\n" + TWO + "  /bin/b\n");

        // Then
        assertThat(judge(reference, "/bin/a", ONE)).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/chroot/bin/a", ONE)).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/bin/a", "33".repeat(32))).isEqualTo(Judgement.CHANGED);
        assertThat(judge(reference, "/bin/a", TWO)).isEqualTo(Judgement.CHANGED);
        assertThat(judge(reference, "/bin/c", "33".repeat(32))).isEqualTo(Judgement.UNKNOWN);
        assertThat(reference.judge(Bytes.utf8("/bin/a"), "sha1", Bytes.view(new byte[20])))
                .isEqualTo(Judgement.INCOMPARABLE);
        assertThat(reference.judge(Bytes.utf8("/bin/a"), "verity:sha256", Hexadecimal.bytes(ONE)))
                .isEqualTo(Judgement.INCOMPARABLE);
        assertThat(reference.size()).isEqualTo(2);
    }

    @Test
    void everySpellingOfALineIsRead() throws Exception {
        // Given
        String[] lines = {
            "# made by hand",
            "",
            ONE + "  /two spaces",
            ONE + " */star",
            ONE + " /bsd reversed",
            "\\" + ONE + "  /new\\nline\\\\and\\rreturn",
            "SHA256 (/tagged (1) = x) = " + ONE,
            "\\SHA256 (/tagged\\nand escaped) = " + ONE,
            "SHA1 (/sha1) = " + "44".repeat(20),
            "SM3 (/sm3) = " + "55".repeat(32),
            ONE.replace("1", "A").toUpperCase(java.util.Locale.ROOT) + "  /upper",
            "66".repeat(48) + "  /sha384",
            "77".repeat(64) + "  /sha512",
            ONE + "  ./from/root",
            ONE + "  /bytes\u00ff\u00fe"
        };

        // When
        Reference reference = load(String.join("\n", lines));

        // Then
        for (String path : new String[] {
            "/two spaces",
            "/two_spaces",
            "/star",
            "/bsd reversed",
            "/new\nline\\and\rreturn",
            "/tagged (1) = x",
            "/tagged\nand escaped",
            "/from/root",
            "/bytes\u00ff\u00fe"
        }) {
            assertThat(judge(reference, path, ONE)).as(path).isEqualTo(Judgement.KNOWN);
            assertThat(judge(reference, path, TWO)).as(path).isEqualTo(Judgement.CHANGED);
        }
        assertThat(judge(reference, "/upper", "aa".repeat(32))).isEqualTo(Judgement.KNOWN);
        assertThat(reference.algorithms()).containsExactly("sha1", "sha256", "sha384", "sha512", "sm3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no digest",
                "1111  /short",
                "SHA256 (/x) = 1111",
                "CRC32 (/x) = 11111111",
                "\\1111111111111111111111111111111111111111  /x\\q",
                "\\1111111111111111111111111111111111111111  /x\\",
                "1111111111111111111111111111111111111111  ",
                "1111111111111111111111111111111111111111  /x\r",
                "11111111111111111111111111111111  /md5",
                "SHA1 (/x) = 111111111111111111111111111111111111111g"
            })
    void aLineThatSaysNothingIsAnErrorWithItsPlace(String line) {
        assertThatThrownBy(() -> load(ONE + "  /bin/a\n" + line + "\n" + ONE + "  /bin/b\n"))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("reference:2: ")
                .hasMessageEndingWith(".");
    }

    @Test
    void endlessLinesAndEmptyFilesAreRefused() {
        assertThatThrownBy(() -> load(ONE + "  /" + "a".repeat(1 << 20)))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("reference:1: ");
        assertThatThrownBy(() -> load("")).isInstanceOf(ReferenceException.class);
        assertThatThrownBy(() -> load("# nothing\n")).isInstanceOf(ReferenceException.class);
        assertThatThrownBy(() -> Reference.load(folder.resolve("absent"), null))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> Reference.load(folder, null)).isInstanceOf(ReferenceException.class);
    }

    @Test
    void anAllowlistOfOldIsRead() throws Exception {
        // When
        Reference reference = load("{\"meta\": {\"version\": 1}, \"hashes\": {\"/bin/a\": [\"" + ONE + "\", \"" + TWO
                + "\"]}, \"exclude\": [\"/tmp/\"], \"unheard-of\": {\"a\": [[1, {}]]}}");

        // Then
        assertThat(judge(reference, "/bin/a", ONE)).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/bin/a", TWO)).isEqualTo(Judgement.KNOWN);
        assertThat(judge(reference, "/tmp/x", "33".repeat(32))).isEqualTo(Judgement.EXCLUDED);
        assertThat(judge(reference, "/var/tmp/x", "33".repeat(32))).isEqualTo(Judgement.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{",
                "{\"meta\": {\"version\": 2}, \"digests\": {}}",
                "{\"meta\": {\"version\": \"1\"}, \"digests\": {}}",
                "{\"digests\": []}",
                "{\"digests\": {\"/a\": \"11\"}}",
                "{\"digests\": {\"/a\": [1]}}",
                "{\"digests\": {\"/a\": [\"11\"]}}",
                "{\"digests\": {\"/a\": [\"zz11111111111111111111111111111111111111\"]}}",
                "{\"digests\": {}, \"excludes\": [\"(a\"]}",
                "{\"digests\": {}, \"excludes\": [\"(?=a)\"]}",
                "{\"digests\": {}, \"excludes\": [\"(a)\\\\1\"]}",
                "{\"digests\": {}, \"excludes\": [\"((a{1000}){1000}){1000}\"]}",
                "{\"digests\": {}, \"digests\": {}}",
                "{\"digests\": {}} {}",
                "{\"digests\": {}, \"payload\": 1}",
                "{\"payload\": \"e30=\", \"payloadType\": \"x\", \"signatures\": []}"
            })
    void aPolicyThatIsNoneIsRefusedWithOneSentence(String json) {
        assertThatThrownBy(() -> load(json))
                .isInstanceOf(ReferenceException.class)
                .hasMessageContaining("reference")
                .hasMessageEndingWith(".");
    }

    @Test
    void noExcludeTakesMoreTimeThanItsNamesAreLong() throws Exception {
        // Given
        Reference reference =
                load("{\"digests\": {\"/a\": [\"" + ONE + "\"]}, \"excludes\": [\"(/a+)+b$\", \"/(x|x)*y\\\\Z\"]}");

        // When
        Judgement judgement = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> judge(reference, "/" + "a".repeat(4000) + "x".repeat(4000), TWO));

        // Then
        assertThat(judgement).isEqualTo(Judgement.UNKNOWN);
        assertThat(judge(reference, "/xxy", TWO)).isEqualTo(Judgement.EXCLUDED);
        assertThat(judge(reference, "/xxyz", TWO)).isEqualTo(Judgement.UNKNOWN);
    }

    @Test
    void aJsonWithoutEndOrDepthIsRefusedInBoundedMemory() {
        assertThatThrownBy(() -> load("{\"digests\": " + "{\"a\":".repeat(100_000)))
                .isInstanceOf(ReferenceException.class);
        assertThatThrownBy(() -> load("{\"x\": " + "[".repeat(100_000))).isInstanceOf(ReferenceException.class);
        assertThatThrownBy(() -> load("{\"digests\": {\"" + "a".repeat(1 << 20) + "\": []}}"))
                .isInstanceOf(ReferenceException.class);
    }
}
