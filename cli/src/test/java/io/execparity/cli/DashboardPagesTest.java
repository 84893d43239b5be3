package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.execparity.cli.ServedCorpus.Shelf;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every page: nothing is loaded from elsewhere, everybody can read it, the address is the state. */
@ParameterizedClass
@EnumSource(Shelf.class)
final class DashboardPagesTest extends AtTheDashboard {
    @Parameter
    Shelf shelf;

    @BeforeParameterizedClassInvocation
    static void start(Shelf shelf) throws Exception {
        serve(shelf, List.of(MadeUpResults.finding("parity-break", "/srv/x.sh", 1)), MadeUpResults.clockSetBack());
    }

    @Test
    void point01EveryResponseHasThePolicyAndNoPageViolatesIt() throws Exception {
        // Given
        String policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                + " base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

        for (String path : List.of("/", "/assets/app.js", "/api/v1/summary", "/api/v1/findings?x=1", "/missing")) {
            // When
            HttpResponse<String> response = served.get(path);

            // Then
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(policy);
        }
        // When a visit is closed it complains of each violation, and of each request that leaves the origin: this one
        // in
        // the light theme, the next one in the dark.
        try (Visit visit = visit()) {
            visit.pages().forEach(visit::to);
        }
    }

    @Test
    void point02NoRequestLeavesTheOrigin() {
        try (Visit visit = Visit.of(chromium().browser(), served.port(), ColorScheme.DARK, 1400)) {
            assertThat(visit.pages()).hasSizeGreaterThan(13).allSatisfy(page -> visit.to(page));
        }
    }

    @Test
    void point03NoPageHasAnythingThatAxeObjectsTo() {
        // The pages are the same whatever is behind them, so that one theme for each store is enough.
        ColorScheme theme = shelf == Shelf.values()[0] ? ColorScheme.LIGHT : ColorScheme.DARK;
        try (Visit visit = Visit.of(chromium().browser(), served.port(), theme, 1400)) {
            for (String page : visit.pages()) {
                assertThat(violations(visit.to(page))).as(page + " " + theme).isEmpty();
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

    @Test
    void point04OnANarrowScreenOnlyLabelledRegionsScrollSideways() {
        try (Visit visit = Visit.of(chromium().browser(), served.port(), ColorScheme.LIGHT, 320)) {
            for (String page : visit.pages()) {
                visit.to(page);
                Object overflow = visit.page()
                        .evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(overflow).as(page).isEqualTo(0);
                Object unlabelled = visit.page()
                        .evaluate(
                                "() => [...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1"
                                        + " && ['auto','scroll'].includes(getComputedStyle(e).overflowX)"
                                        + " && !e.getAttribute('aria-label') && !e.querySelector('[aria-label]')).length");
                assertThat(unlabelled).as(page).isEqualTo(0);
            }
        }
    }

    @Test
    void point05AnAddressGivesTheSameRowsInAFreshBrowser() {
        // Given
        String address = "/findings?class=alert&sort=newest&tz=browser&origin=memfd&status=any&attention=any";
        List<String> rows;
        try (Visit visit = visit()) {
            rows = visit.to(address).all("tbody tr").allInnerTexts();
        }

        // When
        try (Visit visit = visit()) {
            visit.to(address);

            // Then
            assertThat(visit.all("tbody tr").allInnerTexts()).isEqualTo(rows).hasSizeGreaterThan(10);
            assertThat(visit.all("#zone").inputValue()).isEqualTo("browser");
        }
    }

    @Test
    void point06ACopiedLinkHasAbsoluteTimes() {
        try (Visit visit = visit()) {
            // When
            visit.to("/findings?range=24h").click("text=Copy link");

            // Then
            Object copied = visit.page().evaluate("() => navigator.clipboard.readText()");
            assertThat(String.valueOf(copied)).doesNotContain("range").containsPattern("from=\\d{4}-\\d\\d-\\d\\dT");
            assertThat(String.valueOf(copied)).containsPattern("to=\\d{4}-\\d\\d-\\d\\dT");
        }
    }

    @Test
    void point07GoingBackRestoresPlaceAndFocus() {
        try (Visit visit = visit()) {
            // Given
            visit.to("/findings");
            visit.page().evaluate("() => scrollTo(0, 600)");
            String chosen = "#" + visit.all("td.sentence a").nth(12).getAttribute("id");
            visit.page().locator(chosen).focus();
            Object before = visit.page().evaluate("() => scrollY");

            // When
            visit.page().keyboard().press("Enter");
            visit.page().waitForURL("**/findings/*");
            visit.settled();
            visit.page().goBack();
            visit.page().waitForSelector(chosen);
            visit.settled();

            // Then
            assertThat(visit.page().evaluate("() => '#' + document.activeElement.id"))
                    .isEqualTo(chosen);
            assertThat(((Number) visit.page().evaluate("() => scrollY")).intValue())
                    .isBetween(((Number) before).intValue() - 2, ((Number) before).intValue() + 2);
        }
    }

    @Test
    void point08EveryNumberOfTheOverviewOpensAListWithThatTotal() {
        try (Visit visit = visit()) {
            visit.to("/");
            List<String> addresses = new ArrayList<>();
            List<String> figures = new ArrayList<>();
            for (var tile : visit.all("a.tile").all()) {
                addresses.add(tile.getAttribute("href"));
                figures.add(tile.locator(".figure").innerText().replaceAll("\\D.*", ""));
            }
            for (int i = 0; i < addresses.size(); i++) {
                if (!addresses.get(i).startsWith("/hosts")) {
                    visit.to(addresses.get(i));
                    assertThat(visit.text("h1 + .muted").replaceAll("\\D", ""))
                            .as(addresses.get(i))
                            .isEqualTo(figures.get(i));
                }
            }
            assertThat(addresses).hasSizeGreaterThan(10);
        }
    }

    @Test
    void point09TheUsualQueueIsWhatMakesAnAnalysisExitWithThree() {
        try (Visit visit = visit()) {
            visit.to("/findings");
            assertThat(visit.text("h1 + .muted")).isEqualTo("37 findings");
            assertThat(visit.all(".facets a").allInnerTexts())
                    .noneMatch(value -> value.contains("gap") || value.contains("telemetry"));
        }
    }

    @Test
    void point24OneSwitchChangesTheZoneOfEveryTime() throws Exception {
        try (Visit visit = visit()) {
            // Given
            visit.to("/?tz=browser");
            assertThat(visit.text("main")).doesNotContain("times in UTC").contains("Asia/");
            assertThat(visit.all("svg title").allTextContents())
                    .anyMatch(title -> title.contains("16:44") && title.contains("+05:30"));

            // When
            visit.all("#zone").selectOption("utc");
            visit.settled();

            // Then
            assertThat(visit.text("main")).contains("times in UTC");
            assertThat(visit.all("svg title").allTextContents())
                    .filteredOn(title -> title.contains("from"))
                    .isNotEmpty()
                    .allMatch(title -> title.contains("Z"));
            assertThat(visit.address()).contains("tz=utc");
            visit.to("/findings?status=any&attention=any&tz=browser&from=2026-11-22T11:14:00Z");
            assertThat(visit.all("#from").inputValue()).startsWith("2026-11-22T16:44");
            String export = visit.all("a[href*='export.csv']").getAttribute("href");
            assertThat(served.get(export).body().lines().skip(1))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("\"2026-11-22T16:4") && line.contains("+05:30\""));
            visit.click("details.times summary");
            visit.all("#from").fill("2026-11-22T16:44:30");
            visit.click("#choose-times");
            assertThat(visit.address()).contains("from=2026-11-22T11%3A14%3A30.000Z");
            visit.all("#zone").selectOption("host");
            visit.settled();
            String byHost = visit.all("a[href*='export.csv']").getAttribute("href");
            assertThat(served.get(byHost).body()).contains("+09:00\",\"lab-host\"");
        }
    }

    @Test
    void timesAreByTheClockOfTheirHostWhereItsZoneIsKnown() {
        try (Visit visit = visit()) {
            visit.to("/findings?tz=host&sort=oldest&status=any&attention=any&rule=parity-break");
            assertThat(visit.all("tr:has-text('lab-host') time").allInnerTexts())
                    .isNotEmpty()
                    .allMatch(time -> time.startsWith("2026-11-22 20:") && time.endsWith("+09:00"));
            assertThat(visit.all("tr:has-text('made-up') time").allInnerTexts())
                    .isNotEmpty()
                    .allMatch(time -> time.endsWith("Z"));
            assertThat(visit.text("#zone-note")).contains("by the clock of its host");
            visit.to("/hosts/lab-host?tz=host");
            assertThat(visit.text("main")).contains("times in Asia/Tokyo");
        }
    }

    @Test
    void aClockThatWasSetBackIsMarkedWhereSerialsAndTimesDisagree() {
        try (Visit visit = visit()) {
            // When
            visit.to("/executions?host=set-back&sort=oldest");

            // Then
            assertThat(visit.all("tbody tr").count()).isEqualTo(3);
            assertThat(visit.all("tbody tr.jump").allInnerTexts())
                    .singleElement()
                    .asString()
                    .contains("pid 700")
                    .contains("clock or boot changed");
            visit.click("td.file a");
            visit.page().waitForURL("**/files/*");
            assertThat(visit.settled().all("svg line.jumpline").count()).isEqualTo(1);
            assertThat(visit.all("tr[id^='mark-']:has-text('clock or boot changed')")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void aHostTellsHowItsSensorIsAndWhatItEnforcesAndEachNumberOpensItsList() {
        try (Visit visit = visit()) {
            // When
            visit.to("/hosts/lab-host");

            // Then
            assertThat(visit.text("section[aria-label=Sensor]"))
                    .contains("12 records lost, backlog 3 of 8192")
                    .contains("overrun: 7 lines")
                    .contains("agent-of-the-lab")
                    .contains("verified");
            visit.click("section[aria-label=Policies] summary:has-text('13 rules') >> nth=0");
            assertThat(visit.text("section[aria-label=Policies]"))
                    .contains("-S memfd_create")
                    .contains("lockdown, capability, landlock, ima")
                    .contains("1 mount with noexec");
            visit.click("section[aria-label=Sensor] summary:has-text('1 thing')");
            assertThat(visit.text("section[aria-label=Sensor]")).contains("\\u202e");
            assertThat(visit.text("section[aria-label=Boots] tbody tr"))
                    .contains(ServedCorpus.BOOT)
                    .contains("running");
            String gaps = visit.text("section[aria-label='Open findings by rule'] header a");
            visit.click("section[aria-label='Open findings by rule'] header a");
            assertThat(visit.address()).isEqualTo("/posture?host=lab-host");
            assertThat(visit.text("section[aria-label=Files] header")).endsWith(" of " + gaps.replaceAll("\\D", ""));
        }
    }

    @Test
    void anUnknownKeyIsNamedAndNotDroppedSilently() {
        try (Visit visit = visit()) {
            visit.to("/findings?colour=red");
            assertThat(visit.text("[role=alert]")).contains("colour").contains("not applied");
        }
    }

    @Test
    void whoeverWaitsForFiveSecondsMayGiveUpAndTryAgain() {
        try (Visit visit = visit()) {
            // Given
            visit.to("/posture").page().clock().install();
            visit.page().route("**/api/v1/activity", route -> {});

            // When
            visit.page().locator("nav.main a[href^='/activity']").click();
            PlaywrightAssertions.assertThat(visit.all("main")).containsText("Loading");
            assertThat(visit.all("main button:has-text('Cancel')").count()).isZero();
            visit.page().clock().fastForward(5_100);
            visit.page().locator("main button:has-text('Cancel')").click();

            // Then
            PlaywrightAssertions.assertThat(visit.all("[role=alert]")).containsText("cancelled");
            visit.page().unroute("**/api/v1/activity");
            visit.page().locator("[role=alert] button").click();
            PlaywrightAssertions.assertThat(visit.all("main")).containsText("Nobody has changed anything yet");
        }
    }

    @Test
    void aFindingThatArrivesIsShownWithoutAsking() throws Exception {
        try (Visit visit = visit()) {
            visit.to("/findings?host=made-up&status=any&attention=any&q=arrived");
            assertThat(visit.text("main")).contains("No finding matches");
            served.arrives(MadeUpResults.finding("memfd-exec", "/srv/arrived.sh", 900));
            visit.page().waitForSelector("td.sentence");
            assertThat(visit.text("td.sentence")).contains("/srv/arrived.sh");
        }
    }
}
