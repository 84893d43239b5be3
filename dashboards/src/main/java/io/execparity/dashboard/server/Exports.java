package io.execparity.dashboard.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.dashboard.export.CsvTable;
import io.execparity.dashboard.export.TableZone;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Optional;

/** Everything that a filter lets through, as a file to take away, in bounded memory. */
final class Exports {
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
        TableZone zone = zone(store, question.word("tz"));
        context.contentType("text/csv; charset=utf-8");
        attach(context, results, "csv");
        OutputStream out = context.outputStream();
        out.write(CsvTable.header().getBytes(UTF_8));
        each(store, results, question, row -> out.write(CsvTable.line(row, zone).getBytes(UTF_8)));
    }

    private static TableZone zone(ResultStore store, String name) {
        if (name.isEmpty() || name.equals("utc")) {
            return TableZone.UTC;
        }
        if (name.equals("host")) {
            return new TableZone(ZoneOffset.UTC, store.zones());
        }
        try {
            return TableZone.named(name);
        } catch (DateTimeException e) {
            throw new BadQuestionException("tz is not utc, host, or the name of a zone");
        }
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
}
