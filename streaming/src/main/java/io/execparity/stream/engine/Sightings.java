package io.execparity.stream.engine;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which kinds of records a host sends at all: a rule cannot see where the kind that it needs never comes. */
final class Sightings {
    /** Fewer events than this say nothing of what a host sends. */
    private static final long ENOUGH_EVENTS = 200;

    private static final int SEEN = 1;
    private static final int EVENTS = 2;
    private static final int FIRST = 3;
    private static final int LAST = 4;

    private final Set<RecordKind> seen = EnumSet.noneOf(RecordKind.class);
    private final String host;
    private final Consumer<Observation> out;
    private long events;
    private @Nullable EventKey first;
    private @Nullable EventKey last;

    Sightings(String host, Consumer<Observation> out) {
        this.host = host;
        this.out = out;
    }

    void event(EventKey key) {
        events++;
        if (first == null) {
            first = key;
        }
        last = key;
    }

    void call(SystemCall which, SyscallRecord call, boolean interpreter) {
        switch (which) {
            case EXECVE, EXECVEAT -> seen.add(RecordKind.EXEC);
            case MEMFD_CREATE -> seen.add(RecordKind.MEMFD_CREATE);
            case PRCTL -> {
                if (SecurebitsHandler.concerns(call)) {
                    seen.add(RecordKind.SECUREBITS);
                }
            }
            case UNSHARE, SETNS, CLONE -> seen.add(RecordKind.USER_NAMESPACE);
            case MMAP, MMAP2 -> seen.add(RecordKind.EXECUTABLE_MAPPING);
            case CHMOD, FCHMOD, FCHMODAT, FCHMODAT2 -> seen.add(RecordKind.MODE_CHANGE);
            case OPEN, OPENAT, OPENAT2 -> {
                if (interpreter) {
                    seen.add(RecordKind.OPEN);
                }
            }
            case EXIT_GROUP -> {
                if (interpreter) {
                    seen.add(RecordKind.EXIT);
                }
            }
            default -> {}
        }
    }

    /** Tells what never came; called when the stream ends. */
    void report() {
        EventKey from = first;
        EventKey to = last;
        if (events < ENOUGH_EVENTS || from == null || to == null) {
            return;
        }
        for (RecordKind kind : RecordKind.values()) {
            if (!seen.contains(kind)) {
                out.accept(new Observation.KindNeverSeen(host, from, to, kind));
            }
        }
    }

    void save(StateWriter out) {
        seen.forEach(kind -> out.number(SEEN, kind.ordinal(), -1));
        out.number(EVENTS, events);
        Parts.key(out, FIRST, first);
        Parts.key(out, LAST, last);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case SEEN -> seen.add(Parts.place(in, RecordKind.values()));
                case EVENTS -> events = Parts.natural(in);
                case FIRST -> first = Parts.key(in);
                case LAST -> last = Parts.key(in);
                default -> {}
            }
        }
    }
}
