package io.execparity.stream.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.Told;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every log of every rule tells the same where its host is cut off, and where each look at what is known gives a copy. */
class ResumedDetectionTest {
    @Test
    void everyLogTellsTheSameWithACutBeforeEachEvent() throws Exception {
        for (DetectionCase one : DetectionCase.all()) {
            // Given
            Told told = Told.of(one.log(), one.site());
            Set<Integer> everywhere =
                    IntStream.range(0, Math.min(told.size(), 60)).boxed().collect(Collectors.toSet());
            new Random(told.size()).ints(20, 0, told.size() + 1).forEach(everywhere::add);

            // When
            List<String> cut = told.withCuts(everywhere);

            // Then
            assertThat(cut).as("%s", one.log()).isEqualTo(told.golden());
        }
    }

    @Test
    void everyLogTellsTheSameWithCopies() throws Exception {
        for (DetectionCase one : DetectionCase.all()) {
            // Given
            Told told = Told.of(one.log(), one.site());

            // When
            List<String> copied = told.withCopies();

            // Then
            assertThat(copied).as("%s", one.log()).isEqualTo(told.golden());
        }
    }
}
