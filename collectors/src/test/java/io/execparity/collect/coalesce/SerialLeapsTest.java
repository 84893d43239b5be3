package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serials far ahead, forged or real, and the bounds on what waits behind a gap. */
class SerialLeapsTest {
    @ParameterizedTest
    @ValueSource(longs = {4_000_000_000L, 70_000, 5_000, 3})
    void aForgedSerialNeitherStallsNorDeclaresLoss(long forged) {
        // Given
        Script script = new Script().opens(1000, 1050);
        script.record("USER", forged, "pid=1 msg='forged'");
        script.opens(1051, 1200);

        // When
        Run run = new Run().take(script).flush();

        // Then
        List<String> expected = Script.serials(1000, 1200);
        assertThat(run.words()).containsOnlyOnce(forged + " ASIDE");
        assertThat(run.words().stream()
                        .filter(word -> !word.startsWith(forged + " "))
                        .toList())
                .isEqualTo(expected);
        assertThat(run.statistics().gaps()).isZero();
    }

    @Test
    void aForgedSerialReadTwiceGoesOutOnce() {
        // Given
        Script script = new Script().opens(1, 50);
        script.record("USER", 3_000_000_000L, "pid=1 msg='forged'");
        script.opens(51, 100);
        Run run = new Run().take(script).flush();
        List<String> once = run.words();

        // When
        run.take(script).flush();

        // Then
        assertThat(run.words().subList(once.size(), run.items.size())).isEmpty();
    }

    @Test
    void aRealLeapAheadIsOneGap() {
        // Given
        Script script = new Script().opens(1, 50).opens(500_000, 500_100);

        // When
        Run run = new Run().take(script);

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined(Script.serials(1, 50), "gap 51-499999", Script.serials(500_000, 500_100)));
    }

    @Test
    void aLeapAtFullSpeedIsNotedBeforeTheRecordsOverflow() {
        // Given
        List<AuditRecord> records = new Script().opens(1, 50).records();
        for (long serial = 500_000; serial < 501_000; serial++) {
            records.add(Script.user(serial, Script.START + 50_000));
        }

        // When
        Run run = new Run().take(records).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined(Script.serials(1, 50), "gap 51-499999", Script.serials(500_000, 500_999)));
        assertThat(run.statistics().outliers()).isZero();
    }

    @Test
    void aMillionRecordsBehindAGapStayWithinBounds() {
        // Given
        Run run = new Run();
        run.take(new Script().opens(1, 20));
        int mostWaiting = 0;

        // When
        for (int i = 0; i < 1_000_000; i++) {
            run.coalescer.accept(Script.user(25 + i, Script.START + 20_000));
            mostWaiting = Math.max(mostWaiting, i - run.items.size());
        }
        run.flush();

        // Then
        assertThat(mostWaiting).isLessThanOrEqualTo(65_536);
        assertThat(run.statistics().gaps()).isEqualTo(1);
        assertThat(run.statistics().events()).isEqualTo(1_000_020);
    }

    @Test
    void largeRecordsBehindAGapStayWithinBounds() {
        // Given
        Run run = new Run(new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, 1024, 1));
        String text = "x".repeat(8000);
        run.take(new Script().opens(1, 20));

        // When
        IntStream.range(0, 200)
                .mapToObj(i ->
                        Lines.record("USER", new EventKey(Script.START + 20_000, 25 + i), "pid=1 msg='" + text + "'"))
                .forEach(run.coalescer::accept);

        // Then
        assertThat(run.items.size()).isGreaterThan(20);
    }
}
