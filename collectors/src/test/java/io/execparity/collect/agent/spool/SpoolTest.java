package io.execparity.collect.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import io.execparity.schema.message.SerialRange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpoolTest extends SpoolKit {

    @Test
    void what_was_written_is_read_in_order_with_its_numbers() throws IOException {
        try (Spool spool = open(1 << 20)) {
            append(spool, "one", "two");

            List<SpooledRecord> read = spool.read(spool.acknowledged(), 1 << 20).records();

            assertThat(values(read)).containsExactly("one", "two");
            assertThat(read.get(1).record().sequence()).isEqualTo(1);
            assertThat(read.get(1).record().epoch()).isEqualTo(EPOCH);
            assertThat(spool.read(read.get(1).end(), 1 << 20).records()).isEmpty();
            append(spool, "three");
            assertThat(values(spool.read(read.get(1).end(), 1 << 20).records())).containsExactly("three");
        }
    }

    /** Whoever waits there for more would otherwise not wait at all, as long as nothing comes. */
    @Test
    void behind_what_is_never_sent_reading_goes_on_at_the_end() throws Exception {
        try (Spool spool = open(1 << 20)) {
            SpoolBatch nothing = spool.read(spool.acknowledged(), 1 << 20);
            assertThat(nothing.records()).isEmpty();
            assertWaits(spool, nothing.end());

            while (segments().size() < 2) {
                append(spool, "x".repeat(10_000));
            }
            SpoolBatch all = spool.read(nothing.end(), 1 << 20);
            assertThat(all.records()).isNotEmpty();
            assertThat(all.end().segment()).isEqualTo(2);
            assertWaits(spool, all.end());

            spool.acknowledge(all.end());
            assertThat(spool.isDrained()).isTrue();
            assertThat(segments()).hasSize(1);
        }
    }

    private static void assertWaits(Spool spool, SpoolCursor place) throws InterruptedException {
        long begun = System.nanoTime();
        spool.await(place, 100);
        assertThat(System.nanoTime() - begun).isGreaterThan(90_000_000);
    }

    @Test
    void a_torn_end_is_cut_off_and_the_source_goes_on_before_it() throws IOException {
        try (Spool spool = open(1 << 20)) {
            append(spool, "one", "two");
        }
        Path segment = segments().get(0);
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 1);
        }

        try (Spool spool = open(1 << 20)) {
            SourceState state = spool.state("audit").orElseThrow();
            assertThat(state.resume()).isEqualTo("after one");
            assertThat(state.next()).isEqualTo(1);
            append(spool, "two again");
            assertThat(values(spool.read(spool.acknowledged(), 1 << 20).records()))
                    .containsExactly("one", "two again");
        }
    }

    /** Whatever byte a crash stops at, what is left is a beginning of what was written, and it can be written to. */
    @Test
    void a_segment_cut_anywhere_is_recovered() throws IOException {
        try (Spool spool = open(1 << 20)) {
            append(spool, "one", "two", "three");
        }
        byte[] whole = Files.readAllBytes(segments().get(0));

        for (int length = 0; length <= whole.length; length++) {
            Path cut = folder.resolve("cut");
            Files.createDirectories(cut);
            Files.write(cut.resolve(segments().get(0).getFileName()), Arrays.copyOf(whole, length));
            try (Spool spool = Spool.open(new SpoolSettings(cut, 1 << 20), lossWriter, EPOCH)) {
                List<String> before =
                        values(spool.read(spool.acknowledged(), 1 << 20).records());
                assertThat(List.of("one", "two", "three").subList(0, before.size()))
                        .isEqualTo(before);
                append(spool, "more");
                assertThat(spool.read(spool.acknowledged(), 1 << 20).records()).hasSize(before.size() + 1);
            }
            try (Stream<Path> files = Files.list(cut)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void states_outlive_segments_that_were_sent() throws IOException {
        try (Spool spool = open(1 << 20)) {
            for (int i = 0; i < 3000; i++) {
                append(spool, "x".repeat(100));
            }
            List<SpooledRecord> read = readAll(spool);
            spool.acknowledge(read.get(read.size() - 1).end());
            assertThat(read).hasSize(3000);
            assertThat(spool.isDrained()).isTrue();
        }

        assertThat(segments()).hasSizeLessThanOrEqualTo(2);
        try (Spool spool = open(1 << 20)) {
            assertThat(spool.state("audit").orElseThrow().next()).isEqualTo(3000);
            assertThat(spool.read(spool.acknowledged(), 1 << 20).records()).isEmpty();
        }
    }

    @Test
    void unacknowledged_records_are_there_again_with_the_same_numbers() throws IOException {
        List<SpooledRecord> first;
        try (Spool spool = open(1 << 20)) {
            append(spool, "one", "two", "three");
            first = spool.read(spool.acknowledged(), 1 << 20).records();
            spool.acknowledge(first.get(0).end());
        }

        try (Spool spool = open(1 << 20)) {
            List<SpooledRecord> again =
                    spool.read(spool.acknowledged(), 1 << 20).records();
            assertThat(values(again)).containsExactly("two", "three");
            assertThat(again.get(0).record().sequence()).isEqualTo(1);
        }
    }

    @Test
    void a_full_spool_gives_up_what_no_rule_needs_and_tells_its_serials() throws IOException {
        Set<Integer> needed = new HashSet<>();
        try (Spool spool = open(1 << 20)) {
            for (int serial = 1; serial <= 8000; serial++) {
                boolean exec = serial % 10 == 0;
                if (exec) {
                    needed.add(serial);
                }
                append(spool, syscall(serial, exec ? 59 : 262), path(serial));
            }

            assertThat(spool.bytes()).isLessThan((1 << 20) + (1 << 18));
            List<SpooledRecord> read = readAll(spool);
            Set<Integer> kept = new HashSet<>();
            long messages = 0;
            for (SpooledRecord record : read) {
                if (record.record().kind() == Kind.LINE) {
                    kept.add(serial(record));
                } else {
                    messages++;
                }
            }
            assertThat(kept).containsAll(needed);
            assertThat(messages).isEqualTo(losses.size()).isPositive();
            long dropped = losses.stream().mapToLong(SpoolLoss::lines).sum();
            assertThat(read.size() - messages + dropped).isEqualTo(16_000);
            assertThat(spool.droppedLines()).isEqualTo(dropped);
            assertThat(losses).allSatisfy(loss -> assertThat(loss.serials()).isNotEmpty());
            SerialRange first = losses.get(0).serials().get(0);
            assertThat(kept).doesNotContain((int) first.first());
        }
    }

    @Test
    void a_spool_full_of_needed_lines_gives_up_the_oldest_and_stays_bounded() throws IOException {
        try (Spool spool = open(1 << 20)) {
            for (int serial = 1; serial <= 10_000; serial++) {
                append(spool, syscall(serial, 59));
            }

            assertThat(spool.bytes()).isLessThan((1 << 20) + (1 << 18));
            List<SpooledRecord> read = readAll(spool);
            long lines = read.stream()
                    .filter(record -> record.record().kind() == Kind.LINE)
                    .count();
            assertThat(lines + losses.stream().mapToLong(SpoolLoss::lines).sum())
                    .isEqualTo(10_000);
            SpoolRecord last = read.get(read.size() - 1).record();
            assertThat(serial(read.stream()
                            .filter(record -> record.record().kind() == Kind.LINE)
                            .reduce((a, b) -> b)
                            .orElseThrow()))
                    .isEqualTo(10_000);
            assertThat(last.kind()).isNotNull();
        }
    }

    @Test
    void a_damaged_segment_costs_only_what_follows_the_damage_in_it_and_is_told() throws IOException {
        try (Spool spool = open(1 << 20)) {
            for (int i = 0; i < 2000; i++) {
                append(spool, "x".repeat(100));
            }
        }
        Path first = segments().get(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);

        try (Spool spool = open(1 << 20)) {
            List<String> read = values(readAll(spool));
            assertThat(read).anySatisfy(value -> assertThat(value).startsWith("damaged "));
            assertThat(read).hasSizeBetween(1600, 1999);
        }
    }

    @Test
    void two_agents_cannot_share_a_spool() throws IOException {
        try (Spool spool = open(1 << 20)) {
            assertThat(spool.isDrained()).isFalse();
            assertThatThrownBy(() -> open(1 << 20))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
    }
}
