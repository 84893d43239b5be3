package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.ExecveRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecveTallyTest {
    private static ExecveTally of(String... bodies) {
        ExecveTally tally = new ExecveTally();
        for (String body : bodies) {
            tally.add((ExecveRecord) Lines.record("EXECVE", new EventKey(0, 1), body));
        }
        return tally;
    }

    @ParameterizedTest
    @CsvSource({
        "argc=0, true",
        "argc=2 a0=\"a\" a1=\"b\", true",
        "argc=3 a0=\"a\" a1=\"b\", false",
        "argc=2 a0=\"a\" a1_len=6 a1[0]=\"abc\", false",
        "argc=2 a0=\"a\" a1_len=3 a1[0]=\"abc\", true",
        "argc=1 a0_len=6 a0[0]=4142, false",
        "argc=1 a0_len=3 a0[0]=4142, false",
        "argc=1 a0_len=4 a0[0]=4142 a0[1]=4344, true",
        "argc=1 a0_len=4 a0[0]=4142, true",
        "a0=\"a\" a1=\"b\", false"
    })
    void argumentsAreCountedAgainstArgc(String body, boolean whole) {
        // Given
        ExecveTally tally = of(body);

        // When
        boolean answer = tally.whole();

        // Then
        assertThat(answer).isEqualTo(whole);
    }

    @Test
    void aLongArgumentNeedsEveryChunkInAnyOrder() {
        // Given
        String first = "argc=3 a0=\"p\" a1_len=9 a1[0]=\"abc\"";
        String second = " a1[1]=\"def\"";
        String third = " a1[2]=\"ghi\" a2=\"z\"";

        // When
        boolean all = of(third, first, second).whole();
        boolean withoutSecond = of(first, third).whole();
        boolean withoutThird = of(first, second).whole();

        // Then
        assertThat(all).isTrue();
        assertThat(withoutSecond).isFalse();
        assertThat(withoutThird).isFalse();
    }
}
