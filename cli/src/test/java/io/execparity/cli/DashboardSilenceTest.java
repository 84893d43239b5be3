package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.WaitForSelectorOptions;
import io.execparity.cli.ServedCorpus.Shelf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that says no more is told of, though nothing arrives that would tell. */
final class DashboardSilenceTest {
    private static final String SILENT = "a.tile.hot:has-text('1 silent')";
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    /** How long one was silent already when the page was opened. */
    private static final Duration BEFORE = Duration.ofSeconds(65);

    @TempDir
    private Path folder;

    private static String heard(String host, Instant at) {
        return MadeUpResults.execution(7, 1, 1, "/bin/true", 7, "direct", "ran")
                .replaceFirst(
                        "\"@timestamp\":\"[^\"]*\"",
                        "\"@timestamp\":\"" + Instant.ofEpochMilli(at.toEpochMilli()) + "\"")
                .replace("\"made-up\"", "\"" + host + "\"");
    }

    @Test
    void point25ASilentHostIsHatchedAndWarnedOfWithinTwoMinutes() throws Exception {
        try (Chromium chromium = Chromium.start();
                ServedCorpus files = ServedCorpus.ofNothing(folder, Shelf.FOLDER);
                ServedCorpus indices = ServedCorpus.ofNothing(folder, Shelf.ELASTICSEARCH);
                Visit ofFiles = Visit.of(chromium.browser(), files.port());
                Visit ofIndices = Visit.of(chromium.browser(), indices.port())) {
            // Given
            List<Visit> onBothStores = List.of(ofFiles, ofIndices);
            onBothStores.forEach(visit -> visit.to("/?range=10m"));
            Instant last = Instant.now().minus(BEFORE);
            for (ServedCorpus served : List.of(files, indices)) {
                served.runs(List.of(heard("web-1", last), heard("web-2", last), heard("web-2", Instant.now())));
            }
            for (Visit visit : onBothStores) {
                visit.page().waitForSelector("a.tile[href^='/hosts']:has-text('2 of 2')");
                assertThat(visit.all(SILENT).count()).isZero();
            }
            for (Visit visit : onBothStores) {
                isToldOf(visit, last);
            }
        }
    }

    private static void isToldOf(Visit visit, Instant last) {
        // When
        double patience =
                Duration.between(Instant.now(), last.plus(TWO_MINUTES)).toMillis();
        visit.page().waitForSelector(SILENT, new WaitForSelectorOptions().setTimeout(patience));

        // Then
        visit.to("/?range=10m");
        List<String> hatched = visit.all("svg rect[fill='url(#hatch)'] title").allTextContents();
        assertThat(hatched).isNotEmpty().anyMatch(title -> title.startsWith("web-1"));
        visit.click(SILENT);
        assertThat(visit.all("tr:has-text('web-1')").first().innerText()).contains("silent for");
        assertThat(visit.all("tr:has-text('web-2')").count()).isZero();
        visit.to("/findings");
        assertThat(visit.text("main"))
                .contains("Quiet: nothing is open")
                .contains("Silent, so that nothing could come: web-1");
        visit.to("/hosts");
        assertThat(visit.all("tr:has-text('web-2')").first().innerText()).contains("yes");
    }
}
