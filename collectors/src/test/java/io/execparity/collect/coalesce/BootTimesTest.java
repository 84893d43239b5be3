package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BootTimesTest {
    @Test
    void whatWentOutIsKnownHoweverMuchIsThinnedOut() {
        // Given
        BootTimes times = new BootTimes();

        // When
        LongStream.range(0, 3_000_000).forEach(serial -> times.note(serial, 1_000_000_000L + serial * 7));

        // Then
        assertThat(LongStream.range(0, 3_000_000))
                .allMatch(serial -> times.contains(serial, 1_000_000_000L + serial * 7));
        assertThat(times.contains(2_000_000, 1_000_000_000L)).isFalse();
        assertThat(times.contains(3_000_000, 1_021_000_000L)).isFalse();
    }

    @Test
    void aStepOfTheClockDoesNotFillTheTimeBetween() {
        // Given
        BootTimes times = new BootTimes();

        // When
        LongStream.range(300, 400).forEach(serial -> times.note(serial, serial));
        LongStream.range(400, 500).forEach(serial -> times.note(serial, 1_000_000_000L + serial));

        // Then
        assertThat(times.contains(350, 350)).isTrue();
        assertThat(times.contains(450, 1_000_000_450L)).isTrue();
        assertThat(times.contains(450, 500_000_000L)).isFalse();
    }

    @Test
    void theFirstSerialsAreKnownToTheMillisecond() {
        // Given
        BootTimes times = new BootTimes();

        // When
        LongStream.range(2, 100).forEach(serial -> times.note(serial, 1400 + serial));

        // Then
        assertThat(times.contains(50, 1450)).isTrue();
        assertThat(times.contains(50, 1451)).isFalse();
    }
}
