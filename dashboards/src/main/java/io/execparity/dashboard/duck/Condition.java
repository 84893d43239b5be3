package io.execparity.dashboard.duck;

import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A condition in SQL, with a question mark for each value, and the values. */
final class Condition {
    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private Condition() {}

    static Condition of(Filter filter) {
        Condition condition = new Condition();
        for (Map.Entry<Field, Set<String>> field : new TreeMap<>(filter.values()).entrySet()) {
            condition.anyOf(Columns.of(field.getKey()), field.getValue());
        }
        if (filter.from() != Long.MIN_VALUE) {
            condition.add("last >= ?", filter.from());
        }
        if (filter.to() != Long.MAX_VALUE) {
            condition.add("time < ?", filter.to());
        }
        if (!filter.text().isEmpty()) {
            condition.add("(contains(words, ?) OR f_pid = ?)", filter.text());
            condition.values.add(filter.text());
        }
        return condition;
    }

    private void anyOf(String column, Set<String> any) {
        if (any.isEmpty()) {
            parts.add("false");
            return;
        }
        parts.add(column + " IN (" + "?, ".repeat(any.size() - 1) + "?)");
        values.addAll(any);
    }

    private void add(String part, Object value) {
        parts.add(part);
        values.add(value);
    }

    /** This, behind the row at {@code cursor}. */
    Condition after(Order order, Cursor cursor) {
        switch (order) {
            case SEVERITY -> {
                parts.add("(severity < ? OR (severity = ? AND (time > ? OR (time = ? AND id > ?))))");
                values.addAll(List.of(cursor.severity(), cursor.severity(), cursor.time(), cursor.time(), cursor.id()));
            }
            case NEWEST -> {
                parts.add("(time < ? OR (time = ? AND id < ?))");
                values.addAll(List.of(cursor.time(), cursor.time(), cursor.id()));
            }
            case OLDEST -> {
                parts.add("(time > ? OR (time = ? AND id > ?))");
                values.addAll(List.of(cursor.time(), cursor.time(), cursor.id()));
            }
        }
        return this;
    }

    static String orderBy(Order order) {
        return switch (order) {
            case SEVERITY -> " ORDER BY severity DESC, time ASC, id ASC";
            case NEWEST -> " ORDER BY time DESC, id DESC";
            case OLDEST -> " ORDER BY time ASC, id ASC";
        };
    }

    /** With the word before it; empty where everything is meant. */
    String where() {
        return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
    }

    /** Binds the values, the first of them to {@code first}, and returns the place behind the last. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (Object value : values) {
            statement.setObject(place++, value);
        }
        return place;
    }
}
