package io.execparity.cli.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, with the heap that the launcher gives it, fed with what is meant to fill it. */
final class BoundedMemoryTest {
    private static final String CALL =
            " arch=c000003e syscall=59 success=yes exit=0 items=2 ppid=1 pid=2 comm=\"x\" exe=\"/x\"";
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    /** Writes one hostile log, and returns how many lines it has. */
    private interface Log {
        long writeTo(OutputStream out) throws IOException;
    }

    @Test
    void aHundredMebibytesWithoutANewlineAreOneLine() throws Exception {
        assertSurvives(out -> {
            line(out, "type=SYSCALL msg=audit(1.000:1):" + CALL);
            byte[] part =
                    "type=SYSCALL msg=audit(1.000:1): a".repeat(MEBIBYTE / 34).getBytes(ISO_8859_1);
            for (int i = 0; i < 100; i++) {
                out.write(part);
            }
            return 2;
        });
    }

    @Test
    void anArgumentMayComeInChunksWithoutEnd() throws Exception {
        assertSurvives(out -> {
            line(out, "type=SYSCALL msg=audit(1.000:1):" + CALL);
            String chunk = "41".repeat(2000);
            for (int i = 0; i < 20_000; i++) {
                line(out, "type=EXECVE msg=audit(1.000:1): argc=2 a1_len=4294967295 a1[" + i + "]=" + chunk);
            }
            return 20_001;
        });
    }

    @Test
    void numbersOfArgumentsMayComeFromHighToLow() throws Exception {
        assertSurvives(out -> {
            line(out, "type=SYSCALL msg=audit(1.000:1):" + CALL);
            int number = 8_000_000;
            for (int i = 0; i < 400; i++) {
                StringBuilder arguments = new StringBuilder("type=EXECVE msg=audit(1.000:1): argc=2147483647");
                for (int j = 0; j < 4000; j++) {
                    arguments.append(" a").append(number).append("[9]=4");
                    number -= 2;
                }
                line(out, arguments.toString());
            }
            return 401;
        });
    }

    @Test
    void thousandsOfHostsMayKeepEventsUnfinished() throws Exception {
        assertSurvives(out -> {
            String filler = "y".repeat(2000);
            for (int serial = 1; serial <= 40; serial++) {
                for (int host = 0; host < 2000; host++) {
                    line(
                            out,
                            "node=h" + host + " type=SYSCALL msg=audit(1.000:" + serial + "):" + CALL + " f=" + filler);
                }
            }
            return 80_000;
        });
    }

    @Test
    void everyProcessMayHaveTheLongestArguments() throws Exception {
        assertSurvives(out -> {
            String arguments = " a1=" + "42".repeat(4000) + " a2=" + "43".repeat(4000);
            for (int pid = 1; pid <= 10_000; pid++) {
                String stamp = " msg=audit(1." + pid % 1000 + ":" + pid + "):";
                line(out, "type=SYSCALL" + stamp + CALL.replace("pid=2 ", "pid=" + pid + "3 "));
                line(out, "type=EXECVE" + stamp + " argc=3 a0=\"sh\"" + arguments);
                line(out, "type=PROCTITLE" + stamp + " proctitle=78");
            }
            return 30_000;
        });
    }

    private void assertSurvives(Log log) throws Exception {
        // Given
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.execparity.cli.Main",
                        "analyze",
                        "--audit",
                        "-",
                        "--out",
                        folder.resolve("out").toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();

        // When
        long lines;
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), MEBIBYTE)) {
            lines = log.writeTo(out);
        } catch (IOException brokenPipe) {
            lines = -1;
        }
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();

        // Then
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isIn(List.of(0, 3));
        assertThat(understood(Files.readString(output, UTF_8)) + rejected()).isEqualTo(lines);
    }

    private static long understood(String summary) {
        String line = summary.lines()
                .filter(text -> text.startsWith("lines: "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(7, line.indexOf(" understood")).replace(",", ""));
    }

    private long rejected() throws IOException {
        try (var lines = Files.lines(folder.resolve("out/rejected.jsonl"))) {
            return lines.count();
        }
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(ISO_8859_1));
        out.write('\n');
    }
}
