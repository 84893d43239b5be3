package io.execparity.cli;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the dashboard that the README shows; {@code docs/make-screenshots} runs it, the tests do not. */
final class Screenshots {
    private static final int WIDTH = 1280;
    private static final String ALL_TIMES = "from=2026-11-22T00:00Z&to=2026-11-23T00:00Z&tz=utc";

    private static final Map<String, String> PAGES = Map.of(
            "overview", "/?" + ALL_TIMES,
            "findings", "/findings?" + ALL_TIMES,
            "posture", "/posture?" + ALL_TIMES,
            "coverage", "/coverage?" + ALL_TIMES,
            "executions", "/executions?" + ALL_TIMES);

    @TempDir
    private Path folder;

    @Test
    void areTaken() throws Exception {
        Path into = Files.createDirectories(Path.of(System.getProperty(
                "execparity.screenshots", folder.resolve("pictures").toString())));
        try (ServedCorpus served = ServedCorpus.in(folder);
                Chromium chromium = Chromium.start()) {
            for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                String suffix = theme == ColorScheme.LIGHT ? "" : "-dark";
                try (Visit visit = Visit.of(chromium.browser(), served.port(), theme, WIDTH)) {
                    for (Map.Entry<String, String> page : PAGES.entrySet()) {
                        take(visit.to(page.getValue()), into.resolve(page.getKey() + suffix + ".png"));
                    }
                    visit.to("/findings?status=any&attention=any&rule=parity-break&" + ALL_TIMES);
                    visit.click("td.sentence a");
                    visit.page().waitForURL("**/findings/*");
                    take(visit.settled(), into.resolve("finding" + suffix + ".png"));
                }
            }
        }
    }

    private static void take(Visit visit, Path picture) {
        visit.page().waitForTimeout(300);
        visit.page().screenshot(new ScreenshotOptions().setPath(picture));
    }
}
