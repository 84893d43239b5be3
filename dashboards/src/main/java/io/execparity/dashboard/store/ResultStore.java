package io.execparity.dashboard.store;

import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that pages ask of results. Answers are of one moment each; what is added meanwhile may be in the next one.
 *
 * <p>For any number of threads. What a filter holds is data and never becomes part of a query's text.
 */
public interface ResultStore extends AutoCloseable {
    /** The most rows of a page, groups of an answer and bins of a value. */
    int MOST = 2_000;

    /**
     * Rows in order.
     *
     * @param after the row before the first wanted, empty for the very first
     * @param limit 0 to {@link #MOST}
     */
    Page page(Results of, Filter filter, Order order, Optional<Cursor> after, int limit);

    Optional<Row> row(Results of, String id);

    long count(Results of, Filter filter);

    /**
     * Counts by the values of some fields, the largest groups first.
     *
     * @param by 1 or more fields
     * @param limit 1 to {@link #MOST}
     */
    List<Group> groups(Results of, Filter filter, List<Field> by, int limit);

    /**
     * Counts by stretches of time. Stretches without results are left out.
     *
     * @param milliseconds how long a stretch is; raised where there would be more than {@link #MOST} of them
     */
    List<Bin> histogram(Results of, Filter filter, Field by, long milliseconds);

    TimeRange range(Results of, Filter filter);

    /** Every host of which there is any such result, with the time of the latest, in milliseconds of the epoch. */
    Map<String, Long> latestByHost(Results of);

    /**
     * Changes what people said of findings.
     *
     * @param ids of findings; those that are not there do no harm
     */
    void mark(List<String> ids, String status, String owner);

    /** What a host's agent told of it; empty where its messages do not come here. */
    Optional<HostRecord> host(String name);

    /** What agents told of their hosts, of {@link #MOST} at most. */
    List<HostRecord> hosts();

    /** What agents told of their hosts last. */
    default List<HostSnapshot> snapshots() {
        return hosts().stream()
                .flatMap(host -> Stream.ofNullable(host.snapshot()))
                .toList();
    }

    /** The names of the zones by whose rules hosts show times, by host: those that are known, of {@link #MOST} at most. */
    Map<String, String> zones();

    @Override
    void close();
}
