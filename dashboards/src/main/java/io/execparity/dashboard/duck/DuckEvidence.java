package io.execparity.dashboard.duck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.StoreException;
import io.execparity.schema.evidence.EvidenceField;
import io.execparity.schema.evidence.EvidenceRecord;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Audit records in DuckDB, with what their fields mean. */
public final class DuckEvidence implements EvidenceStore {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<EvidenceField>> FIELDS = new TypeReference<>() {};

    private final DuckDatabase database;
    private long kept;

    public DuckEvidence(DuckDatabase database) {
        this.database = database;
        database.run("CREATE TABLE IF NOT EXISTS records"
                + " (host VARCHAR, stamp VARCHAR, place BIGINT, type VARCHAR, line VARCHAR, fields VARCHAR)");
    }

    @Override
    public Predicate<String> named() {
        String all = Stream.of(Results.values())
                .map(results -> "SELECT evidence FROM " + Columns.table(results))
                .collect(Collectors.joining(" UNION ALL "));
        StampSet stamps = new StampSet();
        database.query("SELECT DISTINCT evidence FROM (" + all + ")", statement -> {
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    stamps.addAll(found.getString(1).split(" "));
                }
            }
            return stamps;
        });
        return stamps.frozen();
    }

    @Override
    public synchronized void addRecords(List<EvidenceRecord> records) {
        long room = Math.max(0, MOST_RECORDS - kept);
        List<EvidenceRecord> fitting = records.subList(0, (int) Math.min(room, records.size()));
        database.transaction(connection -> {
            try (DuckDBAppender rows = ((DuckDBConnection) connection).createAppender("main", "records")) {
                for (EvidenceRecord record : fitting) {
                    rows.beginRow();
                    rows.append(record.host());
                    rows.append(record.stamp());
                    rows.append(kept++);
                    rows.append(record.type());
                    rows.append(record.line());
                    rows.append(json(record.fields()));
                    rows.endRow();
                }
            }
        });
    }

    @Override
    public List<EvidenceRecord> records(String host, Collection<String> stamps) {
        if (stamps.isEmpty()) {
            return List.of();
        }
        String query =
                "SELECT host, stamp, type, line, fields FROM records WHERE (host = ? OR host = '') AND stamp IN ("
                        + "?, ".repeat(stamps.size() - 1) + "?) ORDER BY place";
        return database.query(query, statement -> {
            int place = 1;
            statement.setString(place++, host);
            for (String stamp : stamps) {
                statement.setString(place++, stamp);
            }
            List<EvidenceRecord> records = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    records.add(new EvidenceRecord(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            fields(found.getString(5))));
                }
            }
            return records;
        });
    }

    @Override
    public boolean hasRecords() {
        return kept > 0;
    }

    private static String json(List<EvidenceField> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new StoreException("fields cannot be kept", e);
        }
    }

    private static List<EvidenceField> fields(String json) {
        try {
            return JSON.readValue(json, FIELDS);
        } catch (JsonProcessingException e) {
            throw new StoreException("fields cannot be read", e);
        }
    }
}
