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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one operator instance has at hand of its hosts, and their way from records to findings. Hosts share nothing but
 * the bounds on memory. A host is at hand from its first record, or from when it was taken out of its store, until it ends
 * or is put away.
 */
final class HostStreams {
    /** For how long a host stays at hand of which nothing comes: taking one out again is dearer than to hold it. */
    static final long IDLE_MILLIS = 60_000;
    /** The same where memory is scarce. */
    private static final long CROWDED_MILLIS = 5_000;

    /** A host's time for which a line is waited for that others of its source overtook. */
    private static final long MISSED_AFTER_MILLIS = 30_000;

    private final Analysis.Settings settings;
    private final StateRoom room;
    private final HostMetrics metrics;
    private final Consumer<StreamItem> onItem;
    private final HostCoalescers coalescers;
    private final FieldTokenizer tokenizer = new FieldTokenizer();
    private final Map<String, HostAtHand> hosts = new HashMap<>();
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
        long processes = hosts.values().stream()
                .mapToLong(host -> host.known().processes())
                .sum();
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
            coalescers.restore(host, tokenizer::tokenize, new StateReader(waiting), saved.pages()::get);
        }
        silent.begin(host, requireNonNull(saved.early(), "what was told early is not known"));
        ResumableHost known = resumed(host, room, store, metrics.counted(silent.results()));
        HostAtHand taken = new HostAtHand(host, known, saved);
        hosts.put(host, taken);
        if (live) {
            known.tellEarly();
            waits.begin(host, requireNonNull(saved.from(), "the partitions are not known"));
            taken.noticeGrowth();
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
        HostAtHand known = atHand(host);
        known.touch();
        if (live) {
            waits.heard(host, from);
            silent.heard(host);
        }
        if (!isNew(known, number, record.key())) {
            return;
        }
        if (!coalescers.accept(host, record)) {
            throw new IllegalStateException(host + " was let through although it is one too many");
        }
    }

    /** Whether an agent's record did not come before. */
    boolean isNew(String host, LineNumber number, @Nullable EventKey key) {
        return isNew(atHand(host), number, key);
    }

    private boolean isNew(HostAtHand host, LineNumber number, @Nullable EventKey key) {
        if (!number.isGiven()) {
            return true;
        }
        host.touch();
        return host.sent().take(number, key, waits.time(host.name()));
    }

    private HostAtHand atHand(String name) {
        HostAtHand host = hosts.get(name);
        if (host == null) {
            throw new IllegalStateException(name + " is not at hand");
        }
        return host;
    }

    /** The tracer of a host at hand saw a call, whose records may have come already and wait for this. */
    void traced(HostTrace trace, TracedCall call) {
        HostAtHand host = atHand(trace.host());
        host.touch();
        if (isNew(host, trace.number(), null)) {
            host.known().traced(call);
        }
        // Only now, since that may let the very event go out.
        waits.heard(trace.host(), trace.partition());
    }

    /** A measurement list of a host at hand has an entry that there is something to tell of. */
    void listed(HostEntry entry) {
        HostAtHand host = atHand(entry.host());
        host.touch();
        if (isNew(host, entry.number(), null)) {
            host.known().listed(entry.entry());
        }
    }

    /** The agent of a host at hand says which kernel runs there. */
    void kernelTold(String host, String release) {
        HostAtHand known = atHand(host);
        known.touch();
        known.known().kernelTold(release);
    }

    /** A host at hand has lost something that no event tells of. */
    void lost(SourceLoss loss) {
        correlate(loss);
    }

    /** Tells the lines that the hosts at hand have waited for in vain, and what is left of processes that were forgotten. */
    void tellMissing() {
        for (HostAtHand host : inOrder(hosts.values().stream())) {
            host.known().tellForgotten();
            if (host.sent().misses()) {
                tellMissing(host, waits.time(host.name()) - MISSED_AFTER_MILLIS);
            }
        }
    }

    private static List<HostAtHand> inOrder(Stream<HostAtHand> some) {
        return some.sorted(Comparator.comparing(HostAtHand::name)).toList();
    }

    private void tellMissing(HostAtHand host, long since) {
        host.sent()
                .giveUp(
                        since,
                        (source, gap, lines, epoch, key) -> lost(new SourceLoss(
                                host.name(),
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
    private boolean isUnfinished(HostAtHand host) {
        return host.isGrowing()
                || awaitsNumbers(host)
                || waits.isUrgent(host.name())
                || silent.awaits(host.name(), host.known());
    }

    /** A host of which no line came has no time, after which it would be told. */
    private boolean awaitsNumbers(HostAtHand host) {
        return host.sent().misses() && !waits.partitions(host.name()).isEmpty();
    }

    /** The hosts at hand that have become unfinished since it was noted of hosts, in the order of their names. */
    List<String> newlyUnfinished() {
        return live
                ? names(hosts.values().stream()
                        .filter(host -> !host.isNotedUnfinished())
                        .filter(this::isUnfinished))
                : List.of();
    }

    /** Somebody wrote down that something may be told of the host without a further line. */
    void noteUnfinished(String host) {
        atHand(host).noteUnfinished();
    }

    boolean isNotedUnfinished(String host) {
        return atHand(host).isNotedUnfinished();
    }

    private static List<String> names(Stream<HostAtHand> some) {
        return some.map(HostAtHand::name).sorted().toList();
    }

    /** Tells the roll-ups that grew since they were told. */
    void tellRollUps() {
        inOrder(hosts.values().stream().filter(HostAtHand::isGrowing)).forEach(HostAtHand::tellRollUps);
    }

    /**
     * Tells what of the hosts at hand waits for time alone, where they have been silent for long enough.
     *
     * @param stores finds where what is known of a host is saved; it may be the only one until asked for the next
     */
    void tellSilent(Function<String, StateStore> stores) throws UnreadableStateException {
        for (HostAtHand host : inOrder(hosts.values().stream())) {
            String name = host.name();
            OptionalLong granted = silent.grant(name, host.known(), waits.silence(name));
            if (granted.isPresent()) {
                StateStore store = requireNonNull(stores.apply(name));
                // Told afterwards, what holds now would take the place of what was told early.
                host.tellRollUps();
                host.known().save();
                host.touch();
                // What was within the bounds is so once more.
                ResumableHost copy =
                        resumed(name, new StateRoom(Long.MAX_VALUE), store, metrics.countedEarly(silent.early()));
                copy.settleAsAfter(granted.getAsLong());
                copy.leave();
            }
        }
    }

    /** Settles and tells everything of a host that is at hand, and forgets it: no more records will come. */
    void end(String name) {
        coalescers.end(name);
        HostAtHand host = atHand(name);
        tellMissing(host, Long.MAX_VALUE);
        hosts.remove(name);
        waits.end(name);
        host.known().finish();
        host.known().leave();
        silent.end(name);
    }

    /** The hosts at hand of which not everything is saved, in the order of their names. */
    List<String> unsaved() {
        return names(hosts.values().stream().filter(HostAtHand::isUnsaved));
    }

    /** The hosts that may be put away now: everything of them is saved, and has been for a while. */
    List<String> idle(long now) {
        long enough = room.isCrowded() ? CROWDED_MILLIS : IDLE_MILLIS;
        return names(hosts.values().stream()
                .filter(host -> host.savedFor(now) >= enough && !host.isUnsaved())
                .filter(host -> !isUnfinished(host)));
    }

    /** Brings a host's store up to date, and returns what else is to be saved of it. */
    HostState.Saved save(String host, long now) {
        StateWriter waiting = new StateWriter();
        Map<Integer, byte[]> pages = new HashMap<>();
        byte[] records = coalescers.save(host, waiting, pages::put) ? waiting.toByteArray() : null;
        return atHand(host).save(records, pages, waits.partitions(host), silent.told(host), now);
    }

    /** Puts a host away of which everything is saved. */
    void putAway(String name) {
        coalescers.release(name);
        waits.end(name);
        silent.end(name);
        atHand(name).known().leave();
        hosts.remove(name);
    }

    private void correlate(StreamItem item) {
        metrics.item(item);
        onItem.accept(item);
        HostAtHand host = atHand(item.host());
        host.touch();
        host.known().accept(item);
        if (live) {
            host.noticeGrowth();
        }
    }
}
