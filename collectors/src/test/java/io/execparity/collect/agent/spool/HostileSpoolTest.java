package io.execparity.collect.agent.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What disks, other users and long outages do to a spool. */
class HostileSpoolTest extends SpoolKit {
    @Test
    void a_segment_whose_beginning_is_damaged_is_told_and_the_others_are_read() throws IOException {
        try (Spool spool = open(1 << 20)) {
            for (int i = 0; i < 2000; i++) {
                append(spool, "x".repeat(100));
            }
        }
        Path first = segments().get(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[0] ^= 1;
        Files.write(first, bytes);

        try (Spool spool = open(1 << 20)) {
            List<String> read = values(readAll(spool));
            assertThat(read).filteredOn(value -> value.startsWith("damaged 1 ")).hasSize(1);
            assertThat(read).hasSizeBetween(1000, 1999);
            assertThat(values(readAll(spool)))
                    .filteredOn(value -> value.startsWith("damaged 1 "))
                    .hasSize(1);
        }
    }

    @Test
    void what_is_written_behind_damage_is_read_while_the_agent_runs() throws IOException {
        try (Spool spool = open(1 << 20)) {
            append(spool, "one", "two");
            Path segment = segments().get(0);
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length - 1] ^= 1;
            Files.write(segment, bytes);

            List<SpooledRecord> read = readAll(spool);
            assertThat(values(read)).hasSize(2).first().isEqualTo("one");
            assertThat(values(read).get(1)).startsWith("damaged 1 ");
            append(spool, "three");
            assertThat(values(spool.read(read.get(1).end(), 1 << 20).records())).containsExactly("three");
        }
    }

    @Test
    void damage_at_the_end_is_told_where_lines_of_a_stream_may_be_gone_with_it() throws IOException {
        try (Spool spool = open(1 << 20)) {
            spool.begin("stream");
            spool.append(List.of(Incoming.line("stream", "", "", "one".getBytes(UTF_8))));
            spool.append(List.of(Incoming.line("stream", "", "", "two".getBytes(UTF_8))));
        }
        Path last = segments().get(0);
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 1] ^= 1;
        Files.write(last, bytes);

        try (Spool spool = open(1 << 20)) {
            assertThat(values(readAll(spool))).hasSize(2).first().isEqualTo("one");
            assertThat(values(readAll(spool)).get(1)).startsWith("damaged 1 ");
        }
    }

    @Test
    void damage_that_is_met_when_room_is_made_is_told() throws IOException {
        try (Spool spool = open(1 << 20)) {
            for (int serial = 1; serial <= 4000; serial++) {
                append(spool, syscall(serial, 262));
            }
            Path second = segments().get(1);
            byte[] bytes = Files.readAllBytes(second);
            bytes[bytes.length / 2] ^= 1;
            Files.write(second, bytes);
            for (int serial = 4001; serial <= 12_000; serial++) {
                append(spool, syscall(serial, 262));
            }

            assertThat(values(readAll(spool)))
                    .anySatisfy(value -> assertThat(value).startsWith("damaged 2 "));
        }
    }

    @Test
    void a_place_that_the_disk_has_lost_is_made_up_for_by_sending_twice() throws IOException {
        for (String cursor : List.of("1 999999\n", "99 8\n", "not a place\n")) {
            try (Spool spool = open(1 << 20)) {
                append(spool, "one");
            }
            Files.writeString(folder.resolve("spool/cursor"), cursor);
            try (Spool spool = open(1 << 20)) {
                append(spool, "two");
                List<String> read = values(readAll(spool));
                assertThat(read).contains("one").endsWith("two");
                assertThat(spool.isDrained()).isFalse();
            }
        }
    }

    @Test
    void messages_about_ever_more_losses_do_not_fill_the_spool() throws IOException {
        lossBytes = 2000;
        try (Spool spool = open(1 << 20)) {
            for (int serial = 1; serial <= 60_000; serial++) {
                append(spool, syscall(serial, 59));
            }

            assertThat(spool.bytes()).isLessThan((1 << 20) + (1 << 18));
            List<SpooledRecord> read = readAll(spool);
            long lines = read.stream()
                    .filter(record -> record.record().kind() == Kind.LINE)
                    .count();
            assertThat(lines).isGreaterThan(2000);
            assertThat(losses).anySatisfy(loss -> {
                assertThat(loss.source()).isEqualTo(Spool.AGENT);
                assertThat(loss.lines()).isPositive();
            });
            assertThat(lines + spool.droppedLines()).isEqualTo(60_000);
        }
    }

    @Test
    void measurements_and_a_tracers_lines_stay_as_long_as_executions() throws IOException {
        try (Spool spool = open(1 << 20)) {
            for (int i = 0; i < 100; i++) {
                spool.append(List.of(
                        Incoming.line("ima-list-x", "", "r", ("measured " + i).getBytes(UTF_8)),
                        Incoming.line("execveat-flags", "", "", ("flags " + i).getBytes(UTF_8))));
            }
            for (int serial = 1; serial <= 8000; serial++) {
                append(spool, syscall(serial, 262));
            }

            assertThat(spool.droppedLines()).isPositive();
            assertThat(values(readAll(spool))).contains("measured 0", "measured 99", "flags 0", "flags 99");
        }
    }

    @Test
    void a_spool_is_nobody_elses_to_read_or_to_plant() throws IOException {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwxrwxrwx"));
        open(1 << 20).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool)))
                .isEqualTo("rwx------");

        Files.move(spool, folder.resolve("elsewhere"));
        Files.createSymbolicLink(spool, folder.resolve("elsewhere"));
        assertThatThrownBy(() -> open(1 << 20)).isInstanceOf(IOException.class).hasMessageContaining("own user");
        Files.delete(spool);
        Files.createDirectory(spool);
        Files.createSymbolicLink(spool.resolve("lock"), folder.resolve("victim"));
        assertThatThrownBy(() -> open(1 << 20)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("victim")).doesNotExist();
    }
}
