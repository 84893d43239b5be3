package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Missing records, gathered into episodes: an overload loses thousands of records within seconds and is one thing to a
 * person. While an episode lasts, what is absent proves nothing.
 */
final class LossWatch {
    /** Losses closer together than this are one episode. */
    private static final long EPISODE_MILLIS = 60_000;

    private static final int MAX_EVIDENCE = 16;

    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int LAST_AT = 3;
    private static final int SERIALS = 4;
    private static final int EVENTS = 5;
    private static final int PART = 6;
    private static final int EVIDENCE = 7;

    private final String host;
    private final Consumer<Observation> out;

    private @Nullable EventKey first;
    private @Nullable EventKey last;
    private long lastAt = Long.MIN_VALUE;
    private long serials;
    private long events;
    private final Set<MissingPart> parts = EnumSet.noneOf(MissingPart.class);
    private final List<String> evidence = new ArrayList<>();

    LossWatch(String host, Consumer<Observation> out) {
        this.host = host;
        this.out = out;
    }

    void take(TelemetryGap gap, long now) {
        extend(gap.before(), gap.after(), now);
        serials += gap.missing();
        witness(gap.before());
        witness(gap.after());
    }

    void take(AuditEvent event, long now) {
        extend(event.key(), event.key(), now);
        events++;
        parts.addAll(event.missing());
        witness(event.key());
    }

    private void extend(EventKey from, EventKey to, long now) {
        settle(now);
        if (first == null) {
            first = from;
        }
        last = to;
        lastAt = now;
    }

    private void witness(EventKey key) {
        String stamp = key.stamp();
        if (!evidence.contains(stamp)) {
            if (evidence.size() >= MAX_EVIDENCE) {
                evidence.remove(MAX_EVIDENCE / 2);
            }
            evidence.add(stamp);
        }
    }

    /** True where records were lost after this time, in engine milliseconds, or within an episode's length before it. */
    boolean since(long then) {
        return lastAt != Long.MIN_VALUE && then - lastAt <= EPISODE_MILLIS;
    }

    /** Reports an episode that is over; called as time passes. */
    void settle(long now) {
        if (first != null && now - lastAt > EPISODE_MILLIS) {
            report();
        }
    }

    /** When {@link #settle} will report something, engine milliseconds; the end of time if never. */
    long due() {
        return first == null ? Long.MAX_VALUE : lastAt + EPISODE_MILLIS + 1;
    }

    /** Reports what there is: the stream or the boot ended. */
    void report() {
        EventKey from = first;
        EventKey to = last;
        if (from == null || to == null) {
            return;
        }
        out.accept(new Observation.RecordsMissing(
                host, from, to, serials, events, Set.copyOf(parts), List.copyOf(evidence)));
        first = null;
        last = null;
        serials = 0;
        events = 0;
        parts.clear();
        evidence.clear();
    }

    void save(StateWriter out) {
        Parts.key(out, FIRST, first);
        Parts.key(out, LAST, last);
        out.number(LAST_AT, lastAt, Long.MIN_VALUE);
        out.number(SERIALS, serials);
        out.number(EVENTS, events);
        parts.forEach(part -> out.number(PART, part.ordinal(), -1));
        Parts.texts(out, EVIDENCE, evidence);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case FIRST -> first = Parts.key(in);
                case LAST -> last = Parts.key(in);
                case LAST_AT -> lastAt = Parts.natural(in);
                case SERIALS -> serials = in.number();
                case EVENTS -> events = Parts.natural(in);
                case PART -> parts.add(Parts.place(in, MissingPart.values()));
                case EVIDENCE -> Parts.add(in, evidence, in.text(), MAX_EVIDENCE);
                default -> {}
            }
        }
    }
}
