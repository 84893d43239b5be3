package io.execparity.collect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.LogChange.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotated files that are compressed, and everything at once. */
class FollowedCompressedLogTest extends FollowedLogFixture {
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
}
