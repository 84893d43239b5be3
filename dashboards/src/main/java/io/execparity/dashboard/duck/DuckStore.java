package io.execparity.dashboard.duck;

import io.execparity.dashboard.store.Bin;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.FilledStore;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.store.TimeRange;
import io.execparity.schema.message.HostRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results in DuckDB. Every value of a query is bound to a question mark. */
public final class DuckStore implements FilledStore {
    private final DuckDatabase database;
    private final DuckWriter writer;
    private final DuckHosts hosts;

    public DuckStore(DuckDatabase database) {
        this.database = database;
        for (Results results : Results.values()) {
            database.run(Columns.create(results));
        }
        writer = new DuckWriter(database);
        hosts = new DuckHosts(database);
    }

    @Override
    public Optional<HostRecord> host(String name) {
        return hosts.host(name);
    }

    @Override
    public List<HostRecord> hosts() {
        return hosts.all();
    }

    @Override
    public Map<String, String> zones() {
        return hosts.zones();
    }

    @Override
    public void tell(List<HostRecord> told) {
        hosts.add(told);
    }

    @Override
    public Page page(Results of, Filter filter, Order order, Optional<Cursor> after, int limit) {
        checkLimit(limit);
        Condition condition = Condition.of(filter);
        after.ifPresent(cursor -> condition.after(order, cursor));
        // Ids first: sorting whole lines would move a thousand times the bytes.
        String table = Columns.table(of);
        String query = "SELECT " + Columns.ROW + " FROM " + table + " WHERE rowid IN (SELECT rowid FROM " + table
                + condition.where() + Condition.orderBy(order) + " LIMIT ?)" + Condition.orderBy(order);
        List<Row> rows = database.query(query, statement -> {
            int place = condition.bind(statement, 1);
            statement.setInt(place, limit + 1);
            return rows(statement);
        });
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        Optional<Cursor> next =
                more && limit > 0 ? Optional.of(shown.get(limit - 1).cursor()) : Optional.empty();
        return new Page(shown, count(of, filter), next);
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(row(found, 1));
            }
        }
        return rows;
    }

    /** Reads {@link Columns#ROW} from {@code first} on. */
    private static Row row(ResultSet found, int first) throws SQLException {
        String id = found.getString(first);
        Cursor cursor = new Cursor(found.getInt(first + 6), found.getLong(first + 7), id);
        return new Row(
                id,
                found.getString(first + 1),
                found.getString(first + 2),
                found.getString(first + 3),
                found.getString(first + 4),
                found.getString(first + 5),
                cursor);
    }

    @Override
    public Optional<Row> row(Results of, String id) {
        String query = "SELECT " + Columns.ROW + " FROM " + Columns.table(of) + " WHERE id = ? LIMIT 1";
        List<Row> rows = database.query(query, statement -> {
            statement.setString(1, id);
            return rows(statement);
        });
        return rows.stream().findFirst();
    }

    @Override
    public long count(Results of, Filter filter) {
        Condition condition = Condition.of(filter);
        return database.query("SELECT count(*) FROM " + Columns.table(of) + condition.where(), statement -> {
            condition.bind(statement, 1);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    @Override
    public List<Group> groups(Results of, Filter filter, List<Field> by, int limit) {
        checkLimit(limit);
        Condition condition = Condition.of(filter);
        List<String> keys = IntStream.range(0, by.size())
                .mapToObj(i -> Columns.of(by.get(i)) + " AS k" + i)
                .toList();
        String names = IntStream.range(0, by.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String table = Columns.table(of);
        String query = "WITH found AS (SELECT " + String.join(", ", keys) + ", count(*) AS n, sum(acts)::BIGINT AS a,"
                + " min(time) AS low, max(last) AS high, max(severity) AS top,"
                + " arg_max(rowid, (severity, -time, id)) AS best FROM " + table + condition.where() + " GROUP BY "
                + names + " ORDER BY n DESC, " + names + " LIMIT ?) SELECT n, a, low, high, top, " + names + ", "
                + Columns.ROW + " FROM found JOIN " + table + " ON " + table + ".rowid = found.best ORDER BY n DESC, "
                + names;
        return database.query(query, statement -> {
            int place = condition.bind(statement, 1);
            statement.setInt(place, limit);
            return groups(statement, by.size());
        });
    }

    private static List<Group> groups(PreparedStatement statement, int fields) throws SQLException {
        List<Group> groups = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < fields; i++) {
                    values.add(found.getString(6 + i));
                }
                groups.add(new Group(
                        values,
                        found.getLong(1),
                        found.getLong(2),
                        found.getLong(3),
                        found.getLong(4),
                        found.getInt(5),
                        row(found, 6 + fields)));
            }
        }
        return groups;
    }

    @Override
    public List<Bin> histogram(Results of, Filter filter, Field by, long milliseconds) {
        TimeRange range = range(of, filter);
        long step = Math.max(Math.max(1, milliseconds), (range.last() - range.first()) / MOST + 1);
        Condition condition = Condition.of(filter);
        String query = "SELECT time // ? * ? AS bin, " + Columns.of(by) + " AS value, count(*) FROM "
                + Columns.table(of) + condition.where() + " GROUP BY bin, value ORDER BY bin, value";
        return database.query(query, statement -> {
            for (int place = 1; place <= 2; place++) {
                statement.setLong(place, step);
            }
            condition.bind(statement, 3);
            List<Bin> bins = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    bins.add(new Bin(found.getLong(1), found.getString(2), found.getLong(3)));
                }
            }
            return bins;
        });
    }

    @Override
    public TimeRange range(Results of, Filter filter) {
        Condition condition = Condition.of(filter);
        String query = "SELECT min(time), max(last) FROM " + Columns.table(of) + condition.where();
        return database.query(query, statement -> {
            condition.bind(statement, 1);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return new TimeRange(found.getLong(1), found.getLong(2));
            }
        });
    }

    @Override
    public Map<String, Long> latestByHost(Results of) {
        String host = Columns.of(Field.HOST);
        String query = "SELECT " + host + ", max(last) FROM " + Columns.table(of) + " GROUP BY " + host;
        return database.query(query, statement -> {
            Map<String, Long> latest = new HashMap<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    latest.put(found.getString(1), found.getLong(2));
                }
            }
            return latest;
        });
    }

    @Override
    public void add(Results to, List<IndexedResult> results) {
        writer.add(to, results);
    }

    @Override
    public void clear(Results of) {
        database.run("DELETE FROM " + Columns.table(of));
    }

    @Override
    public void mark(List<String> ids, String status, String owner) {
        writer.mark(ids, status, owner);
    }

    @Override
    public void close() {
        database.close();
    }

    private static void checkLimit(int limit) {
        if (limit < 0 || limit > MOST) {
            throw new IllegalArgumentException("a limit of " + limit + ", not 0 to " + MOST);
        }
    }
}
