package io.execparity.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.text.Bytes;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoundedTextTest {
    @Property(tries = 300)
    void bytes_are_cut_where_their_text_is_cut(@ForAll @Size(min = 900, max = 6000) byte[] data) {
        String whole = Bytes.view(data).text();

        String bounded = BoundedText.of(Bytes.view(data));

        if (whole.length() <= BoundedText.MAXIMUM) {
            assertThat(bounded).isEqualTo(whole);
        } else {
            int end = bounded.lastIndexOf('…');
            assertThat(end).isBetween(BoundedText.MAXIMUM - 4, BoundedText.MAXIMUM);
            int rest = Integer.parseInt(bounded.substring(end + 3, bounded.indexOf(' ', end)));
            assertThat(bounded.substring(0, end))
                    .isEqualTo(
                            Bytes.view(Arrays.copyOf(data, data.length - rest)).text());
            assertThat(whole).startsWith(bounded.substring(0, end));
        }
    }

    @Test
    void wide_characters_are_never_split() {
        String text = "a" + "\uD83D\uDE00".repeat(3000);

        assertThat(BoundedText.of(Bytes.utf8(text))).isEqualTo(BoundedText.of(text));
        assertThat(BoundedText.of(text)).startsWith("a\uD83D\uDE00").endsWith("\uDE00…[+3812 bytes]");
    }

    @Test
    void a_whole_path_fits() {
        String path = "/é".repeat(2048);

        assertThat(BoundedText.of(Bytes.utf8(path))).isEqualTo(path);
    }
}
