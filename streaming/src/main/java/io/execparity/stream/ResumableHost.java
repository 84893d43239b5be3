package io.execparity.stream;

import io.execparity.schema.event.StreamItem;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.control.Suppressions;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.CachedTables;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.HostEngine;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.Table;
import io.execparity.stream.engine.TracedCall;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.state.BytesCodec;
import io.execparity.stream.state.IntegerCodec;
import io.execparity.stream.state.StateStore;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One host's way from events to findings, which goes on from where a store has it. What it knows is on the heap; the store
 * is brought up to date by {@link #save}.
 */
public final class ResumableHost {
    private static final int OWN = 1;

    private final StateRoom room;
    private final CachedTables tables;
    private final HostCorrelation correlation;
    /** What the correlation knows beside its tables, in its only entry. */
    private final Table<Integer, Bytes> own;

    /**
     * Begins the host, or goes on with it where the store has something.
     *
     * @param suppressions looked at for each finding, so that it may change meanwhile
     * @param room shared with others, until {@link #leave}
     * @throws UnreadableStateException where what the store has cannot be read
     */
    public ResumableHost(
            String host,
            EngineSettings settings,
            BenignMemfdMakers makers,
            Suppressions suppressions,
            StateRoom room,
            StateStore store,
            ResultSink sink)
            throws UnreadableStateException {
        this.room = room.part();
        this.tables = new CachedTables(this.room, store);
        try {
            this.own = tables.table("correlation", IntegerCodec.CODEC, BytesCodec.CODEC);
            this.correlation = new HostCorrelation(host, settings, makers, suppressions, tables, sink);
            Bytes saved = own.get(OWN);
            if (saved != null) {
                correlation.restore(new StateReader(saved.toArray()));
            }
        } catch (UncheckedIOException e) {
            this.room.leave();
            if (e.getCause() instanceof UnreadableStateException unreadable) {
                throw unreadable;
            }
            throw e;
        } catch (UnreadableStateException e) {
            this.room.leave();
            throw e;
        }
    }

    /** As {@link HostCorrelation#tellEarly}. */
    public void tellEarly() {
        correlation.tellEarly();
    }

    /** As {@link HostCorrelation#tellForgotten}. */
    public void tellForgotten() {
        correlation.tellForgotten();
    }

    /** As {@link HostCorrelation#rollUpsGrew}. */
    public boolean rollUpsGrew() {
        return correlation.rollUpsGrew();
    }

    /** As {@link HostCorrelation#tellRollUps}. */
    public void tellRollUps() {
        correlation.tellRollUps();
    }

    /** As {@link HostCorrelation#dueAfter}. */
    public OptionalLong dueAfter(long silence) {
        return correlation.dueAfter(silence);
    }

    /** As {@link HostCorrelation#settleAsAfter}; meant for one that is not saved afterwards. */
    public void settleAsAfter(long silence) {
        correlation.settleAsAfter(silence);
    }

    /** Takes the next item of the host's stream, in the kernel's order. */
    public void accept(StreamItem item) {
        correlation.accept(item);
    }

    /** As {@link HostEngine#traced}. */
    public void traced(TracedCall call) {
        correlation.traced(call);
    }

    /** As {@link HostEngine#listed}. */
    public void listed(ListedEntry entry) {
        correlation.listed(entry);
    }

    /** As {@link HostEngine#kernelTold}. */
    public void kernelTold(String release) {
        correlation.kernelTold(release);
    }

    /** True where something in the tables is not in the store yet. */
    public boolean changed() {
        return tables.changed();
    }

    /** Brings the store up to date; returns how many entries changed there. */
    public int save() {
        StateWriter out = new StateWriter();
        correlation.save(out);
        Bytes now = Bytes.view(out.toByteArray());
        if (!now.equals(own.get(OWN))) {
            own.put(OWN, now);
        }
        return tables.flush();
    }

    /** Settles and tells everything: the host's stream ended. What the store has is then of no use any more. */
    public void finish() {
        correlation.finish();
    }

    /** How many processes are known. */
    public int processes() {
        return correlation.processes();
    }

    /** Gives its room up. It goes on from the store, if ever, as another object. */
    public void leave() {
        room.leave();
    }

    /** How often each rule could not decide. */
    public Map<Rule, Long> undetermined() {
        return correlation.undetermined();
    }
}
