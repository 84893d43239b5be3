package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicBoundsTest {
    @ParameterizedTest
    @CsvSource({
        "yesterday, is no time such as",
        "12, which only a partition has",
        "topic=12, which only a partition has",
        "topic/0=never, is no time",
        "topic/0=99999999999999999999, is no time",
    })
    void whatIsNoBoundIsRefused(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicBounds.parse(List.of(text)))
                .withMessageContaining(sentence);
    }

    @Test
    void thePartitionGoesBeforeTheTopicAndThatBeforeAll() {
        // When
        TopicBounds parsed = bounds("2026-11-22T10:00:00Z", "a=2026-11-22T11:00:00+01:00", "a/1=7");

        // Then
        assertThat(parsed.of("a", 1)).isEqualTo(new TopicBounds.Bound(7, null));
        assertThat(parsed.of("a", 0)).isEqualTo(parsed.of("b", 0));
        assertThat(bounds().of("a", 0)).isNull();
    }

    @Test
    void twoOfTheSameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bounds("a/1=7", "a/01=8"))
                .withMessageContaining("is of what another one is of");
    }

    private static TopicBounds bounds(String... texts) {
        return TopicBounds.parse(List.of(texts));
    }
}
