package io.execparity.dashboard.duck;

import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Results;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The tables: one for each kind of result, all of the same form. Names come from enums, never from outside. */
final class Columns {
    /** What a row is made of, in the order in which {@link DuckStore} reads it. */
    static final String ROW = "id, f_status, f_owner, f_file, f_program, source, severity, time";

    private static final String FIELDS =
            Arrays.stream(Field.values()).map(Columns::of).collect(Collectors.joining(" VARCHAR, ", "", " VARCHAR"));

    private Columns() {}

    static String of(Field field) {
        return "f_" + field.word();
    }

    static String table(Results results) {
        return results.word();
    }

    static String create(Results results) {
        return "CREATE TABLE IF NOT EXISTS " + table(results)
                + " (id VARCHAR, time BIGINT, last BIGINT, severity INTEGER, acts BIGINT, " + FIELDS
                + ", words VARCHAR, evidence VARCHAR, source VARCHAR)";
    }
}
