package io.execparity.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.dashboard.store.WorkFolder.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {
    @TempDir
    private Path parent;

    private Path left(String name, Instant made) throws Exception {
        Path folder = Files.createDirectories(parent.resolve(name).resolve("below"));
        Files.writeString(folder.resolve("file"), "x");
        Path lock = Files.createFile(parent.resolve(name).resolve("lock"));
        Files.setLastModifiedTime(lock, FileTime.from(made));
        return parent.resolve(name);
    }

    @Test
    void whatAKilledProcessLeftIsClearedAndNothingElse() throws Exception {
        Instant earlier = Instant.now().minusSeconds(3_600);
        Path left = left("work-1", earlier);
        Path fresh = left("work-2", Instant.now());
        Path others = left("other-1", earlier);
        Path target = left("target", earlier);
        Path link = Files.createSymbolicLink(parent.resolve("work-3"), target);
        Path unlocked = Files.createDirectories(parent.resolve("work-4"));

        try (WorkFolder first = WorkFolder.openIn(parent, "work", Ending.WITH_PROCESS)) {
            Files.setLastModifiedTime(first.path().resolve("lock"), FileTime.from(earlier));
            try (WorkFolder second = WorkFolder.openIn(parent, "work", Ending.WITH_PROCESS)) {
                Files.writeString(second.path().resolve("file"), "x");
                assertThat(first.path()).exists();
                assertThat(second.path()).exists();
            }
            assertThat(left).doesNotExist();
            assertThat(fresh).exists();
            assertThat(others).exists();
            assertThat(link).isSymbolicLink();
            assertThat(target.resolve("below/file")).exists();
            assertThat(unlocked).exists();
        }

        try (var names = Files.list(parent)) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("work-2", "work-3", "work-4", "other-1", "target");
        }
    }

    @Test
    void anOwnersFolderIsGoneWhenHeClosesIt() throws Exception {
        Path left = left("work-1", Instant.now().minusSeconds(3_600));
        WorkFolder folder = WorkFolder.openIn(parent, "work", Ending.BY_OWNER);
        Files.writeString(folder.path().resolve("file"), "x");
        assertThat(left).doesNotExist();

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }
}
