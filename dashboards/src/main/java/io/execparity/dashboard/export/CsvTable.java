package io.execparity.dashboard.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Row;
import io.execparity.schema.text.TerminalText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as a table, RFC 4180, that is safe to open in a spreadsheet. Lines have their ends. */
public final class CsvTable {
    private static final String TIME = "@timestamp";
    private static final List<String> COLUMNS = List.of(
            TIME,
            "host.name",
            "rule.name",
            "execparity.class",
            "execparity.severity",
            "execparity.confidence",
            "execparity.mode",
            "execparity.vector",
            "execparity.origin",
            "execparity.check",
            "execparity.outcome",
            "process.pid",
            "process.executable",
            "process.args",
            "file.path",
            "file.device",
            "file.inode",
            "execparity.explanation",
            "execparity.evidence",
            "execparity.count");

    private CsvTable() {}

    /**
     * The line with the names of a result's columns, as they are: a name behind an apostrophe is one that no reader finds.
     *
     * @param more names of further columns, which need no quotes
     */
    public static String header(String... more) {
        return Stream.concat(COLUMNS.stream(), Stream.of(more)).collect(Collectors.joining(",")) + "\r\n";
    }

    /** A result's cells, one for each column. */
    public static List<String> cells(Row row) {
        JsonNode json = SourceJson.of(row);
        return COLUMNS.stream().map(column -> value(json, column)).toList();
    }

    /** A result's line, with its time by that clock. */
    public static String line(Row row, TableZone zone) {
        JsonNode json = SourceJson.of(row);
        String host = json.path("host").path("name").asText("");
        return line(COLUMNS.stream()
                .map(column -> column.equals(TIME) ? zone.told(value(json, column), host) : value(json, column))
                .toList());
    }

    private static String value(JsonNode json, String column) {
        JsonNode value = json;
        for (String name : column.split("\\.")) {
            value = value.path(name);
        }
        return value.isArray() ? String.join(" ", SourceJson.texts(value)) : value.asText("");
    }

    /** A line of any cells. */
    public static String line(List<String> cells) {
        return cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /**
     * A cell that no spreadsheet takes for a formula: one that begins like one stands behind an apostrophe, and what
     * could break out of it or hide in it is escaped.
     */
    private static String cell(String text) {
        String safe = TerminalText.UNICODE.of(text);
        boolean formula = !safe.isEmpty() && "=+-@\t\r|%".indexOf(safe.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + safe.replace("\"", "\"\"") + '"';
    }
}
