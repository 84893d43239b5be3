package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.execparity.cli.ServedCorpus.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a finding can be followed to: the file's history, the raw records, the processes; hostile names included. */
@ParameterizedClass
@EnumSource(Shelf.class)
final class DashboardEvidenceTest extends AtTheDashboard {
    private static final int CHILDREN = 10_000;

    @Parameter
    Shelf shelf;

    @BeforeParameterizedClassInvocation
    static void start(Shelf shelf) throws Exception {
        List<String> executions = new ArrayList<>(MadeUpResults.twoLives());
        executions.addAll(MadeUpResults.family(CHILDREN));
        serve(
                shelf,
                List.of(
                        MadeUpResults.finding("parity-break", MadeUpResults.MARKUP, 1),
                        MadeUpResults.finding("parity-break", MadeUpResults.DISGUISED, 2)),
                executions);
    }

    /** Opens the only finding that says so. */
    private static Visit finding(Visit visit, String query) {
        visit.to("/findings?status=any&attention=any&" + query);
        visit.click("td.sentence a");
        visit.page().waitForURL("**/findings/*");
        return visit.settled();
    }

    @Test
    void numbersOfChecksOnPostureOpenListsWithThatTotalAndEachCheckItsRecords() {
        try (Visit visit = visit()) {
            for (String words : List.of("denied", "checks")) {
                visit.to("/posture?rule=unverifiable-code");
                Locator number =
                        visit.all("main td a:has-text('" + words + "')").first();
                String said = number.innerText();
                number.click();
                visit.settled();
                assertThat(visit.address()).startsWith("/checks?");
                assertThat(visit.text("main [role=status]") + " " + words).isEqualTo(said);
            }
            visit.all("main tbody td.nowrap a").first().click();
            visit.page().waitForURL("**/checks/*");
            assertThat(visit.settled().text("main")).contains("Answer", "AT_EXECVE_CHECK", "type=SYSCALL");
        }
    }

    /** Of the kernel series: what each is, in the lab's log, and how it is told. */
    @Test
    void eachOfTheSevenCommandsIsFollowedFromTheOverviewToItsRecords() {
        Map<Integer, String> commands = Map.of(
                175, "direct, shebang, from file",
                178, "indirect, script-file, from file",
                182, "indirect, stdin-file, from file",
                186, "indirect, module, from file",
                191, "indirect, inline, from none",
                196, "indirect, stdin-stream, from none",
                204, "indirect, interactive, from none");
        try (Visit visit = visit()) {
            for (Map.Entry<Integer, String> command : commands.entrySet()) {
                // When
                visit.to("/").click("a.tile[href^='/executions']");
                search(visit, command.getKey());
                visit.click("tr:has-text('pid " + command.getKey() + "') td a");
                visit.page().waitForURL("**/executions/*");

                // Then
                assertThat(visit.settled().text("dl.facts")).contains(command.getValue());
                assertThat(visit.all("article.event pre.raw").count()).isPositive();
                String vector = command.getValue().split(", ")[1];
                if (command.getValue().startsWith("indirect")) {
                    isExplained(visit.to("/").click("a.tile[href*='class=gap']"), "vector", vector);
                }
            }
        }
    }

    /** Narrows a list of findings down, and reads the first one to its records. */
    private static void isExplained(Visit visit, String facet, String value) {
        visit.click("section[aria-label='by " + facet + "'] a:has-text('" + value + "')");
        visit.click("td.sentence a");
        visit.page().waitForURL("**/findings/*");
        assertThat(visit.settled().text("section[aria-label='What was found']")).contains("Why ");
        assertThat(visit.text("section[aria-label=Facts]")).contains(value);
        assertThat(visit.all("section[aria-label=Next] li").count()).isPositive();
        assertThat(visit.all("article.event pre.raw").count()).isPositive();
    }

    private static void search(Visit visit, int pid) {
        visit.all("#search").fill(Integer.toString(pid));
        visit.all("#search").press("Enter");
        visit.page().waitForURL("**q=" + pid + "**");
        visit.settled();
    }

    @Test
    void eachScenarioOfMemoryFilesIsFollowedFromTheOverviewToItsRecords() {
        Map<String, List<Integer>> scenarios = Map.of(
                "memfd-exec", List.of(346, 349, 352, 355, 359, 362, 365, 386, 395, 398, 404),
                "memfd-exec-denied", List.of(368, 371, 401),
                "memfd-script", List.of(374, 377, 380),
                "memfd-masquerade", List.of(362, 398),
                "memfd-map-exec", List.of(389),
                "memfd-create-rejected", List.of(407));
        try (Visit visit = visit()) {
            for (Map.Entry<String, List<Integer>> scenario : scenarios.entrySet()) {
                visit.to("/").click("a.tile:has-text('in the queue')");
                visit.click("section[aria-label='by rule'] a:has(bdi:text-is('" + scenario.getKey() + "'))");
                for (int pid : scenario.getValue()) {
                    // When
                    search(visit, pid);
                    visit.click("tr:has-text('pid " + pid + "') td.sentence a");
                    visit.page().waitForURL("**/findings/*");

                    // Then
                    assertThat(visit.settled().text("nav[aria-label='Where this is']"))
                            .endsWith("/ " + scenario.getKey());
                    assertThat(visit.text("h1")).containsIgnoringCase("pid " + pid);
                    assertThat(visit.all("section[aria-label=Next] li").count()).isPositive();
                    assertThat(visit.all("article.event pre.raw").count()).isPositive();
                    visit.click("nav[aria-label='Where this is'] a");
                }
            }
        }
    }

    @Test
    void point10ANameWithMarkupCreatesNoElement() {
        try (Visit visit = visit()) {
            finding(visit, "host=made-up&q=onerror");
            assertThat(visit.text("h1")).contains("<img src=x onerror=document.title='broken'>.sh");
            assertThat(visit.all("img").count()).isZero();
            assertThat(visit.page().title()).doesNotContain("broken");
        }
    }

    @Test
    void point11WhatHidesOrReversesIsShownAsAnEscape() {
        try (Visit visit = visit()) {
            finding(visit, "host=made-up&q=d%5Cxffe");
            assertThat(visit.text("h1")).contains("/tmp/a\\u202eb\\x1bc\\nd\\xffe.sh");
            assertThat(visit.all("h1 .escape").allInnerTexts()).containsExactly("\\u202e", "\\x1b", "\\n", "\\xff");
            assertThat(visit.page().content()).doesNotContain("\u202e").doesNotContain("\u001b");
        }
    }

    @Test
    void point12ADenialIsJoinedToALaterRunAndSaysHowSure() {
        try (Visit visit = visit()) {
            // When: V01b
            finding(visit, "rule=parity-break&q=pid%20301");

            // Then
            assertThat(visit.all("path.joined.likely").count()).isEqualTo(2);
            assertThat(visit.all("text.rule").allTextContents()).contains("parity-break, likely");
            assertThat(visit.text("main")).contains("Why likely:").contains("it has no execute bit");
            assertThat(visit.all("rect.hold").count()).isPositive();
        }
    }

    @Test
    void point13EveryMarkHasARowInTheTable() {
        try (Visit visit = visit()) {
            finding(visit, "rule=parity-break&q=pid%20301");
            List<String> marks = visit.all("svg a[href^='#mark-']").all().stream()
                    .map(mark -> mark.getAttribute("href"))
                    .toList();
            assertThat(marks)
                    .hasSize(6)
                    .allSatisfy(
                            mark -> assertThat(visit.all("tr" + mark).count()).isEqualTo(1));
        }
    }

    @Test
    void point14ADenialOfAnEarlierLifeIsDimAndNotJoined() {
        try (Visit visit = visit()) {
            visit.to("/executions?host=made-up&mode=indirect&q=second").click("td.file a");
            visit.page().waitForURL("**/files/*");
            visit.settled();
            assertThat(visit.all("svg g.mark.denied.dim").count()).isEqualTo(1);
            assertThat(visit.all("svg g.mark.ran.dim").count()).isZero();
            assertThat(visit.all("path.joined").count()).isZero();
            assertThat(visit.all("line.lifeline").count()).isEqualTo(1);
        }
    }

    @Test
    void point15ARefusalToOneConfinementIsHatchedAndNamed() {
        for (String who : List.of("pid%20459", "pid%20462", "labconf")) {
            try (Visit visit = visit()) {
                // When: L01, L02, L03
                finding(visit, "rule=lsm-denied-exec&q=" + who);

                // Then
                assertThat(visit.all("svg g.mark rect[fill='url(#confined)']").count())
                        .isPositive();
                assertThat(visit.text("table")).containsPattern("Landlock \\(domain|AppArmor \\(profile");
            }
        }
    }

    @Test
    void point16WhatCannotBeToldIsShownAsUnknownAndNotAsACheck() {
        for (String pid : List.of("331", "337")) {
            try (Visit visit = visit()) {
                // When: V08, V10
                visit.to("/executions?outcome=denied&check=unknown");
                visit.page()
                        .locator("tr", new com.microsoft.playwright.Page.LocatorOptions().setHasText("pid " + pid))
                        .locator("td a")
                        .first()
                        .click();
                visit.page().waitForURL("**/executions/*");
                visit.settled();

                // Then
                Locator row = visit.all("tr.selected").first();
                assertThat(row.innerText()).contains("Check or exec?").contains("check or execution: unknown");
                assertThat(visit.all("svg g.mark.unknown.here").count()).isEqualTo(1);
            }
        }
    }

    @Test
    void point17EveryStampOpensRawRecordsAndExplainsWhatIsAbsent() {
        try (Visit visit = visit()) {
            finding(visit, "rule=parity-break&q=pid%20301");
            assertThat(visit.all("article.event").count()).isEqualTo(4);
            assertThat(visit.all("article.event pre.raw").count()).isGreaterThan(10);
            assertThat(visit.text("article.event")).contains("EACCES").contains("no execute bit");
            assertThat(visit.text(".absent")).contains("EXECVE").contains("absent, as expected");

            // When
            visit.all("article.event .meanings button").nth(4).focus();

            // Then
            assertThat(visit.all(".token.lit").count()).isEqualTo(1);
        }
    }

    @Test
    void point18TheTreeIsWalkedByArrowsAndNeverHasMoreThanThreeHundredRows() {
        try (Visit visit = visit()) {
            visit.to("/executions?host=made-up&q=parent.sh").click("tbody td a");
            visit.page().waitForURL("**/executions/*");
            visit.settled();
            assertThat(visit.all("[role=treegrid] tbody tr").count()).isBetween(50, 300);

            // When
            visit.all("[role=treegrid] tr.selected").focus();
            visit.page().keyboard().press("ArrowDown");
            visit.page().waitForTimeout(100);

            // Then
            assertThat(String.valueOf(visit.page().evaluate("() => document.activeElement.id")))
                    .startsWith("p-made-p");
            visit.page().keyboard().press("Home");
            visit.page().waitForTimeout(100);
            assertThat(visit.page().evaluate("() => document.activeElement.rowIndex"))
                    .isEqualTo(1);

            // When
            visit.page().keyboard().press("End");
            visit.page().keyboard().press("ArrowUp");
            visit.page().waitForTimeout(100);
            Object child = visit.page().evaluate("() => document.activeElement.id");
            visit.page().keyboard().press("Shift+Enter");
            visit.page().waitForSelector("#unroot");
            visit.settled();

            // Then
            assertThat(visit.all("[role=treegrid] tr.selected").getAttribute("id"))
                    .isEqualTo(child);
            visit.click("#unroot");
            assertThat(visit.all("[role=treegrid] tbody tr").count()).isBetween(50, 300);
        }
    }
}
