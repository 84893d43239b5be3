package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh browser at the dashboard, which notes whatever goes wrong in it: errors, violations of the policy, requests
 * to anywhere else. Closing it fails where there was any.
 */
final class Visit implements AutoCloseable {
    private static final List<String> PAGES = List.of(
            "/",
            "/findings",
            "/findings?group=same",
            "/executions",
            "/checks",
            "/hosts",
            "/hosts/lab-host",
            "/posture",
            "/posture/readiness",
            "/integrity",
            "/integrity/lab-host/" + ServedCorpus.BOOT,
            "/coverage",
            "/suppressions",
            "/activity",
            "/nowhere/at/all");

    private static final int WIDTH = 1400;
    private static final int HEIGHT = 900;

    private final BrowserContext context;
    private final Page page;
    private final String origin;
    private final List<String> complaints = new ArrayList<>();

    private Visit(BrowserContext context, String origin) {
        this.context = context;
        this.origin = origin;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(origin + "/")) {
                complaints.add("asked " + request.url());
            }
        });
    }

    static Visit of(Browser browser, int port) {
        return of(browser, port, ColorScheme.LIGHT, WIDTH);
    }

    static Visit of(Browser browser, int port, ColorScheme theme, int width) {
        return at(browser, "http://localhost:" + port, theme, width);
    }

    /** At another origin, whose certificate nobody vouches for. */
    static Visit at(Browser browser, String origin) {
        return at(browser, origin, ColorScheme.LIGHT, WIDTH);
    }

    private static Visit at(Browser browser, String origin, ColorScheme theme, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(theme)
                .setIgnoreHTTPSErrors(true)
                .setTimezoneId("Asia/Kolkata")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        return new Visit(context, origin);
    }

    /** Goes to an address and waits until everything on the page was answered. */
    Visit to(String address) {
        page.navigate(origin + address);
        return settled();
    }

    Visit settled() {
        page.waitForFunction("() => document.documentElement.dataset.ready === 'yes'");
        return this;
    }

    Visit click(String selector) {
        page.locator(selector).first().click();
        page.waitForTimeout(50);
        return settled();
    }

    /** Every page that there is, those of one thing included. */
    List<String> pages() {
        List<String> pages = new ArrayList<>(PAGES.subList(0, PAGES.size() - 1));
        to("/findings?rule=parity-break&sort=oldest");
        pages.add(all("td.sentence a").first().getAttribute("href"));
        pages.add(all("td.file a").first().getAttribute("href"));
        to("/executions");
        pages.add(all("tbody td a").first().getAttribute("href"));
        return pages;
    }

    Page page() {
        return page;
    }

    Locator all(String selector) {
        return page.locator(selector);
    }

    String text(String selector) {
        return page.locator(selector).first().innerText();
    }

    /** Path and query of where it is. */
    String address() {
        return page.url().substring(origin.length());
    }

    /** What is allowed to have gone wrong, since the test did it on purpose. */
    void forgive(String words) {
        complaints.removeIf(complaint -> complaint.contains(words));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
