package io.execparity.proof.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A comparison that overlooked something would prove everything. */
class ComparisonTest {
    private static final String ONE = "{\"host\":{\"name\":\"a\"},\"rule\":{\"name\":\"x\"},\"n\":1}";
    private static final String ONE_CHANGED = "{\"host\":{\"name\":\"a\"},\"rule\":{\"name\":\"x\"},\"n\":2}";
    private static final String TWO = "{\"host\":{\"name\":\"b\"},\"rule\":{\"name\":\"x\"},\"n\":1}";

    @Test
    void the_same_lines_in_another_order_are_equal() {
        Comparison comparison = Comparison.of("t", List.of(ONE, TWO, ONE), List.of(ONE, ONE, TWO));
        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
    }

    @Test
    void what_is_missing_extra_doubled_or_different_is_told_apart() {
        assertThat(Comparison.of("t", List.of(ONE, TWO), List.of(TWO)).missing())
                .containsExactly(ONE);
        assertThat(Comparison.of("t", List.of(TWO), List.of(TWO, ONE)).extra()).containsExactly(ONE);
        assertThat(Comparison.of("t", List.of(TWO), List.of(TWO, TWO)).doubled())
                .containsExactly(TWO);
        Comparison changed = Comparison.of("t", List.of(ONE, TWO), List.of(TWO, ONE_CHANGED));
        assertThat(changed.differing()).containsExactly(new Comparison.Difference(ONE, ONE_CHANGED));
        assertThat(changed.missing()).isEmpty();
        assertThat(changed.extra()).isEmpty();
        assertThat(changed.isEqual()).isFalse();
    }
}
