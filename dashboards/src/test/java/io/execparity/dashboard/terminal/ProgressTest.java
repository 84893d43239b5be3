package io.execparity.dashboard.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long MILLISECOND = 1_000_000L;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private long now = -5;

    @Test
    void it_says_how_far_how_much_and_how_fast() {
        try (Progress progress = progress("analyze", true)) {
            now += 500 * MILLISECOND;
            progress.at(25, 100, 1_000_000);

            assertThat(shown()).isEqualTo("\ranalyze  25 %  1,000,000 records  2,000,000/s");
        }
    }

    @Test
    void it_writes_five_times_a_second_at_most() {
        Progress progress = progress("analyze", true);

        for (int i = 0; i < 1000; i++) {
            now += MILLISECOND;
            progress.at(i, 1000, i);
        }

        assertThat(shown().chars().filter(c -> c == '\r')).hasSize(5);
    }

    @Test
    void without_a_total_it_does_not_make_one_up() {
        Progress progress = progress("analyze", true);
        now += 1000 * MILLISECOND;

        progress.at(25, 0, 7);

        assertThat(shown()).isEqualTo("\ranalyze  7 records  7/s");
    }

    @Test
    void it_never_says_that_it_is_done_before_it_is_nor_more_than_done() {
        Progress progress = progress("analyze", true);
        now += 1000 * MILLISECOND;
        progress.at(999, 1000, 1);
        now += 1000 * MILLISECOND;
        progress.at(1001, 1000, 1);

        assertThat(shown()).contains(" 99 %").contains(" 100 %").doesNotContain("101");
    }

    @Test
    void closing_leaves_the_line_empty() {
        Progress progress = progress("analyze", true);
        now += 1000 * MILLISECOND;
        progress.at(1, 2, 7);
        int width = shown().length() - 1;

        progress.close();
        progress.close();

        assertThat(shown()).endsWith("\r" + " ".repeat(width) + "\r");
    }

    @Test
    void it_is_silent_in_a_pipe() {
        try (Progress progress = progress("analyze", false)) {
            now += 1000 * MILLISECOND;
            progress.at(1, 2, 3);
        }

        assertThat(shown()).isEmpty();
    }

    private Progress progress(String what, boolean shown) {
        return new Progress(what, new PrintStream(screen, true, UTF_8), shown, () -> now);
    }

    private String shown() {
        return screen.toString(UTF_8);
    }
}
