package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceCommandTest {
    private static final Path BOOT = Corpora.file("ima-templates/ima-sigv2");
    private static final String LIST =
            BOOT.resolve("binary_runtime_measurements_sha256").toString();

    @TempDir
    private Path folder;

    private String made = "";

    @BeforeEach
    void nameTheResult() {
        made = folder.resolve("made").toString();
    }

    @ParameterizedTest
    @CsvSource({"ima-sigv2, sums", "ima-sigv2, keylime", "ima-modsig, sums", "custom, keylime", "ima, sums"})
    void aListHasNothingUnlistedBesideTheReferenceThatWasMadeOfIt(String boot, String form) {
        // Given
        String list = Corpora.file("ima-templates/" + boot)
                .resolve("ascii_runtime_measurements_sha256")
                .toString();

        // When
        CommandRun making = CommandRun.of("reference", "--from-list", list, "-o", made, "--format", form);
        CommandRun verifying = CommandRun.of("verify-ima", list, "--reference", made);

        // Then
        assertThat(making.exitCode()).as(making.errors()).isZero();
        assertThat(verifying.exitCode()).as(verifying.errors()).isZero();
        assertThat(verifying.output())
                .contains("REFERENCE  " + (form.equals("sums") ? "list of digests" : "Keylime runtime policy"))
                .doesNotContain("UNLISTED")
                .doesNotContain("unknown")
                .doesNotContain("incomparable");
    }

    @Test
    void whatIsUnknownOrChangedIsListedAndNoReasonToCallAnybody() throws Exception {
        // Given
        CommandRun.of("reference", "--from-list", LIST, "-o", made);
        List<String> lines = Files.readAllLines(Path.of(made));
        String changed = "0".repeat(64) + lines.get(0).substring(64);
        Files.write(Path.of(made), List.of(changed, lines.get(1)));

        // When
        CommandRun text = CommandRun.of("verify-ima", LIST, "--reference", made);
        CommandRun json = CommandRun.of("verify-ima", LIST, "--reference", made, "--format", "json");

        // Then
        assertThat(text.exitCode()).isZero();
        assertThat(text.output()).contains("UNLISTED").contains("is changed").contains("is unknown");
        JsonNode reference = new ObjectMapper().readTree(json.output()).get("reference");
        assertThat(reference.get("known").asLong()).isEqualTo(1);
        assertThat(reference.get("changed").asLong()).isEqualTo(1);
        assertThat(reference.get("unlisted")).hasSize(lines.size() - 1);
        for (JsonNode unlisted : reference.get("unlisted")) {
            assertThat(unlisted.get("rule").asText()).isEqualTo("unknown-digest");
            assertThat(unlisted.get("severity").asText()).isEqualTo("medium");
        }
    }

    @Test
    void aListThatDoesNotLeadToItsRegisterMakesNoReference() {
        // When
        CommandRun run =
                CommandRun.of("reference", "--from-list", LIST, "-o", made, "--pcr", "sha256=" + "ab".repeat(32));

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(Path.of(made)).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatFollowsThePlaceThatTheRegisterWasReadAtIsNotTrusted() throws Exception {
        // Given
        String register = Files.readAllLines(BOOT.resolve("pcr10.txt")).get(1).replace(' ', '=');
        String sound = Files.readString(BOOT.resolve("ascii_runtime_measurements_sha256"));
        // A sound entry, that somebody put behind those that the register was read after.
        String other = Files.readString(Corpora.file("ima-templates/ima-sig-sha512/ascii_runtime_measurements_sha256"));
        String added = other.lines()
                .filter(line -> line.startsWith("10 ") && !line.startsWith("10 0000") && !line.contains(" boot_"))
                .filter(line -> !sound.contains(line.split(" ")[3]))
                .findFirst()
                .orElseThrow();
        Path longer = Files.writeString(folder.resolve("longer"), sound + added + "\n");

        // When
        CommandRun run = CommandRun.of(
                "reference", "--from-list", longer.toString(), "-o", made, "--pcr", register, "--pcr-prefix");
        CommandRun whole = CommandRun.of("reference", "--from-list", LIST, "-o", folder + "/whole", "--pcr", register);

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("1 measurements left out that no register given vouches for");
        assertThat(whole.errors()).doesNotContain("vouches");
        assertThat(Path.of(made)).hasSameTextualContentAs(folder.resolve("whole"));
    }

    @Test
    void aRegisterVouchesForItsOwnEntriesOnly() throws Exception {
        // Given
        List<String> lines = Files.readAllLines(BOOT.resolve("ascii_runtime_measurements_sha256"));
        String moved = lines.get(1).replaceFirst("10 ", "11 ");
        String register = Files.readAllLines(BOOT.resolve("pcr10.txt")).get(1).replace(' ', '=');
        lines.add(2, moved);
        Path list = Files.write(folder.resolve("moved"), lines);

        // When
        CommandRun run = CommandRun.of("reference", "--from-list", list.toString(), "-o", made, "--pcr", register);

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("1 measurements left out that no register given vouches for");
    }

    @Test
    void whereNoRegisterIsGivenItIsSaidThatNothingVouches() {
        // When
        CommandRun run = CommandRun.of("reference", "--from-list", LIST, "-o", made);

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).contains("nothing vouches for it");
    }

    /** Held against sha256sum of coreutils, which has to be there. */
    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha512"})
    void aFolderIsDigestedAsSha256sumDoesIt(String algorithm) throws Exception {
        // Given
        Path files = Files.createDirectories(folder.resolve("files/below"));
        Files.writeString(files.resolve("plain"), "one");
        Files.writeString(files.resolve("with space"), "two");
        Files.writeString(files.resolve("with\nline\\feed\r"), "three");
        Files.writeString(files.resolve("empty"), "");
        Files.write(files.resolveSibling("large"), new byte[200_000]);
        Files.createSymbolicLink(files.resolve("link"), files.resolve("plain"));

        // When
        CommandRun run = CommandRun.of(
                "reference",
                "--from-dir",
                folder.resolve("files").toString(),
                "-o",
                made,
                "--algorithm",
                algorithm,
                "--one-file-system");
        Process check = new ProcessBuilder(algorithm + "sum", "--check", "--strict", made)
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(check.waitFor()).as(said).isZero();
        List<String> lines = Files.readAllLines(Path.of(made));
        assertThat(lines).hasSize(5).noneMatch(line -> line.contains("link"));
        assertThat(said.lines()).hasSize(5);
    }

    @Test
    void aRegisterDoesNotSeemToVouchForFolders() {
        // When
        CommandRun run = CommandRun.of(
                "reference", "--from-dir", BOOT.toString(), "-o", made, "--pcr", "sha256=" + "0".repeat(64));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).startsWith("--pcr vouches for a list, and --from-dir has none");
        assertThat(Path.of(made)).doesNotExist();
    }

    @Test
    void aLinkIsWrittenThroughAndStaysALink() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "an older one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        // When
        CommandRun run = CommandRun.of("reference", "--from-dir", BOOT.toString(), "-o", link.toString());

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("binary_runtime_measurements_sha256");
    }

    @Test
    void aPipeIsWrittenToAndStaysAPipe() throws Exception {
        // Given
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();

        // When
        CommandRun run = CommandRun.of("reference", "--from-dir", BOOT.toString(), "-o", pipe.toString());

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        if (!reader.waitFor(10, TimeUnit.SECONDS)) {
            reader.destroyForcibly();
        }
        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("binary_runtime_measurements_sha256");
    }

    @Test
    void theNamesOfAnImageBeginBelowItsRoot() throws Exception {
        // Given
        Path image = folder.resolve("image");
        Files.writeString(Files.createDirectories(image.resolve("usr/bin")).resolve("x y"), "x");

        // When
        CommandRun run = CommandRun.of(
                "reference",
                "--from-dir",
                image.toString(),
                "--root",
                image.toString(),
                "-o",
                made,
                "--format",
                "keylime");

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        JsonNode policy = new ObjectMapper().readTree(Path.of(made).toFile());
        assertThat(policy.get("digests").fieldNames()).toIterable().containsExactly("/usr/bin/x y");
    }

    @Test
    void whatCannotBeMadeOrUsedIsSaidInOneSentence() throws Exception {
        // Given
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path bad = Files.writeString(folder.resolve("\u001b[2Jbad"), "no digest\n");

        // Then
        assertThat(CommandRun.of("reference", "--from-dir", empty.toString(), "-o", made)
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("reference", "--from-dir", made, "-o", made).exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("reference", "-o", made).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("reference", "--from-dir", "/", "--from-list", LIST, "-o", made)
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("reference", "--from-dir", "/etc", "--algorithm", "crc", "-o", made)
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("verify-ima", LIST, "--reference-keys", "/").exitCode())
                .isEqualTo(2);
        CommandRun run = CommandRun.of("verify-ima", LIST, "--reference", bad.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("bad:1: ").doesNotContain("\u001b");
    }
}
