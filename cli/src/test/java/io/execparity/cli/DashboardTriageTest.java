package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.execparity.cli.ServedCorpus.Shelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What people say of findings: each change is asked for in full, told, written down and taken back. */
@ParameterizedClass
@EnumSource(Shelf.class)
final class DashboardTriageTest extends AtTheDashboard {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVERYTHING = "&status=any&attention=any";

    @Parameter
    Shelf shelf;

    @BeforeParameterizedClassInvocation
    static void start(Shelf shelf) throws Exception {
        List<String> findings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            findings.add(MadeUpResults.finding("parity-break", "/srv/bulk" + i + ".sh", i));
        }
        for (int i = 0; i < 3; i++) {
            findings.add(MadeUpResults.finding("parity-break", "/srv/walk.sh", 40 + i));
        }
        findings.add(MadeUpResults.finding("parity-break", "/srv/held.sh", 30));
        findings.add(MadeUpResults.finding("parity-break", "/srv/held.sh", 30).replace("made-30", "made-30b"));
        findings.add(MadeUpResults.known("/srv/spread.sh", 70));
        serve(shelf, findings, List.of());
    }

    private static long total(String query) throws Exception {
        return json("/api/v1/findings?limit=1&" + query).path("total").asLong();
    }

    private static JsonNode first(String query) throws Exception {
        return json("/api/v1/findings?limit=1&" + query).at("/rows/0");
    }

    private static int entries() throws Exception {
        return json("/api/v1/activity").path("entries").size();
    }

    @Test
    void point19SuppressStaysDisabledWithoutReasonCommentExpiryAndPreview() throws Exception {
        // Given
        JsonNode finding = first("rule=fileless-exec&host=lab-host");
        String id = finding.at("/board/id").asText();
        try (Visit visit = visit()) {
            visit.to("/findings/" + id);
            var now = visit.all("#suppress-now");

            // When
            visit.click("#suppress");
            PlaywrightAssertions.assertThat(now).isDisabled();
            visit.all("#suppress-reason").selectOption("test");
            PlaywrightAssertions.assertThat(now).isDisabled();
            visit.all("#suppress-comment").fill("the lab's own");
            PlaywrightAssertions.assertThat(now).isDisabled();
            visit.all("#suppress-days").fill("400");
            PlaywrightAssertions.assertThat(visit.all("#suppress-preview")).isDisabled();
            visit.all("#suppress-days").fill("7");
            PlaywrightAssertions.assertThat(now).isDisabled();
            visit.click("#suppress-preview");
            PlaywrightAssertions.assertThat(now).isEnabled();
            visit.all("#suppress-days").fill("8");
            PlaywrightAssertions.assertThat(now).isDisabled();
            visit.click("#suppress-preview");
            PlaywrightAssertions.assertThat(visit.all("dialog [role=status]")).containsText("Hides");
            visit.click("#suppress-now");
            visit.page().waitForSelector(".toast");
        }

        // Then
        assertThat(json("/api/v1/findings/" + id).at("/board/status").asText()).isEqualTo("suppressed");
        Path suppressions = served.results().resolve("suppressions.jsonl");
        CommandRun run = CommandRun.of(
                "analyze",
                "--audit",
                Corpora.file(Corpora.ENRICHED).toString(),
                "--suppressions",
                suppressions.toString(),
                "--out",
                folder.resolve("again-" + shelf).toString());
        assertThat(run.errors()).isEmpty();
        assertThat(Files.readString(folder.resolve("again-" + shelf + "/suppressed.jsonl")))
                .contains("test: the lab's own");
    }

    @Test
    void point20NamesAndBarePathsAreNoScope() throws Exception {
        String file = first("rule=parity-break&host=lab-host").at("/board/id").asText();
        String memory = first("rule=memfd-exec&host=lab-host").at("/board/id").asText();
        try (Visit visit = visit()) {
            visit.to("/findings/" + file).click("#suppress");
            assertThat(visit.all("input[name=scope]").evaluateAll("all => all.map(one => one.value)"))
                    .isEqualTo(List.of("identity"));
            visit.to("/findings/" + memory).click("#suppress");
            assertThat(visit.all("input[name=scope]").evaluateAll("all => all.map(one => one.value)"))
                    .isEqualTo(List.of("digest"));
        }
        for (String scope : List.of("name", "comm", "path", "memfd.name")) {
            String body = "{\"finding\":\"" + file + "\",\"scope\":\"" + scope + "\",\"days\":1}";
            assertThat(served.post("/api/v1/triage/preview", body).statusCode()).isEqualTo(400);
        }
        String ofMemory = "{\"finding\":\"" + memory + "\",\"scope\":\"identity\",\"days\":1}";
        assertThat(served.post("/api/v1/triage/preview", ofMemory).statusCode()).isEqualTo(400);
    }

    @Test
    void point21ABulkThatMeetsOtherFindingsThanWereSeenChangesNothing() throws Exception {
        try (Visit visit = visit()) {
            // Given
            visit.to("/findings?host=made-up&q=bulk" + EVERYTHING).click("#all");
            visit.page().route("**/triage/mark", route -> {
                try {
                    served.arrives(MadeUpResults.finding("parity-break", "/srv/bulk-late.sh", 60));
                    for (int i = 0; i < 100 && total("host=made-up&q=bulk") < 5; i++) {
                        Thread.sleep(100);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                route.resume();
            });

            // When
            visit.click("#acknowledge");
            visit.page().waitForSelector(".toast");

            // Then
            assertThat(visit.text(".toast")).contains("there are 5 findings now, not the 4 that you saw");
            visit.forgive("409");
        }
        assertThat(total("host=made-up&q=bulk&status=open")).isEqualTo(5);
    }

    @Test
    void point22AcknowledgingAndTakingItBackAreTwoEntries() throws Exception {
        // Given
        String query = "rule=deny-interactive-ignored";
        String id = first(query).at("/board/id").asText();
        int before = entries();
        try (Visit visit = visit()) {
            visit.to("/findings?" + query + EVERYTHING);

            // When
            visit.page().locator("#f-" + id).focus();
            visit.page().keyboard().press("a");
            visit.page().waitForSelector(".toast");
            assertThat(first(query + "&status=acknowledged").at("/board/id").asText())
                    .isEqualTo(id);
            visit.page().locator("#f-" + id).focus();
            visit.page().keyboard().press("u");
            visit.page().waitForFunction("() => document.querySelector('.toast')?.innerText.includes('Taken back')");

            // Then
            assertThat(total(query + "&status=acknowledged")).isZero();
            assertThat(entries()).isEqualTo(before + 2);
            visit.to("/activity");
            assertThat(visit.all("tbody tr").allInnerTexts()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void point23WithShortcutsOffLettersDoNothing() throws Exception {
        int before = entries();
        try (Visit visit = visit()) {
            visit.to("/findings").click("#keys");
            String first = "#" + visit.all("td.sentence > a").first().getAttribute("id");
            for (String key : List.of("j", "x", "a", "s", "u", "?")) {
                visit.page().locator(first).focus();
                visit.page().keyboard().press(key);
            }
            visit.settled();
            assertThat(visit.page().evaluate("() => '#' + document.activeElement.id"))
                    .isEqualTo(first);
            assertThat(visit.text(".triage strong")).isEqualTo("0 selected");
            assertThat(visit.all(".toast, dialog[open]").count()).isZero();
        }
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void aFindingKnowsItsPlaceInTheListThatLedToItAlsoWhenItLeavesIt() {
        try (Visit visit = visit()) {
            // Given
            visit.to("/findings?q=walk&sort=oldest").click("td.sentence > a");
            var place = visit.all("#place");
            PlaywrightAssertions.assertThat(place).hasText("1/3");
            assertThat(visit.all("#previous").count()).isZero();

            // When
            visit.click("#next");
            PlaywrightAssertions.assertThat(place).hasText("2/3");
            visit.click("#acknowledge");

            // Then
            PlaywrightAssertions.assertThat(place).hasText("no longer one of 2");
            visit.click("#next");
            PlaywrightAssertions.assertThat(place).hasText("2/2");
            visit.click("#previous");
            PlaywrightAssertions.assertThat(place).hasText("1/2");
            visit.click("nav[aria-label='Where this is'] a");
            assertThat(visit.address()).isEqualTo("/findings?q=walk&sort=oldest");
        }
    }

    @Test
    void keysOpenTheDialogThatSuppressesAndTheListOfKeys() throws Exception {
        String id = first("q=bulk0").at("/board/id").asText();
        try (Visit visit = visit()) {
            var open = visit.all("dialog[open]");
            for (String address : List.of("/findings?q=bulk0" + EVERYTHING, "/findings/" + id)) {
                String focused = address.contains("?") ? "#f-" + id : "#acknowledge";
                visit.to(address).page().locator(focused).focus();
                visit.page().keyboard().press("?");
                PlaywrightAssertions.assertThat(open).containsText("this list");
                visit.page().keyboard().press("Escape");
                visit.page().locator(focused).focus();
                visit.page().keyboard().press("s");
                PlaywrightAssertions.assertThat(open).containsText("Suppress parity-break");
                visit.click("dialog[open] #suppress-preview");
                PlaywrightAssertions.assertThat(visit.all("dialog [role=status]"))
                        .containsText("Hides 1 on 1 host");
            }
        }
    }

    @Test
    void aSuppressionTellsItsEndAndEndsEarlyWithAComment() throws Exception {
        // Given
        String id = first("q=held").at("/board/id").asText();
        String asked = "{\"finding\":\"" + id + "\",\"scope\":\"identity\",\"days\":1";
        long hides = JSON.readTree(
                        served.post("/api/v1/triage/preview", asked + "}").body())
                .path("hides")
                .asLong();
        String made = asked + ",\"reason\":\"test\",\"comment\":\"held\",\"expected\":" + hides + "}";
        assertThat(served.post("/api/v1/triage/suppress", made).statusCode()).isEqualTo(200);
        try (Visit visit = visit()) {
            visit.to("/findings?q=held");
            PlaywrightAssertions.assertThat(visit.all("main")).containsText("All that match are suppressed");
            visit.to("/suppressions");
            var row = visit.all("tr[id^=suppression-]").first();
            PlaywrightAssertions.assertThat(row).containsText("/srv/held.sh");
            PlaywrightAssertions.assertThat(row).containsText("ends within a day");
            PlaywrightAssertions.assertThat(row).containsText("in 24 h");

            // When
            row.locator(".end-early").click();
            PlaywrightAssertions.assertThat(visit.all("#end-now")).isDisabled();
            visit.all("#end-comment").fill("over");
            visit.click("#end-now");
            visit.page().waitForSelector(".toast");

            // Then
            PlaywrightAssertions.assertThat(row).containsText("ended");
            PlaywrightAssertions.assertThat(row.locator(".end-early")).hasCount(0);
            visit.to("/findings/" + id);
            PlaywrightAssertions.assertThat(visit.all("section[aria-label=Activity]"))
                    .containsText("parity-break: over");
        }
        assertThat(total("q=held&status=suppressed")).isEqualTo(hides);
        String ended = json("/api/v1/suppressions").at("/rows/0/id").asText();
        String again = "{\"suppression\":\"" + ended + "\",\"comment\":\"again\"}";
        assertThat(served.post("/api/v1/triage/end", again).statusCode()).isEqualTo(409);
    }

    @Test
    void aSuppressionEndsByItselfWhereAnotherHostHasTheSameAndActivitySaysWhy() throws Exception {
        // Given
        String id = first("q=spread").at("/board/id").asText();
        String made = "{\"finding\":\"" + id + "\",\"scope\":\"digest\",\"days\":1,\"reason\":\"test\","
                + "\"comment\":\"spread\",\"expected\":1}";
        assertThat(served.post("/api/v1/triage/suppress", made).statusCode()).isEqualTo(200);

        // When
        served.arrives(MadeUpResults.known("/srv/spread.sh", 80).replace("\"made-up\"", "\"elsewhere\""));

        // Then
        try (Visit visit = visit()) {
            visit.to("/findings?q=spread");
            PlaywrightAssertions.assertThat(visit.all("tbody tr").first()).containsText("elsewhere");
            PlaywrightAssertions.assertThat(visit.all("tr.held")).containsText("1 while hidden");
            visit.click("tr.held a");
            assertThat(visit.address()).contains("status=suppressed");
            assertThat(visit.all("tbody tr").count()).isEqualTo(1);
            visit.to("/activity");
            PlaywrightAssertions.assertThat(visit.all("tbody tr").first()).containsText("a new host, elsewhere");
            assertThat(visit.text("tbody tr")).contains("by itself").contains("end");
            visit.to("/suppressions");
            PlaywrightAssertions.assertThat(visit.all("tr[id^=suppression-]:has-text('spread')"))
                    .containsText("ended");
        }
        assertThat(total("q=spread&status=suppressed")).isEqualTo(1);
    }

    @Test
    void whatCannotBeSaidIsRefused() throws Exception {
        String id = first("rule=parity-break").at("/board/id").asText();
        for (String body : List.of(
                "{",
                "[]",
                "{\"status\":\"gone\",\"ids\":[\"" + id + "\"]}",
                "{\"status\":\"closed\",\"ids\":[\"" + id + "\"]}",
                "{\"status\":\"open\",\"ids\":[]}",
                "{\"status\":\"open\",\"filter\":\"colour=red\",\"expected\":1}")) {
            assertThat(served.post("/api/v1/triage/mark", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(served.post("/api/v1/triage/mark", "{\n \"ids\" 1").body())
                .contains("the body is no JSON: line 2, column ")
                .doesNotContain("REDACTED", "JsonParser");
        assertThat(served.post("/api/v1/triage/mark", "{\"status\":\"open\",\"ids\":[\"none\"]}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(served.post("/api/v1/triage/undo", "{\"entry\":\"99999\"}").statusCode())
                .isEqualTo(409);
    }
}
