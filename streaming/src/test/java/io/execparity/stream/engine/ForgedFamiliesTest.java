package io.execparity.stream.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.stream.Analysis;
import io.execparity.stream.CollectedResults;
import io.execparity.stream.Site;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Records forged so that one more of them costs more than the one before. */
final class ForgedFamiliesTest {
    private static final int LIVES = 256;
    private static final int GENERATIONS = 6;
    private static final int SOURCED = 20_000;

    private final StringBuilder log = new StringBuilder();
    private final CollectedResults results = new CollectedResults();
    private int serial = 1;

    @Test
    void processesThatLiveManyTimesAreHandedDownToOnce() {
        // Given
        for (int generation = 1; generation <= GENERATIONS; generation++) {
            for (int life = 0; life < LIVES; life++) {
                call(1, 0, generation + 100, generation + 99, "/bin/" + life);
            }
            call(231, 0, generation + 100, generation + 99, "/bin/" + (LIVES - 1));
        }
        call(1, 0, 100, 1, "/bin/first");

        // When
        long understood = assertTimeoutPreemptively(Duration.ofSeconds(30), this::analyze);

        // Then
        assertThat(understood).isEqualTo(serial - 1);
    }

    @Test
    void aShellThatSourcesWithoutEndHasEveryFileTold() {
        // Given
        line(
                "SYSCALL",
                "arch=c000003e syscall=59 success=yes exit=0 a0=1 items=1 ppid=1 pid=7 comm=\"sh\" exe=\"/bin/sh\"");
        serial--;
        line("EXECVE", "argc=3 a0=\"sh\" a1=\"-c\" a2=\". /tmp/x\"");
        serial--;
        path("/bin/sh", 5);
        for (int inode = 100; inode < 100 + SOURCED; inode++) {
            call(2, 3, 7, 1, "/bin/sh");
            serial--;
            path("/tmp/x", inode);
        }

        // When
        assertTimeoutPreemptively(Duration.ofSeconds(60), this::analyze);

        // Then
        assertThat(results.executions()).hasSizeGreaterThan(SOURCED);
    }

    private void call(int number, int exit, int pid, int parent, String image) {
        line(
                "SYSCALL",
                "arch=c000003e syscall=" + number + " success=yes exit=" + exit + " a0=1 a1=0 items="
                        + (number == 2 ? 1 : 0) + " ppid=" + parent + " pid=" + pid + " comm=\"x\" exe=\"" + image
                        + "\"");
    }

    private void path(String name, int inode) {
        line("PATH", "item=0 name=\"" + name + "\" inode=" + inode + " dev=08:01 mode=0100755 nametype=NORMAL");
    }

    private void line(String type, String body) {
        log.append(String.format(
                Locale.ROOT, "type=%s msg=audit(1795400000.%03d:%d): %s%n", type, serial % 1000, serial, body));
        serial++;
    }

    private long analyze() throws Exception {
        Analysis analysis = new Analysis(Site.of("forged").settings(), results, rejected -> {});
        byte[] text = log.toString().getBytes(ISO_8859_1);
        analysis.read(AuditLogFiles.of(List.of("-"), new ByteArrayInputStream(text)));
        analysis.finish();
        return analysis.understood();
    }
}
