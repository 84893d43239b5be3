package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    private static final int SECONDS_TO_END = 30;

    @TempDir
    private Path parent;

    @TempDir
    private Path logs;

    /** Makes a folder with a file in it, and stays. */
    static final class Keeper {
        private Keeper() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = WorkFolder.make(Path.of(arguments[0]));
            Files.writeString(Files.createDirectory(folder.resolve("state")).resolve("000001.sst"), "state");
            System.out.println("made");
            System.gc();
            if (System.in.read() >= 0) {
                throw new IllegalStateException("nobody had anything to say");
            }
        }
    }

    private OwnProcess keeper() throws Exception {
        OwnProcess keeper =
                OwnProcess.java(List.of(), Keeper.class.getName(), List.of(parent.toString()), logs.resolve("log"));
        keeper.start();
        while (!keeper.told().contains("made")) {
            assertThat(keeper.isRunning()).as(keeper.told()).isTrue();
            Thread.sleep(20);
        }
        return keeper;
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList();
        }
    }

    @Test
    void onlyItsUserCanEnterIt() throws Exception {
        // When
        Path folder = WorkFolder.make(parent);

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void itGoesWhenTheProcessEnds() throws Exception {
        // Given
        try (OwnProcess keeper = keeper()) {
            assertThat(folders()).hasSize(1);

            // When
            keeper.input().close();
            assertThat(keeper.await(SECONDS_TO_END)).isZero();
        }

        // Then
        assertThat(folders()).isEmpty();
    }

    @Test
    void thatOfAKilledProcessGoesWhenTheNextIsMade() throws Exception {
        // Given
        try (OwnProcess keeper = keeper()) {
            keeper.kill();
        }
        assertThat(folders()).hasSize(1);

        // When
        Path folder = WorkFolder.make(parent);

        // Then
        assertThat(folders()).containsExactly(folder);
    }

    @Test
    void thatOfALivingProcessStays() throws Exception {
        // Given
        try (OwnProcess keeper = keeper()) {
            List<Path> before = folders();
            Path own = WorkFolder.make(parent);

            // When
            Path other = WorkFolder.make(parent);

            // Then
            assertThat(folders()).containsAll(before).contains(own, other).hasSize(3);
            assertThat(before.get(0).resolve("state/000001.sst")).hasContent("state");
            assertThat(keeper.isRunning()).isTrue();
        }
    }

    @Test
    void allThatOneProcessHasStayWhenAnotherMakesItsOwn() throws Exception {
        // Given
        Path first = WorkFolder.make(parent);
        Path second = WorkFolder.make(parent);

        // When
        try (OwnProcess keeper = keeper()) {
            // Then
            assertThat(folders()).contains(first, second).hasSize(3);
            assertThat(keeper.isRunning()).isTrue();
        }
    }

    @Test
    void whatOthersPutThereStays() throws Exception {
        // Given
        Path elsewhere = Files.createDirectory(logs.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("in-use"));
        Path link = Files.createSymbolicLink(parent.resolve("execparity-stream-link"), elsewhere);
        Path earlier = Files.createDirectory(parent.resolve("execparity-stream-of-an-earlier-build"));
        Path lockIsALink = Files.createDirectory(parent.resolve("execparity-stream-lock-is-a-link"));
        Files.createSymbolicLink(lockIsALink.resolve("in-use"), elsewhere.resolve("in-use"));

        // When
        Path folder = WorkFolder.make(parent);

        // Then
        assertThat(folders()).containsExactlyInAnyOrder(link, earlier, lockIsALink, folder);
        assertThat(elsewhere.resolve("in-use")).exists();
    }
}
