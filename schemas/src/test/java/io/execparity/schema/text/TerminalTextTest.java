package io.execparity.schema.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.text.TerminalText.Cut;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
    private static final Set<Integer> UNSAFE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    @Property
    void whatever_the_bytes_nothing_unsafe_comes_out(@ForAll @Size(max = 300) byte[] data) {
        assertSafe(TerminalText.UNICODE.of(Bytes.view(data).text()));
        assertThat(TerminalText.ASCII.of(Bytes.view(data).text())).matches("[ -~]*");
    }

    @Property
    void whatever_the_text_nothing_unsafe_comes_out(@ForAll String text) {
        assertSafe(TerminalText.UNICODE.of(text));
        assertThat(TerminalText.ASCII.of(text)).matches("[ -~]*");
    }

    @Property
    void a_shortened_text_is_safe_and_fits(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int columns, @ForAll Cut cut) {
        for (TerminalText terminal : TerminalText.values()) {
            String shortened = terminal.of(text, columns, cut);

            assertSafe(shortened);
            assertThat(TerminalText.columns(shortened)).isLessThanOrEqualTo(columns);
        }
    }

    @Property
    void what_is_safe_stays_as_it_is(@ForAll String text) {
        String safe = TerminalText.UNICODE.of(text);

        assertThat(TerminalText.UNICODE.of(safe)).isEqualTo(safe);
    }

    @Test
    void every_character_that_could_deceive_is_shown_as_an_escape() {
        String deceiving =
                "\u0000\u0007\u001b\u007f\u009b\u00a0\u00ad\u061c\u115f\u180e\u200b\u200d\u200e\u200f\u2028\u2029"
                        + "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u2800\u3000\u3164\ufe0f\ufeff\ufff9\ue000";

        assertThat(TerminalText.UNICODE.of(deceiving))
                .isEqualTo(
                        "\\x00\\x07\\x1b\\x7f\\x9b\\xa0\\xad\\u061c\\u115f\\u180e\\u200b\\u200d\\u200e\\u200f\\u2028\\u2029"
                                + "\\u202a\\u202b\\u202c\\u202d\\u202e\\u2060\\u2066\\u2067\\u2068\\u2069\\u2800\\u3000\\u3164\\ufe0f\\ufeff"
                                + "\\ufff9\\ue000");
        assertThat(TerminalText.UNICODE.of(Character.toString(0xE0001))).isEqualTo("\\U000e0001");
        assertThat(TerminalText.UNICODE.of("a\uD83Db")).isEqualTo("a\\ud83db");
    }

    @Test
    void line_ends_and_tabs_have_short_escapes() {
        assertThat(TerminalText.UNICODE.of("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
    }

    @Test
    void letters_of_all_scripts_stay_readable() {
        assertThat(TerminalText.UNICODE.of("naïve cafe\u0301 名前 имя \uD83D\uDE00"))
                .isEqualTo("naïve cafe\u0301 名前 имя \uD83D\uDE00");
    }

    @Test
    void marks_that_pile_up_or_stand_alone_are_escaped() {
        assertThat(TerminalText.UNICODE.of("\u0301x")).isEqualTo("\\u0301x");
        assertThat(TerminalText.UNICODE.of("e\u0301\u0302\u0303")).isEqualTo("e\u0301\u0302\\u0303");
    }

    @Test
    void a_terminal_without_unicode_gets_ascii() {
        assertThat(TerminalText.ASCII.of("naïve 名 \uD83D\uDE00")).isEqualTo("na\\xefve \\u540d \\U0001f600");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /usr/local/bin/run.sh, 30, MIDDLE, /usr/local/bin/run.sh
                    /usr/local/bin/run.sh, 21, MIDDLE, /usr/local/bin/run.sh
                    /usr/local/bin/run.sh, 11, MIDDLE, /usr/…un.sh
                    /usr/local/bin/run.sh, 11, END, /usr/local…
                    名前名前名前, 12, END, 名前名前名前
                    名前名前名前, 11, END, 名前名前名…
                    名前名前名前, 10, END, 名前名前…
                    名前名前名前, 6, MIDDLE, 名…前
                    abc, 1, END, …
                    """)
    void long_texts_lose_their_middle_or_end(String text, int columns, Cut cut, String shortened) {
        assertThat(TerminalText.UNICODE.of(text, columns, cut)).isEqualTo(shortened);
    }

    @Test
    void an_escape_is_never_cut_in_two() {
        assertThat(TerminalText.UNICODE.of("ab\u001b\u001bcd", 6, Cut.END)).isEqualTo("ab…");
        assertThat(TerminalText.ASCII.of("ab\u001b\u001bcd", 11, Cut.END)).isEqualTo("ab\\x1b...");
    }

    @Test
    void wide_characters_take_two_columns_and_marks_none() {
        assertThat(TerminalText.columns("a名e\u0301\uD83D\uDE00")).isEqualTo(6);
    }

    @Test
    void no_room_at_all_is_a_mistake() {
        assertThatThrownBy(() -> TerminalText.UNICODE.of("a", 0, Cut.END)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSafe(String text) {
        assertThat(text.codePoints()).noneMatch(c -> UNSAFE.contains(Character.getType(c)));
    }
}
