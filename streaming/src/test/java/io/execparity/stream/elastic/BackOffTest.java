package io.execparity.stream.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BackOffTest {
    @Test
    void waits_twice_as_long_each_time_up_to_a_bound_and_by_chance() {
        BackOff backOff = new BackOff(Duration.ZERO, new SplittableRandom(1));
        BackOff another = new BackOff(Duration.ZERO, new SplittableRandom(2));
        boolean differ = false;
        for (int i = 0; i < 70; i++) {
            long whole = i > 20 ? BackOff.LONGEST_MILLIS : Math.min(BackOff.LONGEST_MILLIS, BackOff.FIRST_MILLIS << i);
            long wait = backOff.nextMillis();
            assertThat(wait).isBetween(whole / 2, whole);
            differ |= wait != another.nextMillis();
        }
        assertThat(differ).isTrue();
    }

    @Test
    void gives_up_when_patience_is_at_its_end_and_begins_anew_after_a_success() throws IOException {
        BackOff backOff = new BackOff(Duration.ZERO, RandomGenerator.getDefault());
        backOff.failed(new IOException("away"));
        backOff.succeeded();
        backOff.failed(new IOException("away"));

        assertThatThrownBy(() -> backOff.failed(new IOException("still away")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("still away");
    }
}
