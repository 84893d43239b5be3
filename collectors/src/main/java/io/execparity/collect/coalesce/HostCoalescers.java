package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One {@link EventCoalescer} for each host. Hosts are never forgotten: host names are in the sender's hand, and making
 * room for invented ones would tear real streams apart. What waits is bounded over all of them together: where it grows
 * too much, the host of which most waits gives it up.
 */
public final class HostCoalescers {
    private final CoalescerSettings settings;
    private final Consumer<StreamItem> out;
    private final Map<String, EventCoalescer> hosts = new LinkedHashMap<>();
    private String lastHost = "";
    private @Nullable EventCoalescer last;
    private long pendingBytes;

    public HostCoalescers(CoalescerSettings settings, Consumer<StreamItem> out) {
        this.settings = requireNonNull(settings, "settings is null");
        this.out = requireNonNull(out, "out is null");
    }

    /** False where the host is one too many; the record is then dropped, and telling so is the caller's part. */
    public boolean accept(String host, AuditRecord record) {
        EventCoalescer coalescer = last;
        if (coalescer == null || !host.equals(lastHost)) {
            coalescer = hosts.get(host);
            if (coalescer == null) {
                if (hosts.size() >= settings.maxHosts()) {
                    return false;
                }
                coalescer = new EventCoalescer(host, settings, out);
                hosts.put(host, coalescer);
            }
            last = coalescer;
            lastHost = host;
        }
        long before = coalescer.pendingBytes();
        coalescer.accept(record);
        pendingBytes += coalescer.pendingBytes() - before;
        while (pendingBytes > settings.maxPendingBytes() * 3 / 2) {
            relieve();
        }
        return true;
    }

    private void relieve() {
        EventCoalescer most = Collections.max(hosts.values(), Comparator.comparingLong(EventCoalescer::pendingBytes));
        most.letGo();
        countPending();
    }

    private void countPending() {
        pendingBytes = 0;
        hosts.values().forEach(coalescer -> pendingBytes += coalescer.pendingBytes());
    }

    /** Of all hosts' records that wait. */
    public long pendingBytes() {
        return pendingBytes;
    }

    /** As {@link EventCoalescer#pass}, for every host. */
    public void pass(Duration time) {
        hosts.values().forEach(coalescer -> coalescer.pass(time));
        countPending();
    }

    /** As {@link EventCoalescer#pass}, for one host; nothing where it is unknown. */
    public void pass(String host, Duration time) {
        EventCoalescer coalescer = hosts.get(host);
        if (coalescer != null) {
            long before = coalescer.pendingBytes();
            coalescer.pass(time);
            pendingBytes += coalescer.pendingBytes() - before;
        }
    }

    /** As {@link EventCoalescer#due}; empty for an unknown host. */
    public Optional<Duration> due(String host) {
        EventCoalescer coalescer = hosts.get(host);
        return coalescer == null ? Optional.empty() : coalescer.due();
    }

    /** As {@link EventCoalescer#save}, for one host; false, and nothing written, where it is unknown. */
    public boolean save(String host, StateWriter state, PageSink pages) {
        EventCoalescer coalescer = hosts.get(host);
        if (coalescer == null) {
            return false;
        }
        coalescer.save(state, pages);
        return true;
    }

    /**
     * As {@link EventCoalescer#restored}, for one host, whatever was known of it before. A host that was saved is taken
     * though it be one too many.
     */
    public void restore(
            String host, Function<byte[], Fields> tokenizer, StateReader state, IntFunction<byte @Nullable []> pages)
            throws UnreadableStateException {
        EventCoalescer restored = EventCoalescer.restored(host, settings, out, tokenizer, state, pages);
        EventCoalescer before = hosts.put(host, restored);
        pendingBytes += restored.pendingBytes() - (before == null ? 0 : before.pendingBytes());
        last = null;
    }

    /** Lets go of a host that was saved; nothing of it is handed on. */
    public void release(String host) {
        EventCoalescer coalescer = hosts.remove(host);
        pendingBytes -= coalescer == null ? 0 : coalescer.pendingBytes();
        last = null;
    }

    /** As {@link EventCoalescer#flush}, host by host in the order in which they first appeared. */
    public void flush() {
        hosts.values().forEach(EventCoalescer::flush);
        countPending();
    }

    /** As {@link EventCoalescer#flush}, for one host, of which nothing is kept; what still came would begin it anew. */
    public void end(String host) {
        EventCoalescer coalescer = hosts.remove(host);
        if (coalescer != null) {
            pendingBytes -= coalescer.pendingBytes();
            coalescer.flush();
        }
        last = null;
    }

    /** The sum over all hosts. */
    public CoalescerStatistics statistics() {
        CoalescerStatistics sum = CoalescerStatistics.NONE;
        for (EventCoalescer coalescer : hosts.values()) {
            sum = sum.plus(coalescer.statistics());
        }
        return sum;
    }

    /** The statistics of each host, in the order in which they first appeared. */
    public Map<String, CoalescerStatistics> byHost() {
        Map<String, CoalescerStatistics> statistics = new LinkedHashMap<>();
        hosts.forEach((host, coalescer) -> statistics.put(host, coalescer.statistics()));
        return Collections.unmodifiableMap(statistics);
    }
}
