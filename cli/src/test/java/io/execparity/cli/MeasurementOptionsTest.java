package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What analyze does with measurement lists and with what explains them, and what it says where it cannot use them. */
class MeasurementOptionsTest {
    private static final Path BOOT = Corpora.file("linux-7.2-raw");
    private static final String LOG = BOOT.resolve("audit.log.gz").toString();
    private static final String LIST =
            BOOT.resolve("ascii_runtime_measurements_sha256").toString();

    @TempDir
    private Path folder;

    private CommandRun analyze(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "analyze", "--audit", LOG, "--out", folder.resolve("out").toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private void assertUnusable(CommandRun run, String sentence) {
        assertThat(run.errors()).contains(sentence);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(folder.resolve("out/findings.jsonl")).doesNotExist();
    }

    @Test
    void theSummaryShowsWhatTheListsTell() throws IOException {
        // When
        CommandRun run = analyze(
                "--ima", LIST, "--ima-policy", BOOT.resolve("ima-policy").toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output())
                .contains("executed-unmeasured")
                .contains("and its content is not in the measurement list");
        assertThat(Files.readString(folder.resolve("out/executions.jsonl"))).contains("\"ima:");
    }

    @Test
    void aRegisterThatIsNotReachedIsCritical() {
        // When
        CommandRun run = analyze("--ima", LIST, "--pcr", "sha256=" + "0".repeat(64));
        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output()).contains("measurement-list-tampered").contains("critical");
    }

    @Test
    void contentThatIsNotInTheReferenceIsTold() throws IOException {
        // Given
        Path reference = Files.writeString(folder.resolve("sums"), "ab".repeat(32) + "  /usr/bin/dash\n");
        // When
        analyze("--ima", LIST, "--reference", reference.toString());
        // Then
        assertThat(Files.readAllLines(folder.resolve("out/findings.jsonl")))
                .filteredOn(line -> line.contains("\"unknown-digest\""))
                .hasSizeGreaterThan(50)
                .anyMatch(line -> line.contains("/usr/bin/dash") && line.contains("with other content only"));
    }

    @Test
    void aReferenceThatIsNone() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("text"), "no sum\n");
        // When
        CommandRun run = analyze("--ima", LIST, "--reference", text.toString());
        // Then
        assertUnusable(run, text.toString());
    }

    @Test
    void aReferenceIsOfNoUseWithoutAList() {
        assertUnusable(analyze("--reference", LIST), "no --ima was given");
    }

    @Test
    void aMissingList() {
        assertUnusable(analyze("--ima", folder.resolve("none").toString()), "none: there is no such file.");
    }

    @Test
    void aFileThatIsNoList() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("text"), "this is no list\n".repeat(10));
        // When
        CommandRun run = analyze("--ima", LIST, text.toString());
        // Then
        assertUnusable(run, text + ": it has no entry of a measurement list");
    }

    @Test
    void aCompressedListThatIsCut() throws IOException {
        // Given
        Path cut = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write(Files.readAllBytes(Path.of(LIST)));
        }
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 2000));
        // When
        CommandRun run = analyze("--ima", cut.toString());
        // Then
        assertUnusable(run, cut + ": it cannot be read: ");
    }

    @Test
    void aListThatCannotBeReadTwice() {
        assertUnusable(analyze("--ima", "/dev/null"), "/dev/null: a measurement list is read twice");
    }

    @Test
    void aPolicyThatIsNone() throws IOException {
        // Given
        Path policy = Files.writeString(folder.resolve("policy"), "measure func=BPRM_CHECK\nallow all\n");
        // When
        CommandRun run = analyze("--ima", LIST, "--ima-policy", policy.toString());
        // Then
        assertUnusable(run, policy + ", line 2: a rule begins with an action");
    }

    @Test
    void aRegisterThatIsNone() {
        assertUnusable(analyze("--ima", LIST, "--pcr", "sha256=12"), "--pcr sha256=12: a sha256 register has 32 bytes");
    }

    @Test
    void listsOfAHostThatTheLogDoesNotHave() {
        // When
        CommandRun run = analyze("--ima", LIST, "--ima-host", "lab-hots");
        // Then
        assertThat(run.errors()).contains("--ima-host lab-hots: the log has no event of this host");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void aChangedListIsToldOfAHostWhoseDaemonAloneIsHeardOf() throws IOException {
        // Given
        Path log = Files.writeString(
                folder.resolve("audit.log"),
                "type=DAEMON_START msg=audit(1795346069.000:1): op=start ver=4.0.2 format=raw res=success\n");
        Path list = Files.writeString(
                folder.resolve("list"), Files.readString(Path.of(LIST)).replaceFirst("/usr/bin/", "/usr/sbin/"));
        // When
        CommandRun run = CommandRun.of(
                "analyze",
                "--audit",
                log.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--ima",
                list.toString());
        // Then
        assertThat(run.output()).contains("measurement-list-tampered");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void whatExplainsAListIsOfNoUseWithoutOne() {
        assertUnusable(analyze("--ima-host", "lab-host"), "no --ima was given");
    }

    @Test
    void whatNoKernelAndNoSyslogHasIsRefused() {
        assertUnusable(analyze("--trusted-for-number", "-1"), "--trusted-for-number is 0 or more");
        assertUnusable(analyze("--syslog-tag", ""), "--syslog-tag '' is none that a syslog line has");
        assertUnusable(analyze("--syslog-tag", "a b"), "--syslog-tag 'a b' is none that a syslog line has");
    }
}
