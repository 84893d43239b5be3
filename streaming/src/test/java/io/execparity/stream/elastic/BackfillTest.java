package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.stream.Analyses;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.elastic.Backfill.Change;
import io.execparity.stream.engine.EngineSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server: searches see all of the old or all of the new. */
final class BackfillTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path LOG = Path.of("../corpus/linux-7.2-raw/audit.log.gz");

    private final ResultEncoder encoder = new ResultEncoder();
    private TestServer server;
    private ElasticServer client;

    @BeforeEach
    void installAnew() throws Exception {
        server = TestServer.shared();
        server.installAnew();
        client = new ElasticServer(server.settings(200));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    private EncodedResult finding(String host, int second, String why) {
        EventKey key = new EventKey(second * 1_000L, 1);
        return encoder.finding(Finding.of(Rule.TELEMETRY_LOSS, host, key, Confidence.POSSIBLE)
                .evidence(key.stamp())
                .because(why));
    }

    private void write(List<EncodedResult> results) throws IOException {
        try (BulkWriter writer = new BulkWriter(client, new NoDeadLetters())) {
            for (EncodedResult result : results) {
                writer.add(result);
            }
            writer.flush();
        }
    }

    private List<EncodedResult> findings(String why) {
        List<EncodedResult> results = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            results.add(finding("a", i, why));
        }
        return results;
    }

    /** Told the old way: seconds 100 to 199 of host a, and something of other hosts and times. */
    private List<EncodedResult> tellOld() throws IOException {
        List<EncodedResult> others =
                List.of(finding("a", 99, "Before."), finding("a", 200, "After."), finding("b", 150, "Elsewhere."));
        write(findings("Old."));
        write(others);
        return others;
    }

    /** Fills a backfill that speaks for what {@link #tellOld} told of host a. */
    private static void fill(Backfill backfill, List<EncodedResult> results) throws IOException {
        backfill.event("a", 100_000);
        backfill.event("a", 199_999);
        for (EncodedResult result : results) {
            backfill.add(result);
        }
    }

    private static List<String> lines(List<EncodedResult> results, ResultKind kind) {
        return results.stream()
                .filter(result -> result.kind() == kind)
                .map(result -> new String(result.line().line(), UTF_8))
                .sorted()
                .toList();
    }

    @Test
    void whatTheRunFindsTakesThePlaceOfWhatWasToldOfTheSameRecords() throws Exception {
        List<EncodedResult> expected = new ArrayList<>(tellOld());
        List<EncodedResult> found = new ArrayList<>(findings("New.").subList(0, 60));
        found.addAll(findings("Old.").subList(60, 70));
        found.add(finding("a", 199, "Old."));
        found.add(encoder.finding(Finding.of(Rule.AUDIT_TAMPERING, "a", new EventKey(150_000, 7), Confidence.PROVEN)
                .because("First seen.")));
        expected.addAll(found);

        Backfill dry = Backfill.dryRun(client);
        fill(dry, found);
        Map<ResultKind, Change> promised = dry.finish();
        assertThat(server.indices(ResultKind.FINDINGS)).containsExactly("execparity-findings-000001");
        assertThat(server.documents(ResultKind.FINDINGS)).hasSize(103);

        Backfill backfill = Backfill.begin(client, "1");
        fill(backfill, found);
        Map<ResultKind, Change> changes = backfill.finish();

        assertThat(changes).isEqualTo(promised);
        assertThat(changes.get(ResultKind.FINDINGS)).isEqualTo(new Change(11, 60, 1, 29, 3));
        assertThat(changes.get(ResultKind.CHECKS)).isEqualTo(new Change(0, 0, 0, 0, 0));
        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(expected, ResultKind.FINDINGS));
        assertThat(server.ask("GET", "/execparity-findings-000001/_count", "")).startsWith("{\"count\":103,");
        assertThat(Backfill.dropOld(client)).containsExactly("execparity-findings-000001");
        assertThat(server.ask("GET", "/execparity-findings-000001/_count", "")).contains("index_not_found");
        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(expected, ResultKind.FINDINGS));
        assertThat(Backfill.dropOld(client)).isEmpty();
        assertThat(Backfill.discardUnfinished(client)).isEmpty();
    }

    @Test
    void whatIsWrittenMeanwhileIsThereAfterwards() throws Exception {
        tellOld();
        try (BulkWriter live = new BulkWriter(client, new NoDeadLetters())) {
            live.add(finding("live", 1, "Before it began."));
            Backfill backfill = Backfill.begin(client, "1");
            live.flush();
            fill(backfill, findings("New."));
            live.add(finding("live", 2, "While it went on."));
            live.flush();
            backfill.finish();
            live.add(finding("live", 3, "Afterwards."));
            // In the old generation as far as this writer knows.
            live.add(finding("a", 150, "Newer."));
            live.flush();
        }

        assertThat(server.documents(ResultKind.FINDINGS))
                .hasSize(106)
                .anyMatch(line -> line.contains("Before it began."))
                .anyMatch(line -> line.contains("While it went on."))
                .anyMatch(line -> line.contains("Newer."));
    }

    @Test
    void oneThatWasInterruptedLeavesTheAliasesAndSaysHowToGoOn() throws Exception {
        tellOld();
        Backfill interrupted = Backfill.begin(client, "1");
        fill(interrupted, findings("Half."));

        assertThat(server.documents(ResultKind.FINDINGS)).hasSize(103).noneMatch(line -> line.contains("Half."));
        assertThatThrownBy(() -> Backfill.begin(client, "2"))
                .isInstanceOf(UnusableServerException.class)
                .hasMessageContaining("execparity-findings-backfill-1")
                .hasMessageContaining("Discard it to begin anew.");

        assertThat(Backfill.discardUnfinished(client)).hasSize(6);
        Backfill again = Backfill.begin(client, "2");
        fill(again, findings("New."));
        again.finish();
        assertThat(server.documents(ResultKind.FINDINGS)).hasSize(103).anyMatch(line -> line.contains("New."));
        assertThat(Backfill.dropOld(client)).hasSize(1);
    }

    @Test
    void aDocumentThatTheServerRefusesLeavesTheAliasesAsTheyWere() throws Exception {
        tellOld();
        Backfill backfill = Backfill.begin(client, "1");
        fill(backfill, findings("New."));
        backfill.add(BulkWriterTest.raw(1, "{\"event\": {\"colour\": 1}}"));

        assertThatThrownBy(backfill::finish)
                .hasMessageContaining("the server refuses 1 documents, and the aliases are as they were");
        assertThat(server.documents(ResultKind.FINDINGS)).hasSize(103).noneMatch(line -> line.contains("New."));
    }

    @Test
    void somebodyWhoSearchesSeesAllOfTheOldOrAllOfTheNew() throws Exception {
        write(findings("Old."));
        // What is written is seen when it is refreshed.
        assertThat(server.documents(ResultKind.FINDINGS)).hasSize(100);
        Set<String> seen = new TreeSet<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                seen.add(searched());
            }
        });
        for (int i = 0; i < 4; i++) {
            Backfill backfill = Backfill.begin(client, Integer.toString(i));
            fill(backfill, findings("Round " + i + ".").subList(0, 90 - 10 * i));
            backfill.finish();
        }
        Thread.sleep(100);
        over.set(true);
        reader.get(30, TimeUnit.SECONDS);

        assertThat(seen).contains("60 of Round 3.").hasSizeGreaterThan(1);
        assertThat(Set.of("100 of Old.", "90 of Round 0.", "80 of Round 1.", "70 of Round 2.", "60 of Round 3."))
                .containsAll(seen);
    }

    /** How many documents of what explanation one search sees. */
    private String searched() {
        try {
            String answer = server.ask("GET", "/execparity-findings/_search?size=1000", "");
            JsonNode hits = MAPPER.readTree(answer).at("/hits/hits");
            Set<String> explanations = new TreeSet<>();
            hits.forEach(hit ->
                    explanations.add(hit.at("/_source/execparity/explanation").asText()));
            return hits.size() + " of " + String.join(", ", explanations);
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    void filesAreReadAgainAsTheAnalysisReadsThem() throws Exception {
        List<EncodedResult> results = new ArrayList<>();
        Analyses.run(LOG, EngineSettings.standard(), new EncodingSink(results::add));
        List<EncodedResult> old = new ArrayList<>(results);
        old.removeIf(result -> result.kind() == ResultKind.CHECKS);
        write(old);

        Backfill backfill = Backfill.begin(client, "1");
        new FileBackfill(backfill)
                .read(
                        Site.of(Analyses.HOST).settings(),
                        AuditLogFiles.of(List.of(LOG.toString()), InputStream.nullInputStream()),
                        records -> {});
        Map<ResultKind, Change> changes = backfill.finish();

        for (ResultKind kind : BackfillIndices.kinds()) {
            assertThat(server.documents(kind)).as("%s", kind).isEqualTo(lines(results, kind));
            long all = lines(results, kind).size();
            assertThat(changes.get(kind))
                    .isEqualTo(kind == ResultKind.CHECKS ? new Change(0, 0, all, 0, 0) : new Change(all, 0, 0, 0, 0));
        }
        assertThat(lines(results, ResultKind.EXECUTIONS)).hasSizeGreaterThan(100);
    }

    @Test
    void documentsThatAreTooLongForOneAnswerAreTakenOver() throws Exception {
        List<EncodedResult> results = new ArrayList<>();
        String text = "x".repeat(4_000);
        for (int i = 0; i < 12; i++) {
            results.add(BulkWriterTest.raw(
                    i,
                    "{\"@timestamp\":\"2026-11-22T11:14:00.983Z\",\"host\":{\"name\":\"c\"},\"process\":{\"args\":["
                            + ("\"" + text + "\",").repeat(900) + "\"end\"],\"entity_id\":\"" + i + "\"}}"));
        }
        ElasticSettings small =
                new ElasticSettings(List.of(server.address()), null, null, 1 << 20, 10, Duration.ofSeconds(60), null);
        try (ElasticServer slow = new ElasticServer(small)) {
            try (BulkWriter writer = new BulkWriter(slow, new NoDeadLetters())) {
                for (EncodedResult result : results) {
                    writer.add(result);
                }
                writer.flush();
            }
            Backfill backfill = Backfill.begin(slow, "1");
            assertThat(backfill.finish().get(ResultKind.FINDINGS)).isEqualTo(new Change(0, 0, 0, 0, 12));
        }
        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(results, ResultKind.FINDINGS));
    }
}
