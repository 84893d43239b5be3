package io.execparity.stream.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.text.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "python[0-9]*, python3.11, true",
        "python[0-9]*, python, false",
        "python[0-9]*, pythonx, false",
        "ld-linux*.so*, ld-linux-x86-64.so.2, true",
        "*.so, a.so.so, true",
        "a*b*c, axxbyybzzc, true",
        "a*b*c, axxbyyb, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "[a-cx]y, by, true",
        "[a-cx]y, xy, true",
        "[a-cx]y, dy, false",
        "[a, [a, true",
        "\\*x, *x, true",
        "\\*x, ax, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "/usr/*/runc, /usr/local/bin/runc, true",
    })
    void aPatternMatchesTheWholeText(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(Bytes.utf8(text))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"a*b", "[x]", "a\\b", "?"})
    void aLiteralMatchesItselfAlone(String text) {
        Glob glob = new Glob(Glob.literal(text));

        assertThat(glob.matches(Bytes.utf8(text))).isTrue();
        assertThat(glob.matches(Bytes.utf8("axb"))).isFalse();
    }

    @Test
    void bytesNeedNoEncoding() {
        Bytes odd = Bytes.view(new byte[] {(byte) 0xff, 'x', (byte) 0x80});

        assertThat(new Glob("*x?").matches(odd)).isTrue();
        assertThat(new Glob("*y?").matches(odd)).isFalse();
    }

    @Test
    void manyStarsTakeNoTime() {
        assertThat(new Glob("*a*a*a*a*a*a*a*a*a*a*b").matches(Bytes.utf8("a".repeat(4000))))
                .isFalse();
    }
}
