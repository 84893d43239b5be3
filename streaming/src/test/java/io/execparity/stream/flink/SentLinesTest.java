package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SentLinesTest {
    private static final EventKey KEY = new EventKey(1_000, 7);

    private final SentLines lines = new SentLines();

    @Test
    void aLineThatComesAgainIsADoubleAlsoAfterARestart() throws Exception {
        // Given
        for (int i = 5; i < 10; i++) {
            assertThat(take(lines, 1, i)).isTrue();
        }

        // When
        SentLines restored = restored();

        // Then
        assertThat(take(restored, 1, 7)).isFalse();
        assertThat(take(restored, 1, 10)).isTrue();
        assertThat(restored.misses()).isFalse();
    }

    @Test
    void aLineThatOthersOvertookIsNewAndNotMissedAnyMore() {
        take(lines, 1, 0);
        take(lines, 1, 3);
        assertThat(lines.misses()).isTrue();

        assertThat(take(lines, 1, 2)).isTrue();
        assertThat(take(lines, 1, 1)).isTrue();

        assertThat(lines.misses()).isFalse();
    }

    @Test
    void linesThatNeverComeAreToldOnceAndAlsoThoseOfARunThatEnded() throws Exception {
        // Given
        take(lines, 1, 0);
        take(lines, 1, 3);
        take(lines, 2, 0);
        take(lines, 3, 1);

        // When
        SentLines restored = restored();

        // Then
        assertThat(givenUp(restored)).containsExactlyInAnyOrder("web/audit-log 2", "web/audit-log 1");
        assertThat(givenUp(restored)).isEmpty();
    }

    @Test
    void noNumbersFillTheHeapOrHideALine() {
        // When
        for (long i = 0; i < 100_000; i++) {
            assertThat(lines.take(new LineNumber("web/" + i % 100, i, 2 * i), KEY, 0))
                    .isTrue();
            assertThat(lines.take(new LineNumber("web/steady", 1, 2 * i), KEY, 0))
                    .isTrue();
        }

        // Then
        StateWriter saved = new StateWriter();
        lines.save(saved);
        assertThat(saved.toByteArray().length).isLessThan(50_000);
        assertThat(lines.take(new LineNumber("web/steady", 1, 1), KEY, 0)).isTrue();
        assertThat(lines.take(new LineNumber("web/steady", 1, 199_998), KEY, 0)).isFalse();
    }

    private static boolean take(SentLines lines, long epoch, long sequence) {
        return lines.take(new LineNumber("web/audit-log", epoch, sequence), KEY, 0);
    }

    private static List<String> givenUp(SentLines lines) {
        List<String> told = new ArrayList<>();
        lines.giveUp(0, (source, gap, missing, epoch, key) -> told.add(source + " " + missing));
        return told;
    }

    private SentLines restored() throws Exception {
        StateWriter out = new StateWriter();
        lines.save(out);
        return SentLines.restored(new StateReader(out.toByteArray()));
    }
}
