package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.cli.ServedCorpus.Shelf;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The API as programs use it: what it refuses and what it hands out. */
@ParameterizedClass
@EnumSource(Shelf.class)
final class DashboardApiTest extends AtTheDashboard {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameter
    Shelf shelf;

    @BeforeParameterizedClassInvocation
    static void start(Shelf shelf) throws Exception {
        serve(shelf, List.of(MadeUpResults.finding("parity-break", "=cmd|' /C calc'!A0", 1)), List.of());
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithWords() throws Exception {
        for (String query : List.of(
                "colour=red", "sort=up", "limit=0", "limit=99999999999", "after=x", "from=yesterday", "range=1y")) {
            HttpResponse<String> response = served.get("/api/v1/findings?" + query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(JSON.readTree(response.body()).path("error").asText()).contains(query.split("=")[0]);
        }
        assertThat(served.get("/api/v1/findings?from=2026-11-22T11:00Z").statusCode())
                .isEqualTo(200);
        assertThat(served.get("/api/v1/findings/none").statusCode()).isEqualTo(404);
        assertThat(served.get("/assets/../openapi.json").statusCode()).isEqualTo(404);
        assertThat(served.get("/assets/%2e%2e%2fopenapi.json").statusCode()).isIn(400, 404);
    }

    @Test
    void aValueThatNoResultCanHaveIsRefusedAndNotAnsweredWithNothing() throws Exception {
        for (String query : List.of(
                "class=bypas",
                "severity=crit",
                "confidence=sure",
                "rule=parity_break",
                "mode=Direct",
                "vector=pipe",
                "origin=disk",
                "check=yes",
                "outcome=failed",
                "status=any",
                "attention=true",
                "pid=sh",
                "parent=-1",
                "class=bypass&class=bypas",
                "from=2026-11-23T00:00Z&to=2026-11-22T00:00Z")) {
            for (String of : List.of("findings", "findings/groups", "executions", "executions/export.csv")) {
                HttpResponse<String> response = served.get("/api/v1/" + of + "?by=host&" + query);
                assertThat(response.statusCode()).as(of + query).isEqualTo(400);
            }
        }
        String told = served.get("/api/v1/findings?severity=crit").body();
        assertThat(JSON.readTree(told).path("error").asText())
                .isEqualTo("severity is crit, not info, low, medium, high, critical");
    }

    @Test
    void whatAHostOrAPersonMayChooseIsLookedForAndSoIsWhatIsNotTold() throws Exception {
        for (String query :
                List.of("host=none", "owner=nobody", "file=none", "program=none", "process=none", "pid=1")) {
            assertThat(json("/api/v1/findings?" + query).path("total").asLong())
                    .as(query)
                    .isZero();
        }
        assertThat(json("/api/v1/findings?mode=&rule=sensor-blind-spot")
                        .path("total")
                        .asLong())
                .isPositive();
    }

    @Test
    void aHostOrAFileThatNothingIsOnRecordOfIsNotFound() throws Exception {
        String file = json("/api/v1/findings?limit=1&rule=parity-break")
                .at("/rows/0/board/file")
                .asText();
        assertThat(served.get("/api/v1/hosts/lab-host").statusCode()).isEqualTo(200);
        assertThat(served.get("/api/v1/files/" + file + "/parity").statusCode()).isEqualTo(200);

        for (String address : List.of("/api/v1/hosts/lab-hots", "/api/v1/files/none/parity")) {
            HttpResponse<String> response = served.get(address);
            assertThat(response.statusCode()).as(address).isEqualTo(404);
            assertThat(JSON.readTree(response.body()).path("error").asText()).startsWith("nothing on record of this ");
        }
    }

    @Test
    void whatIsNoRequestIsRefusedAsEverythingElseIs() throws Exception {
        for (String address : List.of("/api/v1/findings/%00", "/..;/x", "/?q=" + "a".repeat(20_000))) {
            HttpResponse<String> refused = served.get(address);
            assertThat(refused.statusCode()).as(address).isIn(400, 414);
            assertThat(JSON.readTree(refused.body()).path("error").asText())
                    .as(address)
                    .isNotEmpty();
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(refused.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
            assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void anotherSitesPageGetsNothingWritten() throws Exception {
        HttpRequest foreign = HttpRequest.newBuilder(served.uri("/api/v1/findings"))
                .header("Origin", "http://example.org")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(served.send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void aTableHoldsNoFormula() throws Exception {
        String table = served.get("/api/v1/findings/export.csv?host=made-up").body();
        assertThat(table.lines().count()).isEqualTo(2);
        assertThat(table)
                .contains("\"'=cmd|' /C calc'!A0\"")
                .doesNotContain(",\"=")
                .doesNotContain(",=");
    }

    @Test
    void anExportHasEveryLineAsItWasWritten() throws Exception {
        List<String> lines =
                served.get("/api/v1/executions/export.jsonl").body().lines().toList();
        assertThat(lines)
                .hasSize((int) json("/api/v1/executions?limit=1").path("total").asLong());
        assertThat(lines)
                .allSatisfy(line -> assertThat(JSON.readTree(line).has("board")).isFalse());
    }

    @Test
    void theServersOwnNumbersAreOpenMetrics() throws Exception {
        String text = served.get("/metrics").body();
        assertThat(text)
                .contains("execparity_board_results{kind=\"findings\"} 65")
                .endsWith("# EOF\n");
    }
}
