package io.execparity.dashboard.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.StoreException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All combinations of the values of some fields, page by page. What people say is asked for state by state. */
final class Buckets {
    private static final int PAGE = 2_000;
    /** Further ones are no table that anybody reads. */
    private static final int MOST = 200_000;

    private final Searches searches;
    private final Results kind;
    private final Filter filter;
    private final List<Field> by;
    private @Nullable ObjectNode within;
    private long milliseconds;

    Buckets(Searches searches, Results kind, Filter filter, List<Field> by) {
        this.searches = searches;
        this.kind = kind;
        this.filter = filter;
        this.by = List.copyOf(by);
    }

    /** Takes one bucket. */
    interface Taker {
        /** Takes it with one value for each field, empty where there is none. */
        void take(List<String> values, JsonNode bucket);
    }

    /** Only of what this query finds as well. */
    Buckets within(ObjectNode query) {
        within = query;
        return this;
    }

    /** Each stretch of time by itself. */
    Buckets every(long stretch) {
        milliseconds = stretch;
        return this;
    }

    /** Hands all over, with what is measured in each. */
    void each(ObjectNode measures, Taker taker) {
        boolean said = by.stream().anyMatch(SearchField::isSaid);
        Set<Said.State> states =
                said && kind == Results.FINDINGS ? searches.said().states() : Set.of(Said.NOTHING);
        int count = 0;
        for (Said.State state : states) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            if (said) {
                all.add(SearchQuery.said(kind, searches.said(), state::equals));
            }
            if (within != null) {
                all.add(within);
            }
            count = each(measures, SearchQuery.and(all), state, taker, count);
        }
    }

    private int each(ObjectNode measures, ObjectNode more, Said.State state, Taker taker, int before) {
        int count = before;
        @Nullable JsonNode after = null;
        do {
            JsonNode groups = searches.search(kind, request(measures, more, after))
                    .path("aggregations")
                    .path("groups");
            JsonNode found = groups.path("buckets");
            count += found.size();
            if (count > MOST) {
                throw new StoreException("more than " + MOST + " groups; ask for fewer");
            }
            found.forEach(bucket -> taker.take(values(bucket.path("key"), state), bucket));
            after = found.size() == PAGE ? groups.path("after_key") : null;
        } while (after != null);
        return count;
    }

    private ObjectNode request(ObjectNode measures, ObjectNode more, @Nullable JsonNode after) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", 0).put("track_total_hits", false);
        request.set("query", SearchQuery.of(kind, filter, searches.said(), more));
        ObjectNode groups = request.putObject("aggs").putObject("groups");
        ObjectNode composite = groups.putObject("composite");
        composite.put("size", PAGE);
        ArrayNode sources = composite.putArray("sources");
        if (milliseconds > 0) {
            sources.addObject()
                    .putObject("time")
                    .putObject("date_histogram")
                    .put("field", SearchField.TIME)
                    .put("fixed_interval", milliseconds + "ms");
        }
        for (Field field : by) {
            if (!SearchField.isSaid(field)) {
                terms(sources, field.word(), SearchField.of(field));
            }
        }
        if (sources.isEmpty()) {
            // It wants at least one; this one has one value.
            terms(sources, "event", "event.kind");
        }
        if (after != null) {
            composite.set("after", after);
        }
        groups.set("aggs", measures);
        return request;
    }

    private static void terms(ArrayNode sources, String name, String field) {
        sources.addObject()
                .putObject(name)
                .putObject("terms")
                .put("field", field)
                .put("missing_bucket", true);
    }

    private List<String> values(JsonNode key, Said.State state) {
        return by.stream().map(field -> value(field, key, state)).toList();
    }

    private static String value(Field field, JsonNode key, Said.State state) {
        if (field == Field.STATUS) {
            return state.status();
        }
        if (field == Field.OWNER) {
            return state.owner();
        }
        JsonNode value = key.path(field.word());
        return value.isNull() ? "" : value.asText("");
    }
}
