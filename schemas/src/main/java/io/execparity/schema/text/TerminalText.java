package io.execparity.schema.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text from anywhere, made safe to print on a terminal: what would move the cursor, change the direction, take no room
 * or look like nothing is shown as an escape ({@code \n}, {@code \x1b}, {@code \u202e}, {@code \U000e0001}).
 *
 * <p>A backslash stays as it is, so the result is for eyes only and cannot be turned back; the JSON lines keep the
 * exact text.
 */
public enum TerminalText {
    /** For terminals that show Unicode. */
    UNICODE("…"),
    /** For all others: everything but printable ASCII is escaped. */
    ASCII("...");

    /** Which part of a text that is too long is left out. */
    public enum Cut {
        MIDDLE,
        END
    }

    /** More marks than this on one letter are no script, they are a way to paint over other lines. */
    private static final int MOST_MARKS = 2;

    private final String ellipsis;

    TerminalText(String ellipsis) {
        this.ellipsis = ellipsis;
    }

    /** The whole text, safe. */
    public String of(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (Cell cell : cells(text)) {
            safe.append(cell.shown);
        }
        return safe.toString();
    }

    /**
     * The text, safe and at most so many columns wide. An escape or a wide character is never cut in two, so the result
     * may be a column narrower than it could be.
     *
     * @param columns 1 or more; where not even the ellipsis fits, a part of the ellipsis is all there is
     */
    public String of(String text, int columns, Cut cut) {
        if (columns < 1) {
            throw new IllegalArgumentException("no room: " + columns);
        }
        List<Cell> cells = cells(text);
        if (width(cells) <= columns) {
            return shown(cells);
        }
        int room = columns - ellipsis.length();
        if (room < 1) {
            return ellipsis.substring(0, Math.min(columns, ellipsis.length()));
        }
        int tail = cut == Cut.END ? 0 : room / 2;
        int from = cells.size();
        for (int used = 0; from > 0 && used + cells.get(from - 1).columns <= tail; from--) {
            used += cells.get(from - 1).columns;
        }
        int to = 0;
        for (int used = 0; used + cells.get(to).columns <= room - tail; to++) {
            used += cells.get(to).columns;
        }
        while (from < cells.size() && cells.get(from).columns == 0) {
            from++;
        }
        return shown(cells.subList(0, to)) + ellipsis + shown(cells.subList(from, cells.size()));
    }

    /** How many columns a text takes that is safe already. */
    public static int columns(String safe) {
        return width(UNICODE.cells(safe));
    }

    /** One character, or the escape that stands for it. */
    private static final class Cell {
        final String shown;
        final int columns;

        Cell(String shown, int columns) {
            this.shown = shown;
            this.columns = columns;
        }
    }

    private static int width(List<Cell> cells) {
        return cells.stream().mapToInt(cell -> cell.columns).sum();
    }

    private static String shown(List<Cell> cells) {
        StringBuilder text = new StringBuilder();
        cells.forEach(cell -> text.append(cell.shown));
        return text.toString();
    }

    private List<Cell> cells(String text) {
        List<Cell> cells = new ArrayList<>(text.length());
        int marks = MOST_MARKS;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isMark(c) && this == UNICODE && marks < MOST_MARKS && !CharacterShape.isIgnorable(c)) {
                marks++;
                cells.add(new Cell(Character.toString(c), 0));
            } else if (isMark(c) || !isPrintable(c)) {
                marks = MOST_MARKS;
                String escape = escape(c);
                cells.add(new Cell(escape, escape.length()));
            } else {
                marks = Character.isLetter(c) ? 0 : MOST_MARKS;
                cells.add(new Cell(Character.toString(c), CharacterShape.isWide(c) ? 2 : 1));
            }
        }
        return cells;
    }

    private boolean isPrintable(int c) {
        if (c < 0x7F) {
            return c >= ' ';
        }
        return this == UNICODE && CharacterShape.isVisible(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                c < 0x100
                        ? hexadecimal("\\x", c, 2)
                        : c < 0x10000 ? hexadecimal("\\u", c, 4) : hexadecimal("\\U", c, 8);
        };
    }

    private static String hexadecimal(String prefix, int c, int digits) {
        String number = Integer.toHexString(c);
        return prefix + "0".repeat(digits - number.length()) + number;
    }
}
