package io.execparity.stream.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server without lifecycle policies: generations begin, and end. */
final class HousekeepingTest {
    private static final Retention WANTED = new Retention(Duration.ofDays(2), 3, 1L << 40, Duration.ofDays(10));
    private static final String FIRST = "execparity-findings-000001";

    private final ResultEncoder encoder = new ResultEncoder();
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

    private List<String> keepAfter(Duration later) throws IOException {
        Instant now = Instant.now().plus(later);
        return new Housekeeping(client, WANTED, InstantSource.fixed(now)).keep();
    }

    private EncodedResult finding(int serial) {
        EventKey key = new EventKey(5, serial);
        return encoder.finding(Finding.of(Rule.TELEMETRY_LOSS, "h", key, Confidence.POSSIBLE)
                .evidence(key.stamp())
                .because("Why."));
    }

    private void write(BulkWriter writer, int first, int count) throws Exception {
        for (int i = first; i < first + count; i++) {
            writer.add(finding(i));
        }
        writer.flush();
        server.documents(ResultKind.FINDINGS);
    }

    @Test
    void aGenerationThatIsFullIsFollowedAndDeletedWhenItsTimeIsOver() throws Exception {
        try (BulkWriter writer = new BulkWriter(client, new NoDeadLetters())) {
            write(writer, 0, 2);
            assertThat(keepAfter(Duration.ZERO)).isEmpty();
            assertThat(generations()).containsExactly(FIRST);

            write(writer, 2, 2);
            assertThat(keepAfter(Duration.ZERO)).isEmpty();
            assertThat(generations()).hasSize(2);

            writer.flush();
            write(writer, 10, 1);
            assertThat(keepAfter(Duration.ofDays(9))).isEmpty();
            assertThat(server.documents(ResultKind.FINDINGS)).hasSize(5);
            assertThat(keepAfter(Duration.ofDays(11))).containsExactly(FIRST);

            assertThat(server.documents(ResultKind.FINDINGS)).hasSize(1);
            assertThat(keepAfter(Duration.ofDays(11))).isEmpty();
        }
    }

    @Test
    void whoWritesToAGenerationThatIsDeletedMeanwhileWritesToThePresentOne() throws Exception {
        try (BulkWriter writer = new BulkWriter(client, new NoDeadLetters())) {
            write(writer, 0, 4);
            keepAfter(Duration.ZERO);
            writer.flush();
            keepAfter(Duration.ofDays(11));

            write(writer, 0, 1);

            assertThat(generations()).containsExactly("execparity-findings-000002");
            assertThat(server.documents(ResultKind.FINDINGS)).hasSize(1);
        }
    }

    @Test
    void noIndexComesIntoBeingBecauseSomebodyWritesToIt() throws Exception {
        String answer = server.ask("PUT", "/execparity-findings-000099/_doc/1", "{}");

        assertThat(answer).contains("index_not_found_exception");
        assertThat(generations()).containsExactly(FIRST);
    }

    @Test
    void severalMayKeepHouse() throws Exception {
        try (BulkWriter writer = new BulkWriter(client, new NoDeadLetters())) {
            write(writer, 0, 4);
            for (int i = 0; i < 3; i++) {
                keepAfter(Duration.ZERO);
            }
        }
        assertThat(generations()).hasSize(2);
    }

    @Test
    void aRetentionThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Retention(Duration.ZERO, 1, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ResultIndex.lifecyclePolicy())
                .contains("\"max_age\": \"" + Retention.USUAL.age().toDays() + "d\"")
                .contains("\"max_primary_shard_size\": \"" + (Retention.USUAL.bytes() >> 30) + "gb\"")
                .contains("\"min_age\": \"" + Retention.USUAL.keep().toDays() + "d\"");
    }

    private List<String> generations() throws Exception {
        return server.indices(ResultKind.FINDINGS);
    }
}
