package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepProofClockTest {
    private static StepProofClock seeing(long... times) {
        StepProofClock clock = new StepProofClock();
        for (long time : times) {
            clock.see(time);
        }
        return clock;
    }

    @Test
    void aStepForwardCountsLittle() {
        // Given
        StepProofClock clock = seeing(1_000, 2_000);

        // When
        clock.see(86_400_000);

        // Then
        assertThat(clock.now()).isEqualTo(1_000 + StepProofClock.MAX_STEP);
    }

    @Test
    void goingToAndFroDoesNotMakeTimeRun() {
        // Given
        StepProofClock clock = seeing(10_000);

        // When
        for (int i = 0; i < 100; i++) {
            clock.see(2_000);
            clock.see(10_000);
        }

        // Then
        assertThat(clock.now()).isZero();
    }

    @Test
    void aClockSetBackIsBelievedAfterAWhile() {
        // Given
        StepProofClock clock = seeing(10_000_000);

        // When
        for (int i = 0; i < 100; i++) {
            clock.see(1_000 + i * 1_000L);
        }

        // Then
        assertThat(clock.now()).isBetween(30_000L, 40_000L);
    }

    @Test
    void whatWentByAlreadyDoesNotCountAgain() {
        // Given
        StepProofClock clock = seeing(10_000);

        // When
        clock.pass(700);
        clock.see(10_500);
        clock.see(11_000);

        // Then
        assertThat(clock.now()).isEqualTo(1_000);
    }

    @Test
    void aBacklogHasTheTimeOfItsRecordsAndASilentHostThatOfWhoeverWaits() {
        // Given
        StepProofClock clock = seeing(10_000, 14_000);

        // When
        clock.pass(5_000);

        // Then
        assertThat(clock.now()).isEqualTo(9_000);
    }
}
