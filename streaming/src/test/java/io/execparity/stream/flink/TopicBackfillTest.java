package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.Backfill;
import io.execparity.stream.elastic.Backfill.Change;
import io.execparity.stream.elastic.BulkWriter;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.NoDeadLetters;
import io.execparity.stream.elastic.TestServer;
import io.execparity.stream.flink.Topics.Sent;
import io.execparity.stream.live.LiveConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a part of a real broker's topics to a real search server. */
final class TopicBackfillTest extends LiveJobs {
    private static final Map<String, Path> LOGS = Map.of("a", Corpora.RAW, "execlab", Corpora.ENRICHED);
    private static final List<ResultKind> KINDS =
            List.of(ResultKind.FINDINGS, ResultKind.EXECUTIONS, ResultKind.CHECKS, ResultKind.SUPPRESSED);
    /** Within the log of host a. */
    private static final EventKey MIDDLE = new EventKey(1_795_347_150_000L, 1);

    private TestServer server;
    private Topics topics;
    private Instant between;

    @BeforeEach
    void fillTopicsAndIndices() throws Exception {
        server = TestServer.shared();
        server.installAnew();
        topics = topics(2);
        List<Sent> first = new ArrayList<>(Topics.interleaved(LOGS));
        first.add(new Sent("a", "no record"));
        topics.send(first);
        Thread.sleep(50);
        between = Instant.now();
        Thread.sleep(50);
        List<Sent> second = new ArrayList<>(Topics.interleaved(Map.of("later", Corpora.RAW)));
        second.add(new Sent("later", "no record either"));
        topics.send(second);
        indexing().run();
    }

    private Job indexing() {
        return new Job(topics)
                .bounded()
                .parallelism(2)
                .with("elasticsearch:\n  servers: [\"" + server.address() + "\"]\n");
    }

    @Test
    void whatTheRangeGivesTodayTakesThePlaceOfWhatWasTold() throws Exception {
        // Given
        LiveConfig config = indexing().config();
        Map<ResultKind, Map<String, String>> inRange = Topics.analyzed(LOGS);
        Map<ResultKind, Map<String, String>> behind = Topics.analyzed(Map.of("later", Corpora.RAW));
        AtomicLong read = new AtomicLong();

        try (ElasticServer client = new ElasticServer(config.elastic().orElseThrow())) {
            tell(client, "Nobody finds this today.");

            // When
            Backfill backfill = Backfill.begin(client, "1");
            new TopicBackfill(config, bounds(), bounds(between.toString())).read(backfill, read::set);
            Map<ResultKind, Change> changes = backfill.finish();

            // Then
            for (ResultKind kind : KINDS) {
                List<String> all = new ArrayList<>(inRange.get(kind).values());
                all.addAll(behind.get(kind).values());
                assertThat(server.documents(kind))
                        .isEqualTo(all.stream().sorted().toList());
                long gone = kind == ResultKind.FINDINGS ? 1 : 0;
                assertThat(changes.get(kind))
                        .isEqualTo(new Change(
                                inRange.get(kind).size(),
                                0,
                                0,
                                gone,
                                behind.get(kind).size()));
            }
            assertThat(changes.get(ResultKind.REJECTED)).isEqualTo(new Change(1, 0, 0, 0, 1));
            assertThat(Backfill.dropOld(client)).isNotEmpty();
        }
    }

    @Test
    void recordsThatWentMeanwhileLeaveTheAliasesAsTheyWere() throws Exception {
        // Given
        LiveConfig config = indexing().config();
        try (ElasticServer client = new ElasticServer(config.elastic().orElseThrow())) {
            tell(client, "Told before.");
            List<String> before = server.documents(ResultKind.FINDINGS);
            TopicBackfill range = new TopicBackfill(config, bounds(), bounds());
            Backfill backfill = Backfill.begin(client, "1");

            // When
            TopicPartition full = fullest(TopicRange.of(config, bounds(), bounds()));
            deleteBelow(full, 100);

            // Then
            assertThatThrownBy(() -> range.read(backfill, records -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the topics cannot be read to the end: ");
            assertThat(server.documents(ResultKind.FINDINGS)).isEqualTo(before);
            assertThat(Backfill.discardUnfinished(client)).isNotEmpty();

            // Said before anything is made, where it is known by then.
            assertThatThrownBy(() -> new TopicBackfill(config, bounds(name(full) + "=0"), bounds()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name(full) + " has the offsets 100 to ");
            assertThatThrownBy(() -> new TopicBackfill(config, bounds("nowhere=" + between), bounds()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("nowhere is nothing that the job reads");
        }
    }

    private static TopicBounds bounds(String... texts) {
        return TopicBounds.parse(List.of(texts));
    }

    private static void tell(ElasticServer client, String why) throws IOException {
        try (BulkWriter writer = new BulkWriter(client, new NoDeadLetters())) {
            writer.add(new ResultEncoder()
                    .finding(Finding.of(Rule.MEMFD_EXEC, "a", MIDDLE, Confidence.POSSIBLE)
                            .because(why)));
            writer.flush();
        }
    }

    private static TopicPartition fullest(TopicRange range) {
        return Collections.max(range.ends().entrySet(), Map.Entry.comparingByValue())
                .getKey();
    }

    private static String name(TopicPartition partition) {
        return partition.topic() + '/' + partition.partition();
    }

    private static void deleteBelow(TopicPartition partition, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker().address()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }
}
