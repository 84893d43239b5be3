package io.execparity.dashboard.store;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.codec.Ids;

/**
 * A result as a page shows it.
 *
 * @param id the same in every run over the same records
 * @param status empty for what is no finding
 * @param owner empty for nobody
 * @param file its {@link Ids#file}, empty where nothing tells files apart
 * @param program its {@link Ids#program}, empty where none is known
 * @param source the line as it was written: one JSON object
 */
public record Row(String id, String status, String owner, String file, String program, String source, Cursor cursor) {
    public Row {
        requireNonNull(id, "id is null");
        requireNonNull(source, "source is null");
        requireNonNull(cursor, "cursor is null");
    }
}
