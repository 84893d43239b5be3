package io.execparity.dashboard.store;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of many.
 *
 * @param total how many rows the filter lets through, on all pages
 * @param next where the next page begins, empty on the last
 */
public record Page(List<Row> rows, long total, Optional<Cursor> next) {
    public Page {
        rows = List.copyOf(rows);
    }
}
