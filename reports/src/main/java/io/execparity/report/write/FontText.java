package io.execparity.report.write;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Text for a page whose fonts it has to bring itself: a letter that one of them lacks, that is written from right to left
 * or that is set above another one is shown as an escape, so that nothing is left out and nothing is set wrongly.
 */
final class FontText implements TextForm, AutoCloseable {
    private final List<TrueTypeFont> fonts = new ArrayList<>();
    private final List<CmapLookup> letters = new ArrayList<>();

    FontText(List<String> resources) {
        for (String resource : resources) {
            try (InputStream in =
                    requireNonNull(FontText.class.getClassLoader().getResourceAsStream(resource), resource)) {
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in));
                fonts.add(font);
                letters.add(font.getUnicodeCmapLookup());
            } catch (IOException e) {
                throw new UncheckedIOException("a bundled font is broken", e);
            }
        }
    }

    @Override
    public String of(String text) {
        String safe = TerminalText.UNICODE.of(text);
        StringBuilder shown = new StringBuilder(safe.length());
        safe.codePoints().forEach(letter -> {
            if (isSettable(letter)) {
                shown.appendCodePoint(letter);
            } else {
                shown.append(TerminalText.ASCII.of(Character.toString(letter)));
            }
        });
        return shown.toString();
    }

    private boolean isSettable(int letter) {
        if (letter < 0x7F) {
            return true;
        }
        byte direction = Character.getDirectionality(letter);
        boolean fromLeft = direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT
                && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                && direction != Character.DIRECTIONALITY_NONSPACING_MARK;
        return fromLeft && letters.stream().allMatch(font -> font.getGlyphId(letter) > 0);
    }

    @Override
    public void close() throws IOException {
        for (TrueTypeFont font : fonts) {
            font.close();
        }
    }
}
