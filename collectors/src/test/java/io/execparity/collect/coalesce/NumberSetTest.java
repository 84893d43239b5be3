package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberSetTest {
    @Property(tries = 200)
    void itCountsWhateverTheOrder(@ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> numbers) {
        // Given
        NumberSet set = new NumberSet();
        TreeSet<Integer> model = new TreeSet<>();

        // When
        for (int number : numbers) {
            assertThat(set.add(number)).isEqualTo(model.add(number));
        }

        // Then
        assertThat(set.count()).isEqualTo(model.size());
        assertThat(set.isGapless()).isEqualTo(model.isEmpty() || model.last() == model.size() - 1);
    }

    @Test
    void numbersScatteredBeyondReasonAreLeftOut() {
        // Given
        NumberSet set = new NumberSet();

        // When
        for (int number = 2 * 1_000_000; number > 0; number -= 2) {
            set.add(number);
        }

        // Then
        assertThat(set.count()).isEqualTo(NumberSet.MAX_RUNS);
        assertThat(set.isGapless()).isFalse();
    }
}
