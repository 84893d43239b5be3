package io.execparity.cli;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.execparity.schema.testing.DebianPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Debian's browser, driven by Playwright, for as long as a test class runs. */
final class Chromium implements AutoCloseable {
    /** It runs as whoever runs the tests, root included, and talks to nobody by itself. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        DebianPrograms programs = DebianPrograms.of(List.of("chromium"), List.of("chromium"));
        Path program = programs.path("chromium");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        if (!programs.libraryPath().isEmpty()) {
            environment.put("LD_LIBRARY_PATH", programs.libraryPath());
            // What stands in bin is a script with the path of an installed one in it.
            program = program.resolveSibling("../lib/chromium/chromium").normalize();
        }
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("there is no browser at " + program);
        }
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setEnv(environment)
                        .setArgs(ARGUMENTS));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
