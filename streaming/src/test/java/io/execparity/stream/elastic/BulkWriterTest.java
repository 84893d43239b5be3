package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.SortKey;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.record.EventKey;
import io.execparity.stream.Analyses;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.ResultKind;
import io.execparity.stream.engine.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server: what was flushed is there, once, or with the dead letters. */
final class BulkWriterTest {
    private final ResultEncoder encoder = new ResultEncoder();
    private final List<DeadLetter> dead = new ArrayList<>();
    private final DeadLetters deadLetters = new DeadLetters() {
        @Override
        public void accept(DeadLetter letter) {
            dead.add(letter);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private TestServer server;
    private ElasticServer client;

    @BeforeEach
    void installAnew() throws Exception {
        server = TestServer.shared();
        server.installAnew();
        client = new ElasticServer(server.settings(50));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @Test
    void every_result_of_both_kernels_is_found_again_and_once_however_often_it_is_written() throws Exception {
        List<EncodedResult> results = new ArrayList<>();
        for (String corpus : List.of("linux-7.2-enriched", "linux-7.2-raw")) {
            Path log = Path.of("../corpus", corpus, "audit.log.gz");
            Analyses.run(log, EngineSettings.standard(), new EncodingSink(results::add));
        }
        for (int round = 0; round < 2; round++) {
            write(results);
            for (ResultKind kind : ResultKind.values()) {
                assertThat(server.documents(kind))
                        .as("%s, round %d", kind, round)
                        .isEqualTo(lines(results, kind));
            }
        }
        assertThat(lines(results, ResultKind.FINDINGS)).hasSizeGreaterThan(50);
        assertThat(dead).isEmpty();
    }

    @Test
    void a_poisonous_document_is_a_dead_letter_and_the_others_arrive() throws Exception {
        List<EncodedResult> good = findings(120);
        List<EncodedResult> all = new ArrayList<>(good);
        all.add(10, raw(1, "{\"event\": {\"colour\": 1}}"));
        all.add(60, raw(2, "{\"event\": "));
        all.add(61, raw(3, "{\"rule\": {\"name\": \"" + "x".repeat(40_000) + "\"}}"));

        write(all);

        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(good, ResultKind.FINDINGS));
        assertThat(dead).extracting(DeadLetter::reason).hasSize(3).anyMatch(reason -> reason.contains("[colour]"));
        assertThat(dead)
                .extracting(letter -> new String(letter.source(), UTF_8))
                .contains("{\"event\": ");
        assertThat(dead)
                .allMatch(letter ->
                        letter.reason().startsWith("400 ") && letter.reason().length() < 1_100);
    }

    @Test
    void the_longest_texts_that_a_line_can_hold_are_taken_and_found() throws Exception {
        String name = "€".repeat(5_000);
        EncodedResult longest = encoder.finding(
                Finding.of(Rule.TELEMETRY_LOSS, name, new EventKey(Long.MAX_VALUE, 1), Confidence.POSSIBLE)
                        .because(name));

        write(List.of(longest));

        assertThat(dead).isEmpty();
        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(List.of(longest), ResultKind.FINDINGS));
        String stored = "€".repeat(4_096) + "…[+2712 bytes]";
        String term = "{\"query\": {\"term\": {\"host.name\": \"" + stored + "\"}}}";
        assertThat(server.ask("POST", "/execparity-findings/_count", term)).startsWith("{\"count\":1,");
    }

    @Test
    void nothing_is_lost_while_the_server_is_away() throws Exception {
        List<EncodedResult> results = findings(300);
        try (BulkWriter writer = new BulkWriter(client, deadLetters)) {
            for (EncodedResult result : results.subList(0, 120)) {
                writer.add(result);
            }
            server.stop();
            CompletableFuture<Void> rest = CompletableFuture.runAsync(() -> addAndFlush(writer, results));
            try {
                Thread.sleep(500);
                assertThat(rest).isNotDone();
            } finally {
                server.start();
            }
            rest.get(100, TimeUnit.SECONDS);
        }

        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(results, ResultKind.FINDINGS));
        assertThat(dead).isEmpty();
    }

    @Test
    void a_finding_that_is_told_again_after_a_rollover_replaces_what_was_told() throws Exception {
        EncodedResult before = finding(7, Severity.LOW, "Once.");
        EncodedResult after = finding(7, Severity.HIGH, "Seen 2 times.");
        EncodedResult later = finding(8, Severity.LOW, "Once.");
        try (BulkWriter writer = new BulkWriter(client, deadLetters)) {
            writer.add(before);
            writer.flush();
            // The condition counts what was refreshed.
            assertThat(server.documents(ResultKind.FINDINGS)).hasSize(1);
            new ResultIndices(client).rollOver(ResultKind.FINDINGS, Duration.ofDays(1), 1);
            writer.flush();
            writer.add(after);
            writer.add(later);
            writer.flush();
        }

        assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(lines(List.of(after, later), ResultKind.FINDINGS));
        assertThat(server.ask("GET", "/execparity-findings-000002/_count", "")).startsWith("{\"count\":1,");
    }

    @Test
    void an_index_that_is_closed_is_nobodys_poison() throws Exception {
        ElasticSettings hasty =
                new ElasticSettings(List.of(server.address()), null, null, 1000, 10, Duration.ZERO, null);
        try (ElasticServer impatient = new ElasticServer(hasty);
                BulkWriter writer = new BulkWriter(impatient, deadLetters)) {
            server.ask("POST", "/execparity-findings-000001/_close", "");
            writer.add(finding(1, Severity.LOW, "Why."));

            assertThatThrownBy(writer::flush).isInstanceOf(IOException.class).hasMessageContaining("index_closed");
            assertThat(dead).isEmpty();

            server.ask("POST", "/execparity-findings-000001/_open?wait_for_active_shards=1", "");
            writer.flush();
        }
        assertThat(server.documents(ResultKind.FINDINGS)).hasSize(1);
    }

    @Test
    void indices_that_nobody_installed_are_told_at_once() throws Exception {
        server.ask("DELETE", "/execparity-*", "");

        assertThatThrownBy(() -> new BulkWriter(client, deadLetters).close())
                .isInstanceOf(UnusableServerException.class)
                .hasMessageContaining("/_alias/execparity-findings");
    }

    private void write(List<EncodedResult> results) throws IOException {
        try (BulkWriter writer = new BulkWriter(client, deadLetters)) {
            for (EncodedResult result : results) {
                writer.add(result);
            }
            writer.flush();
        }
    }

    private static void addAndFlush(BulkWriter writer, List<EncodedResult> all) {
        try {
            for (EncodedResult result : all.subList(120, all.size())) {
                writer.add(result);
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<EncodedResult> findings(int count) {
        List<EncodedResult> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(finding(i, Severity.LOW, "Because of " + i + '.'));
        }
        return results;
    }

    private EncodedResult finding(int serial, Severity severity, String why) {
        EventKey key = new EventKey(5, serial);
        return encoder.finding(Finding.of(Rule.TELEMETRY_LOSS, "h", key, Confidence.POSSIBLE)
                .evidence(key.stamp())
                .severity(severity)
                .because(why));
    }

    static EncodedResult raw(int serial, String json) {
        SortKey key = new SortKey(1, "other", serial, 0, "");
        return new EncodedResult(ResultKind.FINDINGS, KeyedLine.of(key, json.getBytes(UTF_8)));
    }

    private static List<String> lines(List<EncodedResult> results, ResultKind kind) {
        return results.stream()
                .filter(result -> result.kind() == kind)
                .map(result -> new String(result.line().line(), UTF_8))
                .sorted()
                .toList();
    }
}
