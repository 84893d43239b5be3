package io.execparity.collect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.LogChange.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class FollowedLogTest extends FollowedLogFixture {
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
}
