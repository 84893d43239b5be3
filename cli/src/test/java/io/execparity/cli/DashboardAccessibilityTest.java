package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.ColorScheme;
import io.execparity.cli.ServedCorpus.Shelf;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody can read every page. What is looked at is not the store's, so that one of them will do. */
final class DashboardAccessibilityTest {
    @TempDir
    private Path folder;

    @Test
    void point03NoPageHasAnythingThatAxeObjectsTo() throws Exception {
        List<String> findings = List.of(MadeUpResults.finding("parity-break", "/srv/x.sh", 1));
        try (ServedCorpus served = ServedCorpus.in(folder, Shelf.FOLDER, findings, List.of());
                Chromium chromium = Chromium.start()) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visit visit = Visit.of(chromium.browser(), served.port(), theme, 1400)) {
                    for (String page : visit.pages()) {
                        assertThat(violations(visit.to(page)))
                                .as(page + " " + theme)
                                .isEmpty();
                    }
                }
            }
        }
    }

    private static List<String> violations(Visit visit) {
        List<Rule> violations = new AxeBuilder(visit.page())
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        return violations.stream()
                .map(rule -> rule.getId() + " at " + rule.getNodes().get(0).getHtml())
                .toList();
    }
}
