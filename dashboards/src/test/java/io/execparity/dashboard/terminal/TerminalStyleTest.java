package io.execparity.dashboard.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalStyleTest {
    @Test
    void a_terminal_gets_colour_and_as_many_columns_as_it_has() {
        assertThat(TerminalStyle.of(Map.of("TERM", "xterm", "COLUMNS", "132"), true, UTF_8))
                .isEqualTo(new TerminalStyle(true, true, 132));
    }

    @Test
    void a_pipe_gets_neither_colour_nor_a_limit() {
        assertThat(TerminalStyle.of(Map.of("TERM", "xterm", "COLUMNS", "132"), false, UTF_8))
                .isEqualTo(new TerminalStyle(true, false, TerminalStyle.UNLIMITED));
    }

    @Test
    void no_color_and_dumb_terminals_get_none() {
        assertThat(TerminalStyle.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, UTF_8)
                        .colour())
                .isFalse();
        assertThat(TerminalStyle.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true, UTF_8)
                        .colour())
                .isTrue();
        assertThat(TerminalStyle.of(Map.of("TERM", "dumb"), true, UTF_8).colour())
                .isFalse();
        assertThat(TerminalStyle.of(Map.of(), true, UTF_8).colour()).isFalse();
    }

    @Test
    void box_drawing_needs_utf_8() {
        assertThat(TerminalStyle.of(Map.of(), true, US_ASCII).unicode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wide", "-1", "99999999999", "100"})
    void an_odd_width_is_taken_for_the_usual_one(String columns) {
        assertThat(TerminalStyle.of(Map.of("COLUMNS", columns), true, UTF_8).columns())
                .isEqualTo(TerminalStyle.USUAL_COLUMNS);
    }

    @Test
    void a_terminal_is_known_by_its_device() {
        assertThat(StandardStream.isTerminal(Path.of("/dev/pts/3"))).isTrue();
        assertThat(StandardStream.isTerminal(Path.of("/dev/ttyS0"))).isTrue();
        assertThat(StandardStream.isTerminal(Path.of("pipe:[4242]"))).isFalse();
        assertThat(StandardStream.isTerminal(Path.of("/dev/null"))).isFalse();
        assertThat(StandardStream.isTerminal(Path.of("/home/dev/pts/3"))).isFalse();
    }
}
