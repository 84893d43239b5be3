package io.execparity.dashboard.board;

import static java.util.Objects.requireNonNull;

import io.execparity.dashboard.elastic.SearchField;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Results;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One thing that a board shows.
 *
 * @param id a word
 * @param title what a person reads
 * @param of what is shown
 * @param where which of them; a status is what people said in the dashboard, and elsewhere decides between the index of
 *     findings and that of what was suppressed
 * @param shape how
 * @param by what is told apart; empty for a number or rows
 */
public record Panel(String id, String title, Results of, Map<Field, String> where, Shape shape, Optional<Field> by) {
    /** How a panel shows what it is of. */
    public enum Shape {
        /** One number. */
        COUNT,
        /** Numbers by stretches of time and the values of a field. */
        OVER_TIME,
        /** Numbers by the values of a field, the largest first. */
        TOP,
        /** The latest of them, one by one. */
        ROWS
    }

    public Panel {
        requireNonNull(id, "id is null");
        requireNonNull(title, "title is null");
        where = Map.copyOf(where);
        if (by.isEmpty() != (shape == Shape.COUNT || shape == Shape.ROWS)) {
            throw new IllegalArgumentException(id + " is by " + by + " as " + shape);
        }
    }

    /** What it shows of what {@code within} lets through. */
    public Filter filter(Filter within) {
        Filter filter = within;
        for (Map.Entry<Field, String> one : where.entrySet()) {
            filter = filter.with(one.getKey(), one.getValue());
        }
        return filter;
    }

    /** The alias of its index. */
    String index() {
        boolean suppressed = "suppressed".equals(where.get(Field.STATUS));
        return "execparity-" + (suppressed ? "suppressed" : of.word());
    }

    /** What it is of in Lucene's query syntax, which Kibana and Grafana hand on to the search server as it is. */
    String query() {
        String query = new TreeMap<>(where)
                .entrySet().stream()
                        .filter(one -> one.getKey() != Field.STATUS)
                        .map(one -> SearchField.of(one.getKey()) + ":\"" + one.getValue() + '"')
                        .collect(Collectors.joining(" AND "));
        return query.isEmpty() ? "*" : query;
    }
}
