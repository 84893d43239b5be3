package io.execparity.collect.agent.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.intake.Delivery;
import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real children, in the place of a tracer. */
class CommandSourceTest {
    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private Spool spool;
    private Intake intake;
    private Thread writer;
    private Delivery delivery;

    @BeforeEach
    void startWriting() throws IOException {
        LossMessages messages = new LossMessages("h", "h", () -> 0);
        spool = Spool.open(new SpoolSettings(folder.resolve("spool"), 1 << 20), messages, 7);
        intake = new Intake(spool, messages, 10, said::add);
        delivery = new Delivery(intake, messages, said::add);
        writer = new Thread(intake);
        writer.start();
    }

    @AfterEach
    void stopWriting() throws Exception {
        intake.close();
        writer.join();
        spool.close();
    }

    @Test
    void a_child_that_dies_is_started_again_after_ever_longer_pauses_and_each_end_is_told() throws Exception {
        Path times = folder.resolve("times");
        CommandSource source = command("date +%s%N >>" + times + "; echo '{\"flags\":1}'; exit 3");

        long[] pauses = pauses(source, times, 4);

        assertThat(pauses[0]).isBetween(400L, 5_000L);
        assertThat(pauses[1]).isBetween(900L, 6_000L).isGreaterThan(pauses[0]);
        assertThat(pauses[2]).isBetween(1_900L, 8_000L).isGreaterThan(pauses[1]);
        List<String> records = records();
        assertThat(records).filteredOn("{\"flags\":1}"::equals).hasSizeGreaterThanOrEqualTo(3);
        assertThat(records)
                .filteredOn(record -> record.contains("\"reason\":\"source-restarted\"")
                        && record.contains("sh ended with status 3."))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_child_that_is_killed_is_followed_by_another_and_the_last_one_does_not_outlive_the_source() throws Exception {
        Path pids = folder.resolve("pids");
        CommandSource source = command("echo up; echo $$ >>" + pids + "; exec sleep 600");
        Thread thread = start(source);
        ProcessHandle first = child(pids, 1);

        first.destroyForcibly();
        ProcessHandle second = child(pids, 2);
        // A child's last words may be lost with the source that is stopped.
        awaitUp(2);
        source.stop();
        thread.interrupt();
        thread.join();

        assertThat(second.onExit()
                        .get(10, java.util.concurrent.TimeUnit.SECONDS)
                        .isAlive())
                .isFalse();
        assertThat(records()).filteredOn("up"::equals).hasSize(2);
    }

    @Test
    void a_child_that_begins_while_the_source_is_stopped_does_not_hold_it() throws Exception {
        CommandSource[] source = new CommandSource[1];
        CommandSource.Continuation stopping = () -> {
            source[0].stop();
            return List.of("600");
        };
        source[0] =
                new CommandSource("flags", List.of("sleep"), stopping, InputStream::readAllBytes, said::add, said::add);

        Thread thread = start(source[0]);
        thread.join(10_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(said).noneMatch(text -> text.contains("cannot be run") || text.contains("ended"));
    }

    @Test
    void a_program_that_is_not_there_is_said_and_tried_again() throws Exception {
        CommandSource source = CommandSource.of("flags", List.of(folder + "/nothing"), delivery);
        Thread thread = start(source);
        Thread.sleep(1_000);
        thread.interrupt();
        thread.join();

        assertThat(said).isNotEmpty().allSatisfy(text -> assertThat(text).contains("cannot be run"));
    }

    private CommandSource command(String script) {
        return CommandSource.of("flags", List.of("sh", "-c", script), delivery);
    }

    private static Thread start(CommandSource source) {
        Thread thread = new Thread(() -> {
            try {
                source.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    /** Milliseconds between the starts that a child has written down. */
    private static long[] pauses(CommandSource source, Path times, int starts) throws Exception {
        Thread thread = start(source);
        List<String> lines = awaitLines(times, starts);
        source.stop();
        thread.interrupt();
        thread.join();
        long[] pauses = new long[starts - 1];
        for (int i = 0; i < pauses.length; i++) {
            pauses[i] = (Long.parseLong(lines.get(i + 1)) - Long.parseLong(lines.get(i))) / 1_000_000;
        }
        return pauses;
    }

    private static ProcessHandle child(Path pids, int number) throws Exception {
        String pid = awaitLines(pids, number).get(number - 1);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static List<String> awaitLines(Path file, int count) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        List<String> lines = List.of();
        while (lines.size() < count) {
            assertThat(System.nanoTime()).as("waited too long for " + file).isLessThan(deadline);
            Thread.sleep(20);
            lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        }
        return lines;
    }

    private void awaitUp(int count) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (spooled().stream().filter("up"::equals).count() < count) {
            assertThat(System.nanoTime()).as("waited too long for a child").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private List<String> records() throws Exception {
        intake.close();
        writer.join();
        return spooled();
    }

    private List<String> spooled() throws IOException {
        return spool.read(spool.acknowledged(), 1 << 20).records().stream()
                .map(record -> new String(record.record().value(), UTF_8))
                .toList();
    }
}
