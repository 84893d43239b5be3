package io.execparity.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The boards for others' programs are those of the panels. */
final class BoardFilesTest {
    @Test
    void theFilesToImportAreThoseOfThePanels() throws IOException {
        same("kibana/execparity.ndjson", lines(KibanaBoard.lines()));
        same("kibana/detection-rules.ndjson", lines(KibanaRules.lines()));
        same("grafana/execparity.json", GrafanaBoard.json() + "\n");
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Compares with the file; {@code -Dexecparity.golden=write} writes it anew. */
    private static void same(String name, String text) throws IOException {
        Path file = Path.of("../deploy").resolve(name);
        if ("write".equals(System.getProperty("execparity.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file)).as(name).isEqualTo(text);
    }

    @Test
    void aPanelFiltersWhatItSaysAndNothingElse() {
        assertThat(Panels.LOSSES.filter(Filter.ALL.with(Field.HOST, "a")).values())
                .isEqualTo(Map.of(
                        Field.HOST, Set.of("a"),
                        Field.RULE, Set.of("telemetry-loss"),
                        Field.STATUS, Set.of("open")));
        assertThat(Panels.LOSSES.query()).isEqualTo("rule.name:\"telemetry-loss\"");
        assertThat(Panels.SUPPRESSED.index()).isEqualTo("execparity-suppressed");
        assertThat(Panels.ALL).extracting(Panel::id).doesNotHaveDuplicates();
    }

    @Test
    void aPanelThatTellsNothingApartIsANumberOrRows() {
        assertThatThrownBy(() -> new Panel("x", "x", Results.CHECKS, Map.of(), Panel.Shape.TOP, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
