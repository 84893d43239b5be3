package io.execparity.dashboard.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.elastic.SearchServer.AnswerTooLongException;
import io.execparity.dashboard.store.Bin;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.store.TimeRange;
import io.execparity.schema.message.HostRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Results in the indices that the live job fills. They are only read; what people say of findings is kept here, as long as
 * this store lives.
 */
public final class ElasticStore implements ResultStore {
    private final Said said = new Said();
    private final Searches searches;
    private final ElasticHosts hosts;

    public ElasticStore(SearchServer server) {
        searches = new Searches(server, said);
        hosts = new ElasticHosts(searches);
    }

    @Override
    public Page page(Results of, Filter filter, Order order, Optional<Cursor> after, int limit) {
        checkLimit(limit);
        long[] total = {-1};
        List<Row> rows = rows(of, filter, order, after, limit + 1, total);
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        Optional<Cursor> next =
                more && limit > 0 ? Optional.of(shown.get(limit - 1).cursor()) : Optional.empty();
        return new Page(shown, total[0], next);
    }

    /** Rows, half of them at a time where they are too long for one answer. */
    private List<Row> rows(Results of, Filter filter, Order order, Optional<Cursor> after, int count, long[] total) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", count).put("track_total_hits", total[0] < 0);
        request.set("query", SearchQuery.of(of, filter, said));
        request.set("sort", sort(order));
        after.ifPresent(cursor -> request.set("search_after", place(order, cursor)));
        try {
            JsonNode answer = searches.search(Searches.indices(of), request);
            if (total[0] < 0) {
                total[0] = answer.at("/hits/total/value").asLong();
            }
            return searches.rows(of, answer);
        } catch (AnswerTooLongException e) {
            if (count <= 1) {
                throw new StoreException("one result is too long for an answer", e);
            }
        }
        List<Row> rows = new ArrayList<>(rows(of, filter, order, after, count / 2, total));
        if (rows.size() == count / 2) {
            Optional<Cursor> last = Optional.of(rows.get(rows.size() - 1).cursor());
            rows.addAll(rows(of, filter, order, last, count - rows.size(), total));
        }
        return rows;
    }

    private static ArrayNode sort(Order order) {
        return switch (order) {
            case SEVERITY -> Searches.mostSevereFirst("asc");
            case NEWEST -> Searches.byTime(JsonNodeFactory.instance.arrayNode(), "desc", "desc");
            case OLDEST -> Searches.byTime(JsonNodeFactory.instance.arrayNode(), "asc", "asc");
        };
    }

    private static ArrayNode place(Order order, Cursor cursor) {
        ArrayNode place = JsonNodeFactory.instance.arrayNode();
        if (order == Order.SEVERITY) {
            place.add(cursor.severity());
        }
        return place.add(cursor.time()).add(cursor.id());
    }

    @Override
    public Optional<Row> row(Results of, String id) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", 1);
        request.set("query", SearchQuery.ids(List.of(id)));
        return searches.rows(of, searches.search(of, request)).stream().findFirst();
    }

    @Override
    public long count(Results of, Filter filter) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", 0).put("track_total_hits", true);
        request.set("query", SearchQuery.of(of, filter, said));
        return searches.search(of, request).at("/hits/total/value").asLong();
    }

    @Override
    public List<Group> groups(Results of, Filter filter, List<Field> by, int limit) {
        checkLimit(limit);
        return new ElasticGroups(searches, of, filter, by).largest(limit);
    }

    @Override
    public List<Bin> histogram(Results of, Filter filter, Field by, long milliseconds) {
        TimeRange range = range(of, filter);
        long step = Math.max(Math.max(1, milliseconds), (range.last() - range.first()) / MOST + 1);
        List<Bin> bins = new ArrayList<>();
        ElasticGroups.overTime(searches, of, filter, by, step)
                .forEach((from, counts) -> counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(count -> bins.add(new Bin(from, count.getKey(), count.getValue()))));
        return bins;
    }

    @Override
    public TimeRange range(Results of, Filter filter) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", 0).put("track_total_hits", false);
        request.set("query", SearchQuery.of(of, filter, said));
        ObjectNode measures = request.putObject("aggs");
        measures.set("first", Searches.measure("min", SearchField.TIME));
        measures.set("latest", Searches.measure("max", SearchField.TIME));
        measures.set("last", Searches.measure("max", SearchField.LAST));
        JsonNode found = searches.search(of, request).path("aggregations");
        long latest = found.at("/latest/value").asLong();
        return new TimeRange(
                found.at("/first/value").asLong(),
                Math.max(latest, found.at("/last/value").asLong(latest)));
    }

    @Override
    public Map<String, Long> latestByHost(Results of) {
        return ElasticGroups.latestByHost(searches, of);
    }

    @Override
    public void mark(List<String> ids, String status, String owner) {
        said.put(ids, new Said.State(status, owner));
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

    /** A word that is another one whenever anything was written. */
    public String state() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("size", 0).put("track_total_hits", true);
        ObjectNode indices = request.putObject("aggs").putObject("indices");
        indices.putObject("terms").put("field", "_index").put("size", MOST);
        indices.putObject("aggs").set("written", Searches.measure("max", "_seq_no"));
        String all = Arrays.stream(Results.values())
                .filter(kind -> kind != Results.MEMFDS)
                .map(Searches::indices)
                .collect(Collectors.joining(","));
        try {
            JsonNode answer = searches.search(all, request);
            return answer.at("/hits/total/value") + " "
                    + answer.at("/aggregations/indices/buckets").toString();
        } catch (AnswerTooLongException e) {
            throw new StoreException("the search server has too many indices", e);
        }
    }

    @Override
    public void close() {
        // The connection is closed by whoever made it.
    }

    private static void checkLimit(int limit) {
        if (limit < 0 || limit > MOST) {
            throw new IllegalArgumentException("a limit of " + limit + ", not 0 to " + MOST);
        }
    }
}
