package io.execparity.collect.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.LogChange.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedLogTest {
    @TempDir
    private Path folder;

    private Path log;
    private final Taken taken = new Taken();

    @BeforeEach
    void nameTheLog() {
        log = folder.resolve("audit.log");
    }

    @Test
    void lines_come_once_and_a_line_in_the_making_waits() throws IOException {
        append("one\ntw");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            assertThat(taken.lines).containsExactly("one");

            append("o\nthree\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("one", "two", "three");
        assertThat(taken.changes).isEmpty();
    }

    @Test
    void a_log_that_appears_later_is_read_from_its_beginning() throws IOException {
        log = folder.resolve("later/audit.log");
        try (FollowedLog followed = new FollowedLog(log, null, true)) {
            drain(followed);
            Files.createDirectory(log.getParent());
            drain(followed);
            append("");
            drain(followed);
            append("one\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("one");
    }

    @Test
    void several_rotations_between_two_looks_lose_nothing() throws IOException {
        append("1\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            append("2\n");
            rotate();
            append("3\n");
            rotate();
            append("4\n");
            rotate();
            append("5\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "3", "4", "5");
        assertThat(taken.changes).isEmpty();
    }

    @Test
    void what_a_daemon_writes_to_the_old_file_before_it_opens_the_new_one_is_read() throws IOException {
        append("1\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            rotate();
            append("");
            drain(followed);
            Files.writeString(folder.resolve("audit.log.1"), "2\n", StandardOpenOption.APPEND);
            drain(followed);
            append("3\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "3");
    }

    @Test
    void a_rotated_file_that_ends_without_a_newline_gives_its_last_line() throws IOException {
        append("1\ncut off");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            rotate();
            append("2\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "cut off", "2");
    }

    @Test
    void copytruncate_loses_nothing_that_the_copy_holds() throws IOException {
        append("1\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            append("2\n");
            copyAndTruncate();
            append("3 is longer than what was there before\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "3 is longer than what was there before");
        assertThat(taken.changes).containsExactly(Kind.COPIED_AND_TRUNCATED);
    }

    @Test
    void a_truncation_without_a_copy_is_told_and_reading_goes_on() throws IOException {
        append("1\n2\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            truncate();
            append("3\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "3");
        assertThat(taken.changes).containsExactly(Kind.TRUNCATED);
    }

    @Test
    void a_log_that_was_overwritten_and_is_longer_than_before_is_told() throws IOException {
        append("1\n2\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            Files.writeString(log, "other lines, and more of them\nthan before\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "other lines, and more of them", "than before");
        assertThat(taken.changes).containsExactly(Kind.TRUNCATED);
    }

    @Test
    void a_replaced_log_is_told() throws IOException {
        append("1\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            append("2\n");
            Files.writeString(folder.resolve("new"), "3\n");
            Files.move(folder.resolve("new"), log, StandardCopyOption.REPLACE_EXISTING);
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "3");
        assertThat(taken.changes).containsExactly(Kind.REPLACED);
    }

    @Test
    void a_log_that_was_rotated_and_compressed_while_nobody_looked_is_read_on_in_its_middle() throws IOException {
        append("1\n2\n");
        FollowPosition position = positionAfterDraining(null);
        append("3\n4\n");
        rotate();
        append("5\n");
        rotate();
        compress("audit.log.2");
        compress("audit.log.1");
        append("6\n");

        position = positionAfterDraining(position);

        assertThat(taken.lines).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(taken.changes).isEmpty();
        rotate();
        compress("audit.log.1");
        append("7\n");
        positionAfterDraining(position);
        assertThat(taken.lines).endsWith("6", "7").hasSize(7);
        assertThat(taken.changes).isEmpty();
    }

    @Test
    void a_place_inside_of_a_compressed_file_is_one_to_go_on_from() throws IOException {
        append("1\n2\n3\n");
        FollowPosition all = positionAfterDraining(null);
        taken.lines.clear();
        rotate();
        compress("audit.log.1");
        append("4\n");
        FollowPosition early = new FollowPosition(all.file(), 2);
        FollowPosition inside;
        try (FollowedLog followed = new FollowedLog(log, early, false)) {
            followed.poll(taken);
            inside = followed.position();
        }
        shift();

        positionAfterDraining(FollowPosition.of(inside.text()).orElseThrow());

        assertThat(taken.lines).containsExactly("2", "3", "4");
        assertThat(taken.changes).isEmpty();
    }

    @Test
    void an_open_file_that_is_compressed_at_once_is_neither_read_again_nor_called_replaced() throws IOException {
        append("1\n");
        try (FollowedLog followed = new FollowedLog(log, null, false)) {
            drain(followed);
            append("2\n");
            rotate();
            compress("audit.log.1");
            append("3\n");
            drain(followed);
            rotate();
            compress("audit.log.1");
            append("4\n");
            drain(followed);
        }

        assertThat(taken.lines).containsExactly("1", "2", "3", "4");
        assertThat(taken.changes).isEmpty();
    }

    @Test
    void a_damaged_compressed_file_is_told_and_does_not_stop_the_rest() throws IOException {
        append("1\n" + "x".repeat(5000) + "\n");
        FollowPosition position = positionAfterDraining(null);
        append("2\n".repeat(50_000));
        rotate();
        compress("audit.log.1");
        try (FileChannel channel = FileChannel.open(folder.resolve("audit.log.1.gz"), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 20);
        }
        append("3\n");

        positionAfterDraining(position);

        assertThat(taken.lines).endsWith("3");
        assertThat(taken.changes).containsExactly(Kind.DAMAGED);
    }

    @Test
    void a_file_that_gzip_is_still_at_work_on_is_read_as_it_was() throws IOException {
        append("1\n");
        FollowPosition position = positionAfterDraining(null);
        append("2\n");
        rotate();
        Files.write(folder.resolve("audit.log.1.gz"), new byte[] {0x1F, (byte) 0x8B});
        append("3\n");

        positionAfterDraining(position);

        assertThat(taken.lines).containsExactly("1", "2", "3");
        assertThat(taken.changes).isEmpty();
    }

    @Test
    void a_link_is_not_followed_to_somebody_elses_file() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret\n");
        Files.createSymbolicLink(log, folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("audit.log.1"), folder.resolve("secret"));

        positionAfterDraining(null);

        assertThat(taken.lines).isEmpty();
    }

    @Test
    void a_new_file_with_the_inode_of_a_deleted_one_is_not_taken_for_it() throws IOException {
        append("1\n");
        FollowPosition position = positionAfterDraining(null);
        LogIdentity known = position.file();
        LogIdentity other = new LogIdentity(known.device(), known.inode(), 3, known.fingerprint() + 1);

        positionAfterDraining(new FollowPosition(other, 2));

        assertThat(taken.lines).containsExactly("1", "1");
        assertThat(taken.changes).containsExactly(Kind.TRUNCATED);
    }

    @Test
    void a_place_whose_file_is_gone_is_told_and_everything_left_is_read() throws IOException {
        append("1\n");
        FollowPosition position = positionAfterDraining(null);
        append("2\n");
        Files.writeString(folder.resolve("keeps the inode"), "");
        Files.move(log, folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("audit.log.1"), "3\n");
        append("4\n");

        positionAfterDraining(position);

        assertThat(taken.lines).containsExactly("1", "3", "4");
        assertThat(taken.changes).containsExactly(Kind.PLACE_LOST);
    }

    @Test
    void positions_survive_being_written_down() {
        FollowPosition position = new FollowPosition(new LogIdentity(64512, 12961, 256, -2), 1L << 40);

        assertThat(FollowPosition.of(position.text())).contains(position);
        assertThat(FollowPosition.of("1:2:3:x:5")).isEmpty();
        assertThat(FollowPosition.of("99999999999999999999:2:3:a:5")).isEmpty();
    }

    /** Stopping at any line and going on from its position is what kill -9 and a new start do. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_happens_in_whatever_order_each_line_comes_once(long seed) throws IOException {
        // Given
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        FollowPosition position = null;
        FollowedLog followed = new FollowedLog(log, null, false);

        // When
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(7)) {
                case 0, 1, 2 -> write(random, written);
                case 3 -> rotateOrCopy(random);
                case 4 -> followed.poll(taken);
                case 5 -> compressOne(random);
                default -> {
                    position = followed.position();
                    followed.close();
                    followed = new FollowedLog(log, position, false);
                }
            }
        }
        drain(followed);
        followed.close();

        // Then
        for (int i = 0; i < Math.min(written.size(), taken.lines.size()); i++) {
            assertThat(taken.lines.get(i)).as("line %d", i).isEqualTo(written.get(i));
        }
        assertThat(taken.lines).hasSameSizeAs(written);
        assertThat(taken.changes).doesNotContain(Kind.TRUNCATED, Kind.REPLACED, Kind.PLACE_LOST);
    }

    private void write(Random random, List<String> written) throws IOException {
        for (int i = random.nextInt(5); i >= 0; i--) {
            String line = "line " + written.size() + " " + "x".repeat(random.nextInt(30));
            written.add(line);
            append(line + "\n");
        }
    }

    private void rotateOrCopy(Random random) throws IOException {
        if (Files.exists(log) && Files.size(log) > 0) {
            if (random.nextBoolean()) {
                rotate();
            } else {
                copyAndTruncate();
            }
        }
    }

    /** A rotated one that no daemon writes to any more. */
    private void compressOne(Random random) throws IOException {
        String name = "audit.log." + (1 + random.nextInt(4));
        if (Files.exists(folder.resolve(name))) {
            compress(name);
        }
    }

    private void compress(String name) throws IOException {
        Path plain = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
    }

    private FollowPosition positionAfterDraining(FollowPosition from) throws IOException {
        try (FollowedLog followed = new FollowedLog(log, from, false)) {
            drain(followed);
            return followed.position();
        }
    }

    private void drain(FollowedLog followed) throws IOException {
        int idle = 0;
        while (idle < 2) {
            idle = followed.poll(taken) ? 0 : idle + 1;
        }
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    private void rotate() throws IOException {
        shift();
        Files.move(log, folder.resolve("audit.log.1"));
    }

    private void copyAndTruncate() throws IOException {
        shift();
        Files.copy(log, folder.resolve("audit.log.1"));
        truncate();
    }

    private void shift() throws IOException {
        for (int number = 1000; number > 0; number--) {
            for (String ending : List.of("", ".gz")) {
                Path file = folder.resolve("audit.log." + number + ending);
                if (Files.exists(file)) {
                    Files.move(file, folder.resolve("audit.log." + (number + 1) + ending));
                }
            }
        }
    }

    private void truncate() throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    private static final class Taken implements FollowedLog.Handler {
        private final List<String> lines = new ArrayList<>();
        private final List<Kind> changes = new ArrayList<>();

        @Override
        public void line(RawLine line) {
            lines.add(new String(line.buffer(), line.start(), line.length(), UTF_8));
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            throw new AssertionError("no line here is that long");
        }

        @Override
        public void changed(LogChange change) {
            changes.add(change.kind());
        }
    }
}
