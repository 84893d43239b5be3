package io.execparity.dashboard.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.schema.text.TerminalText;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Everything that a filter lets through, as a file to take away, in bounded memory. */
final class Exports {
    private static final List<String> COLUMNS = List.of(
            "@timestamp",
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

    private Exports() {}

    /** The lines as they were written. */
    static void lines(Context context, ResultStore store, Results results, Question question) throws IOException {
        context.contentType("application/x-ndjson; charset=utf-8");
        attach(context, results, "jsonl");
        OutputStream out = context.outputStream();
        each(store, results, question, row -> out.write((row.source() + "\n").getBytes(UTF_8)));
    }

    /** A table, RFC 4180, safe to open in a spreadsheet. */
    static void csv(Context context, ResultStore store, Results results, Question question) throws IOException {
        context.contentType("text/csv; charset=utf-8");
        attach(context, results, "csv");
        OutputStream out = context.outputStream();
        out.write((String.join(",", COLUMNS) + "\r\n").getBytes(UTF_8));
        each(store, results, question, row -> out.write((record(SourceJson.of(row)) + "\r\n").getBytes(UTF_8)));
    }

    private static void attach(Context context, Results results, String ending) {
        context.header(
                "Content-Disposition", "attachment; filename=\"execparity-" + results.word() + "." + ending + "\"");
    }

    private interface RowWriter {
        void write(Row row) throws IOException;
    }

    private static void each(ResultStore store, Results results, Question question, RowWriter writer)
            throws IOException {
        Optional<Cursor> after = Optional.empty();
        do {
            Page page = store.page(results, question.filter(), Order.OLDEST, after, ResultStore.MOST);
            for (Row row : page.rows()) {
                writer.write(row);
            }
            after = page.next();
        } while (after.isPresent());
    }

    private static String record(JsonNode json) {
        StringBuilder record = new StringBuilder();
        for (String column : COLUMNS) {
            JsonNode value = json;
            for (String name : column.split("\\.")) {
                value = value.path(name);
            }
            String text = value.isArray() ? String.join(" ", SourceJson.texts(value)) : value.asText("");
            record.append(record.isEmpty() ? "" : ",").append(cell(text));
        }
        return record.toString();
    }

    /**
     * A cell that no spreadsheet takes for a formula: one that begins like one stands behind an apostrophe, and what
     * could break out of it or hide in it is escaped.
     */
    static String cell(String text) {
        String safe = TerminalText.UNICODE.of(text);
        boolean formula = !safe.isEmpty() && "=+-@\t\r|%".indexOf(safe.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + safe.replace("\"", "\"\"") + '"';
    }
}
