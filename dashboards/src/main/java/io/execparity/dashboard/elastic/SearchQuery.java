package io.execparity.dashboard.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Results;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A filter as the search server understands it. Everything that came from outside is a value of the JSON. */
final class SearchQuery {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    /** From the year 1 to 9999: what the server takes for a date. */
    private static final long EARLIEST = -62_135_596_800_000L;

    private static final long LATEST = 253_402_300_799_999L;

    private SearchQuery() {}

    /** What a filter lets through. */
    static ObjectNode of(Results kind, Filter filter, Said said) {
        return and(conditions(kind, filter, said));
    }

    /** The same, and further conditions. */
    static ObjectNode of(Results kind, Filter filter, Said said, ObjectNode more) {
        return and(conditions(kind, filter, said).add(more));
    }

    private static ArrayNode conditions(Results kind, Filter filter, Said said) {
        ArrayNode conditions = JSON.arrayNode();
        for (Map.Entry<Field, Set<String>> field : new TreeMap<>(filter.values()).entrySet()) {
            if (!SearchField.isSaid(field.getKey())) {
                conditions.add(anyOf(field.getKey(), field.getValue()));
            }
        }
        Set<String> statuses = filter.values().get(Field.STATUS);
        Set<String> owners = filter.values().get(Field.OWNER);
        if (statuses != null || owners != null) {
            conditions.add(said(
                    kind,
                    said,
                    state -> (statuses == null || statuses.contains(state.status()))
                            && (owners == null || owners.contains(state.owner()))));
        }
        if (filter.from() != Long.MIN_VALUE) {
            conditions.add(or(List.of(
                    range(SearchField.TIME, "gte", filter.from()), range(SearchField.LAST, "gte", filter.from()))));
        }
        if (filter.to() != Long.MAX_VALUE) {
            conditions.add(range(SearchField.TIME, "lt", filter.to()));
        }
        if (!filter.text().isEmpty()) {
            conditions.add(text(filter.text()));
        }
        return conditions;
    }

    /** Those of which something is said that is wanted. */
    static ObjectNode said(Results kind, Said said, Predicate<Said.State> wanted) {
        if (kind != Results.FINDINGS) {
            return wanted.test(Said.NOTHING) ? object("match_all") : object("match_none");
        }
        ArrayNode any = JSON.arrayNode();
        List<String> named = said.ids(wanted);
        if (!named.isEmpty()) {
            any.add(ids(named));
        }
        List<String> all = said.ids(state -> true);
        if (wanted.test(Said.OPEN)) {
            ObjectNode open = JSON.objectNode();
            ObjectNode bool = open.putObject("bool");
            ArrayNode not = bool.putArray("must_not").add(exists(SearchField.SUPPRESSED));
            if (!all.isEmpty()) {
                not.add(ids(all));
            }
            any.add(open);
        }
        if (wanted.test(Said.SUPPRESSED)) {
            ObjectNode held = JSON.objectNode();
            ObjectNode bool = held.putObject("bool");
            bool.putArray("filter").add(exists(SearchField.SUPPRESSED));
            if (!all.isEmpty()) {
                bool.putArray("must_not").add(ids(all));
            }
            any.add(held);
        }
        return any.isEmpty() ? object("match_none") : or(any);
    }

    private static ObjectNode anyOf(Field field, Set<String> values) {
        ArrayNode any = JSON.arrayNode();
        values.stream().sorted().forEach(value -> any.add(one(field, value)));
        return any.isEmpty() ? object("match_none") : or(any);
    }

    /** One value of a field; the empty one is that of what has none. */
    static ObjectNode one(Field field, String value) {
        String name = SearchField.of(field);
        if (value.isEmpty()) {
            ObjectNode none = JSON.objectNode();
            ArrayNode not = none.putObject("bool").putArray("must_not");
            // The empty word is stored where an id could not be made.
            if (name.startsWith("board.")) {
                ObjectNode some = object("wildcard");
                ((ObjectNode) some.get("wildcard")).put(name, "?*");
                not.add(some);
            } else {
                not.add(exists(name));
            }
            return none;
        }
        if (SearchField.isNumber(field) && !NUMBER.matcher(value).matches()) {
            return object("match_none");
        }
        ObjectNode term = object("term");
        ((ObjectNode) term.get("term")).put(name, value);
        return term;
    }

    private static ObjectNode text(String text) {
        String pattern = '*' + text.replaceAll("[\\\\*?]", "\\\\$0") + '*';
        ArrayNode any = JSON.arrayNode();
        for (String field : SearchField.WORDS) {
            ObjectNode found = JSON.objectNode();
            found.putObject("wildcard").putObject(field).put("value", pattern).put("case_insensitive", true);
            any.add(found);
        }
        if (NUMBER.matcher(text).matches()) {
            any.add(one(Field.PID, text));
        }
        return or(any);
    }

    private static ObjectNode range(String field, String how, long milliseconds) {
        ObjectNode range = JSON.objectNode();
        range.putObject("range")
                .putObject(field)
                .put(how, Math.max(EARLIEST, Math.min(LATEST, milliseconds)))
                .put("format", "epoch_millis");
        return range;
    }

    private static ObjectNode exists(String field) {
        ObjectNode exists = JSON.objectNode();
        exists.putObject("exists").put("field", field);
        return exists;
    }

    static ObjectNode ids(List<String> ids) {
        ObjectNode query = JSON.objectNode();
        ArrayNode values = query.putObject("ids").putArray("values");
        ids.forEach(values::add);
        return query;
    }

    private static ObjectNode object(String name) {
        ObjectNode object = JSON.objectNode();
        object.putObject(name);
        return object;
    }

    static ObjectNode and(ArrayNode all) {
        ObjectNode query = JSON.objectNode();
        query.putObject("bool").set("filter", all);
        return query;
    }

    private static ObjectNode or(Iterable<? extends JsonNode> any) {
        ArrayNode should = JSON.arrayNode();
        any.forEach(should::add);
        return or(should);
    }

    static ObjectNode or(ArrayNode any) {
        ObjectNode query = JSON.objectNode();
        query.putObject("bool").put("minimum_should_match", 1).set("should", any);
        return query;
    }
}
