package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.coalesce.HostCoalescers;
import io.execparity.collect.parse.FieldTokenizer;
import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResumableHost;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.TracedCall;
import io.execparity.stream.state.StateStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that one operator instance has at hand of its hosts, and their way from records to findings. Hosts share nothing but
 * the bounds on memory. A host is at hand from its first record, or from when it was taken out of its store, until it ends
 * or is put away.
 */
final class HostStreams {
    /** For how long a host stays at hand of which nothing comes: taking one out again is dearer than to hold it. */
    static final long IDLE_MILLIS = 60_000;
    /** A host's time for which a line is waited for that others of its source overtook. */
    private static final long MISSED_AFTER_MILLIS = 30_000;

    private final Analysis.Settings settings;
    private final StateRoom room;
    private final HostMetrics metrics;
    private final Consumer<StreamItem> onItem;
    private final HostCoalescers coalescers;
    private final FieldTokenizer tokenizer = new FieldTokenizer();
    private final Map<String, ResumableHost> hosts = new HashMap<>();
    /** The hosts that something came from since they were saved. */
    private final Set<String> touched = new HashSet<>();
    /** When each host was saved last, if ever. */
    private final Map<String, Long> savedAt = new HashMap<>();
    /** The hosts with roll-ups that grew since they were told. */
    private final Set<String> growing = new HashSet<>();

    /** What agents have sent of the hosts at hand. */
    private final Map<String, SentLines> sent = new HashMap<>();

    private final boolean live;
    private final HostWaits waits;
    private final SilentHosts silent;

    /**
     * @param live whether hosts are followed as they come, and time goes by
     * @param onItem told of every event, gap and boot before it is correlated
     */
    HostStreams(
            Analysis.Settings settings,
            boolean live,
            StateRoom room,
            HostMetrics metrics,
            Consumer<EncodedResult> results,
            Consumer<StreamItem> onItem) {
        this.settings = settings;
        this.room = room;
        this.metrics = metrics;
        this.onItem = onItem;
        this.live = live;
        this.coalescers = new HostCoalescers(settings.coalescer(), this::correlate);
        this.waits = new HostWaits(coalescers);
        this.silent = new SilentHosts(settings.coalescer().hold(), results);
    }

    int hostsAtHand() {
        return hosts.size();
    }

    /** Says how much is on the heap. */
    void measure() {
        long processes =
                hosts.values().stream().mapToLong(ResumableHost::processes).sum();
        metrics.holds(hosts.size(), processes, coalescers.pendingBytes());
    }

    boolean isAtHand(String host) {
        return hosts.containsKey(host);
    }

    /**
     * Begins a host, or goes on with it.
     *
     * @param store what its engine and rules know
     * @param saved what else is known of it
     */
    void take(String host, StateStore store, HostState.Saved saved) throws UnreadableStateException {
        byte[] waiting = saved.waiting();
        if (waiting != null) {
            coalescers.restore(host, tokenizer::tokenize, new StateReader(waiting));
        }
        silent.begin(host, saved.early());
        ResumableHost taken = resumed(host, room, store, metrics.counted(silent.results()));
        hosts.put(host, taken);
        sent.put(host, saved.sent());
        if (live) {
            taken.tellEarly();
            waits.begin(host, saved.from());
            noticeGrowth(host, taken);
        }
    }

    private ResumableHost resumed(String host, StateRoom in, StateStore store, ResultSink out)
            throws UnreadableStateException {
        return new ResumableHost(host, settings.engine(), settings.makers(), settings.suppressions(), in, store, out);
    }

    /**
     * Takes the next record of a host that is at hand.
     *
     * @param from the source of the line, a partition of a topic where hosts are followed
     */
    void accept(String host, String from, LineNumber number, AuditRecord record) {
        touched.add(host);
        if (live) {
            waits.heard(host, from);
            silent.heard(host);
        }
        if (!isNew(host, number, record.key())) {
            return;
        }
        if (!coalescers.accept(host, record)) {
            throw new IllegalStateException(host + " was let through although it is one too many");
        }
    }

    /** Whether an agent's record did not come before. */
    boolean isNew(String host, LineNumber number, @Nullable EventKey key) {
        SentLines lines = sent.get(host);
        if (!number.isGiven() || lines == null) {
            return true;
        }
        touched.add(host);
        return lines.take(number, key, waits.time(host));
    }

    private SentLines sent(String host) {
        return sent.getOrDefault(host, new SentLines());
    }

    /** The tracer of a host at hand saw a call, whose records may have come already and wait for this. */
    void traced(HostTrace trace, TracedCall call) {
        ResumableHost host = hosts.get(trace.host());
        touched.add(trace.host());
        if (host != null && isNew(trace.host(), trace.number(), null)) {
            host.traced(call);
        }
        // Only now, since that may let the very event go out.
        waits.heard(trace.host(), trace.partition());
    }

    /** A host at hand has lost something that no event tells of. */
    void lost(SourceLoss loss) {
        correlate(loss);
    }

    /** Tells the lines that the hosts at hand have waited for in vain, and what is left of processes that were forgotten. */
    void tellMissing() {
        hosts.keySet().stream().sorted().toList().forEach(host -> {
            ResumableHost known = hosts.get(host);
            if (known != null) {
                known.tellForgotten();
            }
        });
        for (String host : sent.keySet().stream().sorted().toList()) {
            if (sent(host).misses()) {
                tellMissing(host, waits.time(host) - MISSED_AFTER_MILLIS);
            }
        }
    }

    private void tellMissing(String host, long since) {
        sent(host)
                .giveUp(
                        since,
                        (source, gap, lines, epoch, key) -> lost(new SourceLoss(
                                host,
                                new EventKey(key == null ? epoch : key.epochMillis(), 0),
                                SourceLoss.What.LINES_LOST,
                                TerminalText.UNICODE.of(source),
                                lines + " line(s) that its agent had numbered never came here",
                                key == null ? List.of() : List.of(key.stamp()),
                                gap)));
    }

    /** Time goes by for the hosts of a partition. */
    void advance(ReadMark mark) {
        waits.advance(mark);
    }

    /** Whether something of the host may be told without a further line. */
    boolean isUnfinished(String host) {
        ResumableHost known = hosts.get(host);
        return growing.contains(host)
                || sent(host).misses()
                || waits.isUrgent(host)
                || known != null && silent.awaits(host, known);
    }

    /** The hosts at hand that {@link #isUnfinished} is true of, in the order of their names. */
    List<String> unfinished() {
        return live
                ? hosts.keySet().stream().filter(this::isUnfinished).sorted().toList()
                : List.of();
    }

    /** Tells the roll-ups that grew since they were told. */
    void tellRollUps() {
        for (String name : growing.stream().sorted().toList()) {
            ResumableHost host = hosts.get(name);
            if (host != null) {
                host.tellRollUps();
            }
        }
        growing.clear();
    }

    /**
     * Tells what of the hosts at hand waits for time alone, where they have been silent for long enough.
     *
     * @param stores finds where what is known of a host is saved; it may be the only one until asked for the next
     */
    void tellSilent(Function<String, StateStore> stores) throws UnreadableStateException {
        for (String name : hosts.keySet().stream().sorted().toList()) {
            ResumableHost host = requireNonNull(hosts.get(name));
            OptionalLong granted = silent.grant(name, host, waits.silence(name));
            if (granted.isPresent()) {
                StateStore store = requireNonNull(stores.apply(name));
                // Told afterwards, what holds now would take the place of what was told early.
                host.tellRollUps();
                growing.remove(name);
                host.save();
                touched.add(name);
                // What was within the bounds is so once more.
                ResumableHost copy =
                        resumed(name, new StateRoom(Long.MAX_VALUE), store, metrics.countedEarly(silent.early()));
                copy.settleAsAfter(granted.getAsLong());
                copy.leave();
            }
        }
    }

    private void noticeGrowth(String name, ResumableHost host) {
        if (host.rollUpsGrew()) {
            growing.add(name);
        }
    }

    /** Settles and tells everything of a host that is at hand, and forgets it: no more records will come. */
    void end(String host) {
        coalescers.end(host);
        tellMissing(host, Long.MAX_VALUE);
        sent.remove(host);
        savedAt.remove(host);
        ResumableHost ended = hosts.remove(host);
        touched.remove(host);
        growing.remove(host);
        waits.end(host);
        if (ended != null) {
            ended.finish();
            ended.leave();
        }
        silent.end(host);
    }

    /** The hosts at hand of which not everything is saved, in the order of their names. */
    List<String> unsaved() {
        return hosts.keySet().stream().filter(this::isUnsaved).sorted().toList();
    }

    /** The hosts that may be put away now: everything of them is saved, and that is a while ago or memory is scarce. */
    List<String> idle(long now) {
        boolean crowded = room.isCrowded();
        return hosts.keySet().stream()
                .filter(host -> !isUnsaved(host) && !isUnfinished(host))
                .filter(host -> crowded || now - savedAt.getOrDefault(host, Long.MIN_VALUE / 2) >= IDLE_MILLIS)
                .sorted()
                .toList();
    }

    private boolean isUnsaved(String host) {
        ResumableHost known = hosts.get(host);
        return touched.contains(host) || known != null && known.changed();
    }

    /** Brings a host's store up to date, and returns what else is known of it. */
    HostState.Saved save(String host, long now) {
        savedAt.put(host, now);
        StateWriter waiting = new StateWriter();
        coalescers.save(host, waiting);
        ResumableHost saved = hosts.get(host);
        if (saved != null) {
            saved.save();
        }
        touched.remove(host);
        return new HostState.Saved(waiting.toByteArray(), waits.partitions(host), sent(host), silent.told(host));
    }

    /** Puts a host away of which everything is saved. */
    void putAway(String host) {
        coalescers.release(host);
        waits.end(host);
        silent.end(host);
        sent.remove(host);
        savedAt.remove(host);
        ResumableHost away = hosts.remove(host);
        if (away != null) {
            away.leave();
        }
    }

    private void correlate(StreamItem item) {
        metrics.item(item);
        onItem.accept(item);
        touched.add(item.host());
        ResumableHost host = hosts.get(item.host());
        if (host == null) {
            throw new IllegalStateException(item.host() + " has an event but is not at hand");
        }
        host.accept(item);
        if (live) {
            noticeGrowth(item.host(), host);
        }
    }
}
