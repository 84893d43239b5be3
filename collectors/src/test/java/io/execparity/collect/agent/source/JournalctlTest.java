package io.execparity.collect.agent.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolSettings;
import io.execparity.schema.testing.DebianPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real journalctl on a journal that the test makes. */
class JournalctlTest {
    private static final DebianPrograms PROGRAMS = DebianPrograms.of(
            List.of("systemd", "systemd-journal-remote"), List.of("journalctl", "systemd-journal-remote"));

    @TempDir
    private Path folder;

    @Test
    void a_real_journal_is_read_from_its_beginning_and_on_from_where_the_last_run_stopped() throws Exception {
        write(0, 25);
        assertThat(messages(25)).hasSize(25).first().asString().contains("audit(1795347150.000:100)");

        write(25, 40);
        List<String> all = messages(40);

        assertThat(all).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(all.get(i)).contains("audit(1795347150.000:" + (100 + i) + ")");
        }
    }

    /** Entries in the journal's export format; one in three is no audit record. */
    private void write(int from, int to) throws Exception {
        StringBuilder export = new StringBuilder();
        for (int i = from; i < to; i++) {
            entry(export, i, "audit", "SYSCALL msg=audit(1795347150.000:" + (100 + i) + "): pid=1");
            if (i % 3 == 0) {
                entry(export, i, "syslog", "not for us");
            }
        }
        Path input = Files.writeString(folder.resolve("export"), export);
        Process process = PROGRAMS.command("systemd-journal-remote", "--output=" + journal(), "-")
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("remote.out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("remote.out")))
                .isZero();
    }

    private static void entry(StringBuilder export, int number, String transport, String message) {
        long micros = 1_795_347_150_000_000L + number * 1_000L;
        export.append("__REALTIME_TIMESTAMP=").append(micros).append('\n');
        export.append("__MONOTONIC_TIMESTAMP=").append(1_000_000 + number).append('\n');
        export.append("_BOOT_ID=c000000000000000000000000000000c\n_TRANSPORT=").append(transport);
        export.append("\nMESSAGE=").append(message).append("\n\n");
    }

    private Path journal() {
        return folder.resolve("made.journal");
    }

    /** What a run of the source brings into the spool, with what earlier ones did. */
    private List<String> messages(int atLeast) throws Exception {
        List<String> said = new ArrayList<>();
        LossMessages losses = new LossMessages("h", "h", () -> 0);
        try (Spool spool = Spool.open(new SpoolSettings(folder.resolve("spool"), 1 << 20), losses, 7)) {
            Intake intake = new Intake(spool, losses, 10, said::add);
            LineSource source = JournalSource.of(command(), spool, new Delivery(intake, losses, said::add));
            Thread writer = new Thread(intake);
            Thread reader = new Thread(() -> {
                try {
                    source.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            writer.start();
            reader.start();
            long deadline = System.nanoTime() + 30_000_000_000L;
            List<String> read = read(spool);
            while (read.size() < atLeast && System.nanoTime() < deadline) {
                Thread.sleep(50);
                read = read(spool);
            }
            source.stop();
            reader.interrupt();
            reader.join();
            intake.close();
            writer.join();
            assertThat(read).as("said: " + said).hasSizeGreaterThanOrEqualTo(atLeast);
            return read(spool);
        }
    }

    private List<String> command() {
        ProcessBuilder journalctl = PROGRAMS.command(
                "journalctl", "--file=" + journal(), "--output=json", "--all", "--no-tail", "--follow", "--no-pager");
        String libraries = journalctl.environment().getOrDefault("LD_LIBRARY_PATH", "");
        List<String> command = new ArrayList<>(List.of("env", "LD_LIBRARY_PATH=" + libraries));
        command.addAll(journalctl.command());
        command.add("_TRANSPORT=audit");
        return command;
    }

    private static List<String> read(Spool spool) throws IOException {
        return spool.read(spool.acknowledged(), 1 << 20).records().stream()
                .map(record -> new String(record.record().value(), UTF_8))
                .toList();
    }
}
