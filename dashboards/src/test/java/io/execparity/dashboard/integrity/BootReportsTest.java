package io.execparity.dashboard.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as somebody left them, and what else may lie in their folder. */
final class BootReportsTest {
    private static final String SOUND =
            "{\"verdict\":\"verified\",\"passed\":true,\"list\":{\"entries\":40,\"violations\":1,\"problems\":0}}";

    @TempDir
    private Path folder;

    private Path write(String name, String text, long at) throws IOException {
        Path file = folder.resolve("integrity").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(at));
    }

    @Test
    void eachIsToldInShortTheNewestFirstAndReadAgainWhenItChanges() throws IOException {
        // Given
        BootReports reports = new BootReports(folder.resolve("integrity"));
        assertThat(reports.all()).isEmpty();

        // When
        write("web-1/one.json", SOUND, 1_000);
        write("web-2/two.json", SOUND.replace("true", "false").replace("verified", "tampered"), 2_000);

        // Then
        assertThat(reports.all())
                .containsExactly(
                        new BootReport("web-2", "two", 2_000, "tampered", false, 40, 1, 0),
                        new BootReport("web-1", "one", 1_000, "verified", true, 40, 1, 0));
        write("web-1/one.json", SOUND.replace("40", "41"), 3_000);
        assertThat(reports.all()).first().extracting(BootReport::entries).isEqualTo(41L);
        assertThat(new String(reports.of("web-1", "one").orElseThrow(), StandardCharsets.UTF_8))
                .contains("41");
    }

    @Test
    void nothingElseIsTakenForAReportAndNothingOutsideIsRead() throws IOException {
        // Given
        Path secret = Files.writeString(folder.resolve("secret.json"), SOUND);
        write("web-1/broken.json", "{\"verdict\":", 1_000);
        write("web-1/list.json", "[".repeat(5_000), 1_000);
        write("web-1/huge.json", " ".repeat((8 << 20) + 1), 1_000);
        write("web-1/notes.txt", SOUND, 1_000);
        write(".hidden/x.json", SOUND, 1_000);
        Files.createSymbolicLink(folder.resolve("integrity/web-1/link.json"), secret);
        Files.createSymbolicLink(folder.resolve("integrity/linked"), folder);
        BootReports reports = new BootReports(folder.resolve("integrity"));

        // Then
        assertThat(reports.all()).hasSize(4).allSatisfy(one -> {
            assertThat(one.host()).isEqualTo("web-1");
            assertThat(one.verdict()).isEmpty();
        });
        assertThat(reports.of("web-1", "broken")).isEmpty();
        assertThat(reports.of("web-1", "link")).isEmpty();
        assertThat(reports.of("linked", "secret")).isEmpty();
        assertThat(reports.of("..", "secret")).isEmpty();
        assertThat(reports.of("web-1", "../../secret")).isEmpty();
    }
}
