package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateWriter;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import org.junit.jupiter.api.Test;

final class ToldEarlyTest {
    private final ToldEarly told = new ToldEarly();

    private static EncodedResult finding(long second, String why) {
        EventKey key = new EventKey(second * 1_000, 1);
        return new ResultEncoder()
                .finding(Finding.of(Rule.MEMFD_EXEC, "a", key, Confidence.PROVEN)
                        .evidence(key.stamp())
                        .because(why));
    }

    @Test
    void whatTurnsOutAsItWasToldIsNotToldAgain() {
        assertThat(told.isNewEarly(finding(1, "It ran."))).isTrue();
        assertThat(told.isNewEarly(finding(1, "It ran."))).isFalse();

        assertThat(told.isNew(finding(1, "It ran."))).isFalse();
        assertThat(told.isEmpty()).isTrue();
        assertThat(told.isNew(finding(1, "It ran."))).isTrue();
    }

    @Test
    void whatTurnsOutOtherwiseIsToldAndSoIsEveryLaterForm() {
        assertThat(told.isNewEarly(finding(1, "It ran 3 times."))).isTrue();

        assertThat(told.isNew(finding(1, "It ran twice."))).isTrue();
        assertThat(told.isNew(finding(1, "It ran 3 times."))).isTrue();
    }

    @Test
    void itIsKnownAfterARestartAndBounded() throws Exception {
        for (int second = 1; second <= 10_000; second++) {
            assertThat(told.isNewEarly(finding(second, "It ran."))).isTrue();
        }
        StateWriter saved = new StateWriter();
        told.save(saved);

        assertThat(saved.toByteArray().length).isLessThan(50_000);
        assertThat(ToldEarly.restored(saved.toByteArray()).isNew(finding(10_000, "It ran.")))
                .isFalse();
        assertThat(ToldEarly.restored(saved.toByteArray()).isNew(finding(1, "It ran.")))
                .isTrue();
    }
}
