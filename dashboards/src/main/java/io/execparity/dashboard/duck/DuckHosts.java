package io.execparity.dashboard.duck;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.StoreException;
import io.execparity.schema.codec.HostJson;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of hosts, one row each: its line, and what is asked for of many hosts at once. */
final class DuckHosts {
    private final DuckDatabase database;

    DuckHosts(DuckDatabase database) {
        this.database = database;
        database.run("CREATE TABLE IF NOT EXISTS hosts (name VARCHAR, zone VARCHAR, line VARCHAR)");
    }

    /** In place of what was known of the same hosts. */
    void add(List<HostRecord> hosts) {
        HostJson json = new HostJson();
        database.transaction(connection -> {
            try (PreparedStatement old = connection.prepareStatement("DELETE FROM hosts WHERE name = ?");
                    PreparedStatement row = connection.prepareStatement("INSERT INTO hosts VALUES (?, ?, ?)")) {
                for (HostRecord host : hosts) {
                    HostSnapshot snapshot = host.snapshot();
                    old.setString(1, host.host());
                    old.executeUpdate();
                    row.setString(1, host.host());
                    row.setString(2, snapshot == null ? "" : snapshot.timeZone());
                    row.setString(3, new String(json.line(host), UTF_8));
                    row.executeUpdate();
                }
            }
        });
    }

    Optional<HostRecord> host(String name) {
        return database
                .query("SELECT line FROM hosts WHERE name = ?", statement -> {
                    statement.setString(1, name);
                    return records(statement);
                })
                .stream()
                .findFirst();
    }

    List<HostRecord> all() {
        String query = "SELECT line FROM hosts ORDER BY name LIMIT " + ResultStore.MOST;
        return database.query(query, DuckHosts::records);
    }

    Map<String, String> zones() {
        String query = "SELECT name, zone FROM hosts WHERE zone <> '' ORDER BY name LIMIT " + ResultStore.MOST;
        return database.query(query, statement -> {
            Map<String, String> zones = new TreeMap<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    zones.put(found.getString(1), found.getString(2));
                }
            }
            return zones;
        });
    }

    private static List<HostRecord> records(PreparedStatement statement) throws SQLException {
        List<HostRecord> records = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                records.add(MessageReader.host(found.getString(1).getBytes(UTF_8)));
            }
        } catch (IOException e) {
            throw new StoreException("a line is no host: " + e.getMessage(), e);
        }
        return records;
    }
}
