package io.execparity.cli;

import static com.microsoft.playwright.options.WaitForSelectorState.ATTACHED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.execparity.cli.ServedCorpus.Shelf;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of many hosts, of one boot's list, and the parity view as one comes nearer. */
final class DashboardFleetTest extends AtTheDashboard {
    private static final int HOSTS = 5_000;
    private static final int MOST_NODES = 3_000;

    @BeforeAll
    static void start() throws Exception {
        serve(Shelf.FOLDER, List.of(), MadeUpResults.fleet(HOSTS));
    }

    private static int nodes(Visit visit) {
        return (int) visit.page().evaluate("document.querySelectorAll('*').length");
    }

    @Test
    void thousandsOfHostsAreAPageAtATimeAndEachIsFound() {
        try (Visit visit = visit()) {
            // When
            visit.to("/hosts");

            // Then
            assertThat(nodes(visit)).isLessThan(MOST_NODES);
            assertThat(visit.text("main .muted").replace("\u202f", ""))
                    .startsWith((HOSTS + 1) + " ever sent something");
            assertThat(visit.all("tbody tr").count()).isEqualTo(100);
            assertThat(visit.text("tbody tr td.host")).isEqualTo("lab-host");

            // When
            visit.click("#next");
            assertThat(visit.text("tbody tr td.host")).isEqualTo("web-10099");
            visit.all("#part").fill("14999");
            visit.all("#part").press("Enter");
            visit.page().waitForURL("**/hosts?q=14999");
            visit.settled();

            // Then
            assertThat(visit.all("tbody tr td.host").allInnerTexts()).containsExactly("web-14999");
            visit.click("tbody td.host a");
            visit.page().waitForURL("**/hosts/web-14999");
            visit.settled();
            assertThat(visit.text("h1 + span")).contains("silent");
            visit.to("/");
            assertThat(nodes(visit)).isLessThan(MOST_NODES);
            assertThat(visit.all("a.tile[href^='/hosts']").first().innerText().replace("\u202f", ""))
                    .contains("0 of " + (HOSTS + 1));
        }
    }

    @Test
    void theHostThatIsChosenAboveHoldsFromPageToPage() {
        try (Visit visit = visit()) {
            // When
            visit.to("/executions").all("#host").pressSequentially("web-10001");
            visit.page().waitForSelector("#hosts option", new Page.WaitForSelectorOptions().setState(ATTACHED));
            assertThat(visit.all("#hosts option").evaluateAll("all => all.map(one => one.value)"))
                    .isEqualTo(List.of("web-10001"));
            visit.all("#host").press("Enter");
            visit.page().waitForURL("**/executions?host=web-10001");
            visit.settled();

            // Then
            assertThat(visit.all("tbody tr").count()).isEqualTo(1);
            visit.click("nav.main a[href^='/coverage']");
            assertThat(visit.address()).isEqualTo("/coverage?host=web-10001");
            visit.click("nav.main a[href^='/activity']");
            visit.all("#host").fill("lab-host");
            visit.all("#host").press("Enter");
            visit.page().waitForURL("**/hosts/lab-host");
            assertThat(visit.settled().text("h1")).isEqualTo("lab-host");
        }
    }

    @Test
    void aBootsListSaysWhetherItLeadsToTheRegister() {
        try (Visit visit = visit()) {
            // When
            visit.to("/integrity");
            assertThat(visit.text("tr.group"))
                    .contains("boot on record from")
                    .contains(ServedCorpus.BOOT)
                    .contains("5 findings");
            visit.click("a[href$='/" + ServedCorpus.BOOT + "']");
            visit.page().waitForURL("**/" + ServedCorpus.BOOT);
            visit.settled();

            // Then
            assertThat(visit.text("h1")).isEqualTo("verified");
            assertThat(visit.text("[aria-label=Registers] tbody tr"))
                    .contains("sha256:10")
                    .contains("replay = reported");
            assertThat(visit.all("[aria-label=Violations] tbody tr").count()).isPositive();
            visit.to("/hosts/lab-host");
            assertThat(visit.all("section[aria-label=Boots] a[href*='/integrity/lab-host/']")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theParityViewComesNearerByButtonsKeysAndDragging() {
        try (Visit visit = visit()) {
            // Given
            visit.to("/findings?rule=parity-break&sort=oldest&status=any&attention=any");
            visit.click("td.sentence a");
            visit.page().waitForURL("**/findings/*");
            visit.settled();
            Locator marks = visit.all("svg.lanes g.mark");
            int all = marks.count();
            int rows = visit.all("tr[id^='mark-']").count();
            assertThat(all).isEqualTo(rows);
            assertThat(visit.all("svg.lanes path.cap").count()).isPositive();
            assertThat(visit.all("tr[id^='mark-']").allInnerTexts()).anyMatch(row -> row.contains("still held at"));

            // When
            visit.click("#nearer");
            visit.click("#nearer");

            // Then
            assertThat(visit.address()).endsWith("zoom=375-625");
            assertThat(marks.count()).isLessThan(all);
            assertThat(visit.all("tr[id^='mark-']").count()).isEqualTo(rows);

            // When
            visit.all("svg.lanes").focus();
            visit.page().keyboard().press("ArrowRight");
            visit.settled();
            assertThat(visit.address()).contains("zoom=438-688");
            visit.page().keyboard().press("-");
            visit.page().keyboard().press("0");
            visit.settled();

            // Then
            assertThat(visit.address()).doesNotContain("zoom");
            assertThat(marks.count()).isEqualTo(all);

            // When
            visit.all("svg.lanes").scrollIntoViewIfNeeded();
            BoundingBox box = visit.all("svg.lanes").boundingBox();
            visit.page().mouse().move(box.x + box.width * 0.3, box.y + 8);
            visit.page().mouse().down();
            visit.page().mouse().move(box.x + box.width * 0.6, box.y + 8);
            visit.page().mouse().up();
            visit.settled();

            // Then
            assertThat(visit.address()).contains("zoom=");
            assertThat(marks.count()).isBetween(1, all - 1);
        }
    }
}
