package io.execparity.dashboard.terminal;

import io.execparity.schema.text.TerminalText;
import io.execparity.schema.text.TerminalText.Cut;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, in columns as wide as their widest cell. Numbers stand at the right. */
final class TextTable {
    private static final String BETWEEN = "  ";
    private static final String NOTE_INDENT = "    ";
    private static final int WIDEST_CELL = 60;
    private static final int WIDEST_NOTE = 400;

    private record Row(List<String> cells, Ink ink, List<String> notes) {}

    private final TerminalStyle style;
    private final List<String> headings;
    /** Columns from this one on hold numbers. */
    private final int firstNumber;

    private final List<Row> rows = new ArrayList<>();

    TextTable(TerminalStyle style, int firstNumber, String... headings) {
        this.style = style;
        this.firstNumber = firstNumber;
        this.headings = List.of(headings);
    }

    /** Adds a row; of texts that are too long the middle is left out. */
    void row(Ink ink, String note, String... cells) {
        row(ink, note.isEmpty() ? List.of() : List.of(note), cells);
    }

    /** The same with several lines below it, each cut where it is too long. */
    void row(Ink ink, List<String> notes, String... cells) {
        List<String> safe = new ArrayList<>();
        for (String cell : cells) {
            safe.add(style.text().of(cell, WIDEST_CELL, Cut.MIDDLE));
        }
        rows.add(new Row(safe, ink, notes));
    }

    /** Every line ends in a line feed, none in spaces. */
    void appendTo(StringBuilder out) {
        int[] widths = new int[headings.size()];
        fit(widths, headings);
        rows.forEach(row -> fit(widths, row.cells));
        int width = (widths.length - 1) * BETWEEN.length();
        for (int column : widths) {
            width += column;
        }
        out.append(Ink.HEADING.on(style, line(headings, widths))).append('\n');
        out.append(style.line(width)).append('\n');
        for (Row row : rows) {
            out.append(row.ink.on(style, line(row.cells, widths))).append('\n');
            for (String note : row.notes) {
                out.append(NOTE_INDENT)
                        .append(style.text()
                                .of(note, Math.min(WIDEST_NOTE, style.columns() - NOTE_INDENT.length()), Cut.END))
                        .append('\n');
            }
        }
    }

    private static void fit(int[] widths, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], TerminalText.columns(cells.get(i)));
        }
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - TerminalText.columns(cells.get(i)));
            line.append(i == 0 ? "" : BETWEEN);
            line.append(i >= firstNumber ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
