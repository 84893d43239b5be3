package io.execparity.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.state.MapStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an earlier build saved in the middle of the lab's log is gone on with. The file is never written anew: where the
 * form changes, a further one is put beside it with {@code -Dexecparity.golden.state=NAME.state}.
 */
class EarlierStateTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/execparity/stream/state");
    private static final Path LOG = Path.of("../corpus/linux-7.2-raw/audit.log.gz");
    private static final int CUT = 700;

    @Test
    void whatAnEarlierBuildSavedIsGoneOnWith() throws Exception {
        // Given
        Told told = Told.of(LOG, EngineSettings.standard());
        String wanted = System.getProperty("execparity.golden.state");
        if (wanted != null) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(wanted), told.storeAfter(CUT).toBytes());
        }
        List<String> expected = told.from(told.storeAfter(CUT), CUT);
        // What the earlier build still waited with is told now, once.
        List<String> toldSooner = told.executionsAfter(CUT);
        try (var files = Files.newDirectoryStream(FOLDER, "*.state")) {
            for (Path file : files) {
                // When
                List<String> actual = told.from(MapStore.of(Files.readAllBytes(file)), CUT);

                // Then
                assertThat(actual).as("%s", file).doesNotHaveDuplicates();
                assertThat(actual.stream().filter(line -> !toldSooner.contains(line)))
                        .as("%s", file)
                        .isEqualTo(expected)
                        .hasSizeGreaterThan(100);
            }
        }
        assertThat(FOLDER.resolve("first.state")).exists();
    }
}
