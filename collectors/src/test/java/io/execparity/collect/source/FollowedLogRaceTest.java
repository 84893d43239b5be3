package io.execparity.collect.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Files are renamed one after the other while the folder is looked at, as auditd rotates: {@code .2} to {@code .3} first. */
class FollowedLogRaceTest extends FollowedLogFixture {
    private static final int ROUNDS = 15;
    private static final int ROTATIONS = 40;

    @Test
    void whatever_moment_the_follower_looks_at_and_begins_again_no_line_is_lost_or_comes_twice() throws Exception {
        Random chance = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            taken.lines.clear();
            Path place = Files.createDirectory(folder.resolve("round" + round));
            log = place.resolve("audit.log");
            append("line 0\n");

            // When
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> write(place));
            FollowPosition position = null;
            boolean more = true;
            while (more) {
                more = !writer.isDone();
                try (FollowedLog followed = new FollowedLog(log, position, false)) {
                    for (int look = chance.nextInt(6); look >= 0; look--) {
                        followed.poll(taken);
                    }
                    position = followed.position();
                }
            }
            try (FollowedLog followed = new FollowedLog(log, position, false)) {
                drain(followed);
            }

            // Then
            List<String> written = new ArrayList<>();
            for (int i = 0; i < writer.join(); i++) {
                written.add("line " + i);
            }
            assertThat(taken.lines).as("round " + round).isEqualTo(written);
            assertThat(taken.changes).as("round " + round).isEmpty();
        }
    }

    private int write(Path place) {
        int lines = 1;
        try {
            for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                for (int i = 0; i < 3; i++) {
                    append("line " + lines++ + "\n");
                }
                for (int number = rotation; number > 0; number--) {
                    Files.move(place.resolve("audit.log." + number), place.resolve("audit.log." + (number + 1)));
                }
                Files.move(log, place.resolve("audit.log.1"));
                Files.writeString(log, "line " + lines++ + "\n", StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        return lines;
    }
}
