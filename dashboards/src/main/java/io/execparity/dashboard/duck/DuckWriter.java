package io.execparity.dashboard.duck;

import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Puts results into their tables, one batch at a time. */
final class DuckWriter {
    private static final String INCOMING = "incoming";

    private final DuckDatabase database;

    DuckWriter(DuckDatabase database) {
        this.database = database;
    }

    /**
     * Appends to a table of its own first, so that what is there already can be replaced in one statement. What is there is
     * looked for among the rows of the batch's time alone, since an id is of a time: results come by and large in that
     * order, and the cost of a batch is then the same however many came before.
     */
    synchronized void add(Results to, List<IndexedResult> results) {
        if (results.isEmpty()) {
            return;
        }
        Map<String, IndexedResult> distinct = new LinkedHashMap<>();
        results.forEach(result -> distinct.put(result.id(), result));
        String table = Columns.table(to);
        String timely = " AND " + table + ".time BETWEEN "
                + distinct.values().stream()
                        .mapToLong(IndexedResult::time)
                        .min()
                        .orElseThrow() + " AND "
                + distinct.values().stream()
                        .mapToLong(IndexedResult::time)
                        .max()
                        .orElseThrow();
        database.transaction(connection -> {
            execute(connection, "CREATE TEMP TABLE " + INCOMING + " AS FROM " + table + " LIMIT 0");
            append((DuckDBConnection) connection, List.copyOf(distinct.values()));
            if (to == Results.FINDINGS) {
                execute(
                        connection,
                        "UPDATE " + INCOMING + " SET f_status = old.f_status, f_owner = old.f_owner FROM " + table
                                + " AS old WHERE old.id = " + INCOMING + ".id" + timely.replace(table, "old"));
            }
            execute(connection, "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + INCOMING + ")" + timely);
            execute(connection, "INSERT INTO " + table + " FROM " + INCOMING);
            execute(connection, "DROP TABLE " + INCOMING);
        });
    }

    private static void append(DuckDBConnection connection, List<IndexedResult> results) throws SQLException {
        try (DuckDBAppender rows = connection.createAppender("temp", "main", INCOMING)) {
            for (IndexedResult result : results) {
                rows.beginRow();
                rows.append(result.id());
                rows.append(result.time());
                rows.append(result.last());
                rows.append(result.severity());
                rows.append(result.acts());
                for (Field field : Field.values()) {
                    rows.append(result.fields().getOrDefault(field, ""));
                }
                rows.append(result.words());
                rows.append(String.join(" ", result.evidence()));
                rows.append(result.source());
                rows.endRow();
            }
        }
    }

    synchronized void mark(List<String> ids, String status, String owner) {
        database.transaction(connection -> {
            String update = "UPDATE findings SET f_status = ?, f_owner = ? WHERE id = ?";
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                for (String id : ids) {
                    statement.setString(1, status);
                    statement.setString(2, owner);
                    statement.setString(3, id);
                    statement.executeUpdate();
                }
            }
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
