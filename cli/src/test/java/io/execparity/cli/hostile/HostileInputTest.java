package io.execparity.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Half a million lines as an attacker would write them; {@code bench/hostile} runs ten million and more. */
final class HostileInputTest {
    private static final long LINES = 500_000;

    @Test
    void everyHostileLineIsAccountedForInBoundedTime() throws Exception {
        // Given
        HostileInput input = new HostileInput(20_261_122, LINES);
        Outcome outcome = new Outcome();
        long begun = System.nanoTime();

        // When
        outcome.analyze(input);

        // Then
        assertThat(input.lines()).isGreaterThanOrEqualTo(LINES);
        assertThat(outcome.understood() + outcome.rejected()).isEqualTo(input.lines());
        assertThat(outcome.told()).isEqualTo(outcome.rejected());
        assertThat(outcome.understood()).isGreaterThan(LINES / 2);
        assertThat(outcome.accountedRecords()).isEqualTo(outcome.understood());
        assertThat(outcome.executions()).isPositive();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(4));
    }
}
