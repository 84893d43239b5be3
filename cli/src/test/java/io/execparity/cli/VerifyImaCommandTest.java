package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyImaCommandTest {
    private static final Path BOOT = corpus().resolve("ima-templates/ima-sigv2");
    private static final String LIST =
            BOOT.resolve("ascii_runtime_measurements_sha256").toString();

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    private static Path corpus() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("corpus"))) {
            here = here.getParent();
        }
        return here.resolve("corpus");
    }

    private static String register() throws IOException {
        List<String> lines = Files.readAllLines(BOOT.resolve("pcr10.txt"));
        return lines.get(1).substring("sha256 ".length());
    }

    @Test
    void aListThatLeadsToItsRegisterIsVerified() throws Exception {
        // When
        int exitCode = run(LIST, "--pcr", "sha256:10=" + register());

        // Then
        assertThat(exitCode).isZero();
        assertThat(output.toString())
                .contains("VERDICT    verified")
                .contains("entry 17: /opt/lab/v")
                .containsPattern("nothing vouches for the names of [1-9][0-9]* violations");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void entriesOfARegisterOfWhichNothingWasGivenAreNotVouchedFor() throws Exception {
        // Given
        List<String> lines =
                new java.util.ArrayList<>(Files.readAllLines(BOOT.resolve("ascii_runtime_measurements_sha256")));
        lines.add("11" + lines.get(1).substring("10".length()));
        Path list = Files.write(folder.resolve("list"), lines);

        // When
        run(list.toString(), "--pcr", "sha256=" + register());

        // Then
        assertThat(output.toString())
                .contains("but nothing vouches for those of register 11")
                .doesNotContain("vouch for all of them");
    }

    @Test
    void withoutARegisterAListIsNoMoreThanConsistent() {
        // Then
        assertThat(run(LIST)).isZero();
        assertThat(output.toString()).contains("VERDICT    consistent").contains("--pcr");
    }

    @Test
    void anotherRegisterIsNotReached() throws Exception {
        // When
        int exitCode = run(LIST, "--pcr", "sha256=" + register().replace('A', 'B'), "--format", "json");

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(output.toString())
                .contains("\"verdict\":\"tampered\"")
                .contains("\"severity\":\"critical\"")
                .contains("\"satisfied\":false");
    }

    @Test
    void aRegisterThatIsNotReachedMayHaveBeenReadAfterTheList() throws Exception {
        // Given
        List<String> lines = Files.readAllLines(Path.of(LIST));
        Path early = Files.write(folder.resolve("early"), lines.subList(0, lines.size() - 1));

        // When
        int exitCode = run(early.toString(), "--pcr", "sha256=" + register());

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(output.toString()).contains("or the list was read before the register was");
    }

    @Test
    void severalRegistersStandBeforeTheFileOrBehindIt() throws Exception {
        // Given
        String sha1 =
                "sha1=" + Files.readAllLines(BOOT.resolve("pcr10.txt")).get(0).substring("sha1 ".length());
        String sha256 = "sha256:10=" + register();
        Path equals = Files.copy(Path.of(LIST), folder.resolve("a=b"));

        // Then
        for (List<String> arguments : List.of(
                List.of("--pcr", sha1, sha256, LIST),
                List.of(LIST, "--pcr", sha1, sha256),
                List.of("--pcr", sha1, sha256, "--pcr-prefix=40", LIST),
                List.of("--pcr=" + sha1, "--pcr", sha256, equals.toString()))) {
            output.getBuffer().setLength(0);
            assertThat(run(arguments.toArray(String[]::new)))
                    .as("%s: %s", arguments, errors)
                    .isZero();
            assertThat(output.toString()).contains("sha1:10 reached").contains("sha256:10 reached");
        }
        assertThat(run(LIST, "--pcr")).isEqualTo(2);
    }

    @Test
    void jsonSaysHowManyNamesNothingVouchesFor() throws Exception {
        // When
        run(LIST, "--pcr", "sha256=" + register(), "--format", "json");

        // Then
        assertThat(output.toString()).containsPattern("\"violation_names_not_vouched_for\":[1-9]");
    }

    @Test
    void aChangedEntryIsNamedAndItsTextCannotDriveTheTerminal() throws Exception {
        // Given
        byte[] list = Files.readAllBytes(BOOT.resolve("binary_runtime_measurements_sha256"));
        int name = new String(list, StandardCharsets.ISO_8859_1).indexOf("/opt/lab/v\0");
        list[name] = 0x1B;
        list[name - 200] ^= 1;
        Path changed = Files.write(folder.resolve("\u001b[2Jlist"), list);

        // When
        int exitCode = run(changed.toString());

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(output.toString())
                .contains("\\x1bopt/lab/v")
                .contains("the first wrong entry is 16")
                .doesNotContain("\u001b");
    }

    @Test
    void aCompressedListIsReadAsItIs() throws Exception {
        // Given
        Path compressed = folder.resolve("list.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(Files.readAllBytes(Path.of(LIST)));
        }

        // Then
        assertThat(run(compressed.toString(), "--pcr", "sha256=" + register())).isZero();
    }

    /** Kernels before Linux 5.8 extended every bank with the SHA-1 hash, zeros behind it. */
    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        // Given
        Path cut = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
            out.write(Files.readAllBytes(Corpora.file("linux-7.2-raw/binary_runtime_measurements_sha256")));
        }
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 2000));
        for (Path file : List.of(cut, folder)) {
            // When
            CommandRun run = CommandRun.of("verify-ima", file.toString());
            // Then
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
            assertThat(run.errors()).contains(file + ": it cannot be read: ");
        }
    }

    @Test
    void aRegisterOfAnOldKernelIsReachedWhereTheUsualRuleLeadsElsewhere() throws Exception {
        // Given
        Path list = BOOT.resolve("ascii_runtime_measurements_sha1");
        String padded = paddedRegister(list);

        // When
        int exitCode = run(list.toString(), "--pcr", "sha256=" + padded, "--format", "json");

        // Then
        assertThat(exitCode).isZero();
        assertThat(output.toString()).contains("\"verdict\":\"verified\"").contains("\"satisfied\":true");
    }

    private static String paddedRegister(Path list) throws Exception {
        byte[] register = new byte[32];
        for (String line : Files.readAllLines(list)) {
            byte[] listed = HexFormat.of().parseHex(line.split(" ")[1]);
            boolean violation = Arrays.equals(listed, new byte[20]);
            if (violation) {
                Arrays.fill(listed, (byte) 0xFF);
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(register);
            digest.update(Arrays.copyOf(listed, 32));
            register = digest.digest();
        }
        return HexFormat.of().formatHex(register);
    }

    @Test
    void aPrefixHasToBeStated() throws Exception {
        // Given
        Path longer = folder.resolve("longer");
        byte[] list = Files.readAllBytes(Path.of(LIST));
        byte[] more = java.util.Arrays.copyOf(list, list.length * 2);
        System.arraycopy(list, 0, more, list.length, list.length);
        Files.write(longer, more);
        String register = "sha256=" + register();

        // Then
        assertThat(run(longer.toString(), "--pcr", register)).isEqualTo(3);
        assertThat(output.toString()).contains("the first wrong entry is 40");
        assertThat(run(longer.toString(), "--pcr", register, "--pcr-prefix")).isZero();
        assertThat(run(longer.toString(), "--pcr", register, "--pcr-prefix=40")).isZero();
        assertThat(run(longer.toString(), "--pcr", register, "--pcr-prefix=39")).isEqualTo(3);
    }

    @Test
    void whatIsNoListIsUnusableAndSoIsABadRegister() {
        // Then
        assertThat(run(BOOT.resolve("pcr10.txt").toString())).isEqualTo(2);
        assertThat(run(folder.resolve("absent").toString())).isEqualTo(2);
        assertThat(run(LIST, "--pcr", "sha256=12")).isEqualTo(2);
        assertThat(run(LIST, "--pcr", "crc32=12")).isEqualTo(2);
        assertThat(run(LIST, "--pcr-prefix=many")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(output.toString()).isEmpty();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "verify-ima";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all);
    }
}
