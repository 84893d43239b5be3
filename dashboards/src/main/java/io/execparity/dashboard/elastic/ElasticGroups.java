package io.execparity.dashboard.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Counts by values. All groups are counted first, page by page, so that the largest are really the largest however many
 * shards have parts of them; then the rows that stand for those are fetched.
 */
final class ElasticGroups {
    private static final int CHUNK = 100;
    private static final Comparator<Row> BEST = Comparator.<Row>comparingInt(
                    row -> row.cursor().severity())
            .thenComparing(row -> -row.cursor().time())
            .thenComparing(Row::id);

    private final Searches searches;
    private final Results kind;
    private final Filter filter;
    private final List<Field> by;
    private final Buckets buckets;

    ElasticGroups(Searches searches, Results kind, Filter filter, List<Field> by) {
        this.searches = searches;
        this.kind = kind;
        this.filter = filter;
        this.by = by;
        buckets = new Buckets(searches, kind, filter, by);
    }

    /** What is counted of one group; several states of what people say may add to it. */
    private static final class Tally {
        private long count;
        private long acts;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private int severity;

        void add(JsonNode bucket) {
            long found = bucket.path("doc_count").asLong();
            count += found;
            acts += found
                    - bucket.path("rolled").path("value").asLong()
                    + bucket.path("acts").path("value").asLong();
            first = Math.min(first, bucket.path("first").path("value").asLong());
            last = Math.max(
                    last,
                    Math.max(
                            bucket.path("latest").path("value").asLong(),
                            bucket.path("last").path("value").asLong(Long.MIN_VALUE)));
            severity = Math.max(severity, bucket.path("severity").path("value").asInt(0));
        }
    }

    List<Group> largest(int limit) {
        Map<List<String>, Tally> tallies = new HashMap<>();
        buckets.each(
                measures(),
                (values, bucket) ->
                        tallies.computeIfAbsent(values, any -> new Tally()).add(bucket));
        List<List<String>> largest = tallies.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<List<String>, Tally> entry) -> -entry.getValue().count)
                        .thenComparing(Map.Entry::getKey, ElasticGroups::compare))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        Map<List<String>, Row> samples = new HashMap<>();
        for (int from = 0; from < largest.size(); from += CHUNK) {
            samples(largest.subList(from, Math.min(from + CHUNK, largest.size())), samples);
        }
        List<Group> groups = new ArrayList<>();
        for (List<String> values : largest) {
            Tally tally = tallies.get(values);
            Row sample = samples.get(values);
            // A group may have gone since it was counted.
            if (tally != null && sample != null) {
                groups.add(new Group(values, tally.count, tally.acts, tally.first, tally.last, tally.severity, sample));
            }
        }
        return groups;
    }

    private static int compare(List<String> left, List<String> right) {
        return IntStream.range(0, left.size())
                .map(i -> left.get(i).compareTo(right.get(i)))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(0);
    }

    private static ObjectNode measures() {
        ObjectNode measures = JsonNodeFactory.instance.objectNode();
        measures.set("first", Searches.measure("min", SearchField.TIME));
        measures.set("latest", Searches.measure("max", SearchField.TIME));
        measures.set("last", Searches.measure("max", SearchField.LAST));
        measures.set("rolled", Searches.measure("value_count", SearchField.COUNT));
        measures.set("acts", Searches.measure("sum", SearchField.COUNT));
        measures.set("severity", Searches.measure("max", SearchField.SEVERITY));
        return measures;
    }

    private void samples(List<List<String>> groups, Map<List<String>, Row> samples) {
        ArrayNode any = JsonNodeFactory.instance.arrayNode();
        for (List<String> values : groups) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < by.size(); i++) {
                if (!SearchField.isSaid(by.get(i))) {
                    all.add(SearchQuery.one(by.get(i), values.get(i)));
                }
            }
            any.add(SearchQuery.and(all));
        }
        ObjectNode measures = JsonNodeFactory.instance.objectNode();
        ObjectNode best = measures.putObject("best").putObject("top_hits");
        best.put("size", 1);
        best.set("sort", Searches.mostSevereFirst("desc"));
        new Buckets(searches, kind, filter, by).within(SearchQuery.or(any)).each(measures, (values, bucket) -> {
            for (Row row : searches.rows(kind, bucket.path("best"))) {
                samples.merge(values, row, (one, other) -> BEST.compare(one, other) >= 0 ? one : other);
            }
        });
    }

    /** The latest time of each host's. */
    static Map<String, Long> latestByHost(Searches searches, Results kind) {
        ObjectNode measures = JsonNodeFactory.instance.objectNode();
        measures.set("latest", Searches.measure("max", SearchField.TIME));
        measures.set("last", Searches.measure("max", SearchField.LAST));
        Map<String, Long> hosts = new HashMap<>();
        new Buckets(searches, kind, Filter.ALL, List.of(Field.HOST)).each(measures, (values, bucket) -> {
            long latest = bucket.path("latest").path("value").asLong();
            long last = bucket.path("last").path("value").asLong(latest);
            hosts.merge(values.get(0), Math.max(latest, last), Math::max);
        });
        return hosts;
    }

    /** How much of each value there is in each stretch of time, in order. */
    static Map<Long, Map<String, Long>> overTime(
            Searches searches, Results kind, Filter filter, Field by, long milliseconds) {
        Map<Long, Map<String, Long>> bins = new TreeMap<>();
        new Buckets(searches, kind, filter, List.of(by))
                .every(milliseconds)
                .each(
                        JsonNodeFactory.instance.objectNode(),
                        (values, bucket) -> bins.computeIfAbsent(
                                        bucket.path("key").path("time").asLong(), any -> new LinkedHashMap<>())
                                .merge(values.get(0), bucket.path("doc_count").asLong(), Long::sum));
        return bins;
    }
}
