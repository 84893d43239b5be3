package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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
}
