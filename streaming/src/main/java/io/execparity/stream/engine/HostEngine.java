package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.Place;
import io.execparity.schema.event.Reboot;
import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.record.ConfigChangeRecord;
import io.execparity.schema.record.DaemonRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.state.Parts;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One host's correlation: its events in the kernel's order go in, observations come out. The same items give the same
 * observations wherever it runs; it reads no clock but that of the events.
 */
public final class HostEngine {
    /** How often, in engine time, waiting runs and old state are looked at. */
    private static final long SWEEP_MILLIS = 1_000;

    private static final long EXPIRE_MILLIS = 60_000;

    private static final int CLOCK = 1;
    private static final int LOSSES = 2;
    private static final int AUDIT = 3;
    private static final int SIGHTINGS = 4;
    private static final int NEXT_SWEEP = 5;
    private static final int NEXT_EXPIRY = 6;
    private static final int LAST = 7;
    private static final int FILES_NOW = 8;
    private static final int BOOT = 9;
    private static final int POLICY_SEEN = 10;
    private static final int TRACER = 11;
    private static final int MEASUREMENTS = 12;
    private static final int NEWEST = 13;
    private static final int TRACED = 14;
    private static final int FOLLOWED = 15;

    private final EngineClock clock = new EngineClock();
    private final KnownInterpreters interpreters;
    private final Ledgers ledgers;
    private final SystemCalls calls;
    private final DenialHandler denials;
    private final ExecveatFlags.@Nullable Matcher tracer;
    private final TracedCalls traced = new TracedCalls();
    private final IntegrityHandler integrity;
    private final HostKernel kernel = new HostKernel();
    private final AuditWatch audit;
    private final Sightings sightings;
    private final LossWatch losses;
    private final @Nullable MeasurementJoin measurements;
    private final FollowedLists followed;
    private long nextSweep;
    private long nextExpiry;
    private @Nullable EventKey last;
    /** What the daemon says of itself stands outside the kernel's order; lists are told of by it where nothing else is. */
    private @Nullable EventKey lastOfDaemon;

    /**
     * @param host whose events it takes
     * @param tables where its state lives
     * @param out told of every observation, in the order of the events
     */
    public HostEngine(String host, EngineSettings settings, Tables tables, Consumer<Observation> out) {
        losses = new LossWatch(host, out);
        FileLedger files = new FileLedger(tables);
        Habits habits = new Habits(tables);
        interpreters = new KnownInterpreters(settings.interpreters());
        ProcessLedger processes = new ProcessLedger(host, interpreters, tables, this::lost);
        MountLedger mounts = new MountLedger(tables, files, settings.noexecMounts());
        measurements = MeasurementJoin.of(host, settings.measurements(), files, tables.room(), out);
        RunLedger runs = new RunLedger(host, tables, processes, files, mounts, habits, losses, measurements, out);
        ledgers = new Ledgers(
                host, settings, interpreters, processes, files, mounts, habits, runs, losses, measurements, out);
        CheckDecoder decoder = new CheckDecoder(ledgers, traced);
        tracer = decoder.tracer();
        denials = new DenialHandler(ledgers, decoder);
        calls = new SystemCalls(ledgers, decoder, denials, kernel);
        integrity = new IntegrityHandler(ledgers, calls);
        audit = new AuditWatch(host, kernel, out);
        sightings = new Sightings(host, out);
        followed = new FollowedLists(host, tables, out);
    }

    /** Takes the next item of the host's stream. */
    public void accept(StreamItem item) {
        tellForgotten();
        if (item instanceof AuditEvent event) {
            take(event);
        } else if (item instanceof TelemetryGap gap) {
            losses.take(gap, clock.advance(gap.after()));
        } else if (item instanceof Reboot reboot) {
            restart(reboot);
        } else if (item instanceof SourceLoss loss) {
            ledgers.out().accept(new Observation.SourceLost(loss));
        }
    }

    /** Takes what a tracer on the host saw, for the event that records it: that one comes later. */
    public void traced(TracedCall call) {
        traced.add(call);
    }

    /** Takes what the host's agent says of the kernel that runs: it holds until a record says otherwise. */
    public void kernelTold(String release) {
        kernel.told(release);
    }

    /** Takes what an entry of a list shows that is followed: it is of no known place among the events. */
    public void listed(ListedEntry entry) {
        followed.take(entry);
    }

    /** Settles everything that waits: no more items will come. */
    public void finish() {
        tellForgotten();
        EventKey end = last;
        if (end != null) {
            settleAll(end);
        }
        EventKey lists = end == null ? lastOfDaemon : end;
        if (measurements != null && lists != null) {
            measurements.finish(lists);
        }
        losses.report();
        audit.judge();
        sightings.report();
    }

    private void take(AuditEvent event) {
        DaemonRecord daemon = event.first(DaemonRecord.class);
        if (daemon != null) {
            audit.daemon(event, daemon);
            lastOfDaemon = event.key();
            return;
        }
        if (event.place() == Place.IN_ORDER || event.place() == Place.CUT) {
            last = event.key();
            sightings.event(event.key());
        }
        if (interpreters.advance(event.key().epochMillis())) {
            ledgers.processes().interpretersChanged(interpreters);
        }
        long now = clock.advance(event.key());
        ledgers.files().advance(now);
        sweep(event.key(), now);
        if (event.damaged()) {
            losses.take(event, now);
        }
        List<PathRecord> paths = event.paths();
        SyscallRecord call = event.syscall();
        ProcessState process = call == null ? null : calls.take(event, call, paths, now);
        if (call != null) {
            SystemCall which = SystemCall.of(call.arch(), call.number());
            sightings.call(which, call, process != null && process.interpreter != null);
        }
        integrity.take(event, call, process);
        if (call == null) {
            denials.spokenOf(event);
        }
        ConfigChangeRecord change = event.first(ConfigChangeRecord.class);
        if (change != null) {
            audit.changed(event, change, process == null ? null : process.view(), now);
        }
    }

    private void sweep(EventKey key, long now) {
        if (now < nextSweep) {
            return;
        }
        nextSweep = now + SWEEP_MILLIS;
        ledgers.runs().settle(key, now, process -> denials.settleIfDue(process, key, now));
        losses.settle(now);
        audit.settle(now);
        if (now >= nextExpiry) {
            nextExpiry = now + EXPIRE_MILLIS;
            ledgers.processes().expire(now);
        }
    }

    /**
     * How long after its last event a host has to be silent for something to be told that waits for time alone.
     *
     * @param silence only what is due after that, milliseconds; negative for all
     * @return milliseconds, empty where nothing waits
     */
    public OptionalLong dueAfter(long silence) {
        long now = clock.now();
        long then = silence < 0 ? -1 : now + silence;
        long due = ledgers.runs().dueAfter(then);
        due = losses.due() > then ? Math.min(due, losses.due()) : due;
        due = audit.due() > then ? Math.min(due, audit.due()) : due;
        return due == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(due, nextSweep) - now);
    }

    /** Settles what the next event would settle, were it that much later than the last one. */
    public void settleAsAfter(long silence) {
        EventKey end = last;
        long then = clock.now() + silence;
        if (end != null) {
            ledgers.runs().settle(end, then, process -> denials.settleIfDue(process, end, then));
        }
        losses.settle(then);
        audit.settle(then);
    }

    private void settleAll(EventKey key) {
        ledgers.runs().settle(key, Long.MAX_VALUE, process -> denials.settleIfDue(process, key, Long.MAX_VALUE));
    }

    private void restart(Reboot reboot) {
        EventKey end = last;
        if (end != null) {
            settleAll(end);
        }
        losses.report();
        audit.reboot();
        ledgers.processes().reboot(reboot.boot());
        ledgers.files().reboot();
        ledgers.mounts().reboot();
        traced.reboot();
        ledgers.habits().reboot();
        ledgers.runs().reboot();
        if (measurements != null) {
            measurements.reboot();
        }
    }

    /** A process whose end left no record: what it ran is reported as far as it is known. */
    private void lost(ProcessState process, EventKey key) {
        denials.settlePending(process, null, key, clock.now());
        ledgers.runs().close(process, key, false, 0, clock.now());
    }

    /** How many processes are known. */
    public int processes() {
        return ledgers.processes().size();
    }

    /** What ran is told though its process had to be forgotten, by whatever host's events, before the run was over. */
    public void tellForgotten() {
        for (ProcessState process : ledgers.processes().takeForgotten()) {
            EventKey key = last == null ? process.first : last;
            denials.decidePending(process, null, key, clock.now());
            ledgers.runs().abandon(process, key);
        }
    }

    /** Writes what it knows beside its tables. */
    public void save(StateWriter out) {
        out.message(CLOCK, clock::save);
        out.message(LOSSES, losses::save);
        out.message(AUDIT, audit::save);
        out.message(SIGHTINGS, sightings::save);
        out.number(NEXT_SWEEP, nextSweep);
        out.number(NEXT_EXPIRY, nextExpiry);
        Parts.key(out, LAST, last);
        out.number(FILES_NOW, ledgers.files().now());
        out.number(BOOT, ledgers.processes().boot());
        out.flag(POLICY_SEEN, ledgers.habits().policySeen());
        out.number(NEWEST, interpreters.newest());
        out.message(TRACED, traced::save);
        out.message(FOLLOWED, followed::save);
        if (tracer != null) {
            out.message(TRACER, tracer::save);
        }
        if (measurements != null) {
            out.message(MEASUREMENTS, measurements::save);
        }
    }

    /**
     * Goes on from what an engine of the same host and settings knew, whose tables it was made with. Of no use after an
     * error.
     */
    public void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case CLOCK -> clock.restore(in.message());
                case LOSSES -> losses.restore(in.message());
                case AUDIT -> audit.restore(in.message());
                case SIGHTINGS -> sightings.restore(in.message());
                case NEXT_SWEEP -> nextSweep = Parts.natural(in);
                case NEXT_EXPIRY -> nextExpiry = Parts.natural(in);
                case LAST -> last = Parts.key(in);
                case FILES_NOW -> ledgers.files().advance(Parts.natural(in));
                case BOOT -> ledgers.processes().boot(Parts.integer(in));
                case POLICY_SEEN -> ledgers.habits().policySeen(in.flag());
                case TRACED -> traced.restore(in.message());
                case FOLLOWED -> followed.restore(in.message());
                case NEWEST -> interpreters.restore(Parts.natural(in));
                case TRACER -> restoreTracer(in.message());
                case MEASUREMENTS -> restoreMeasurements(in.message());
                default -> {}
            }
        }
    }

    private void restoreTracer(StateReader in) throws UnreadableStateException {
        if (tracer != null) {
            tracer.restore(in);
        }
    }

    /** Where no list is given any more, there is nothing to hold the runs against. */
    private void restoreMeasurements(StateReader in) throws UnreadableStateException {
        if (measurements != null) {
            measurements.restore(in);
        }
    }
}
