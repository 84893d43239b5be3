package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a tracer saw of execveat's flags, the one thing that audit does not record: JSON lines with {@code boot_ns},
 * {@code pid}, {@code dirfd}, {@code flags} and {@code ret}. Its clock counts from boot, so calls are matched by process,
 * descriptor, result and a steady distance between the two clocks.
 */
public final class ExecveatFlags {
    /** AT_EXECVE_CHECK (Linux include/uapi/linux/fcntl.h). */
    static final int AT_EXECVE_CHECK = 0x10000;

    /** What the tracer writes when it begins, calls or none. */
    private static final String FIRST_LINE = "{\"probe\":\"execveat-flags\",\"version\":1}";

    private static final BitSet NONE = new BitSet();

    private final Map<Integer, List<TracedCall>> callsByPid = new HashMap<>();
    private boolean begun;

    private ExecveatFlags() {}

    /** Reads a feed; lines that are no call (a tracer's own messages) are passed over. */
    public static ExecveatFlags read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** As {@link #read(Path)}, for a feed whose content is at hand. */
    public static ExecveatFlags read(InputStream in) throws IOException {
        ExecveatFlags feed = new ExecveatFlags();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            feed.take(line);
        }
        return feed;
    }

    /**
     * As {@link #read(InputStream)}, for a feed that somebody named.
     *
     * @throws IOException where nothing in it is of the tracer, so that it would be used and tell nothing
     */
    public static ExecveatFlags read(String name, InputStream in) throws IOException {
        ExecveatFlags feed = read(in);
        if (feed.callsByPid.isEmpty() && !feed.begun) {
            throw new IOException(name + ": no line of it is a tracer's, neither its first nor a call of execveat.");
        }
        return feed;
    }

    private void take(String line) {
        TracedCall call = TracedCall.parse(line).orElse(null);
        if (call == null) {
            begun |= line.contains(FIRST_LINE);
        } else {
            callsByPid.computeIfAbsent(call.pid(), p -> new ArrayList<>()).add(call);
        }
    }

    /** Matches one host's events against the feed, each call once. */
    Matcher matcher() {
        return new Matcher();
    }

    /** The state of one matching run: which calls were matched, and how far the two clocks are apart. */
    final class Matcher {
        private static final int DISTANCE = 1;
        private static final int MATCHED = 2;
        private static final int PID = 1;
        private static final int PLACES = 2;

        /** The places of the matched calls among those of their process. */
        private final Map<Integer, BitSet> matched = new TreeMap<>();

        private final ClockDistance clocks = new ClockDistance();

        /** The flags of the call that this event records, if the tracer saw it. */
        OptionalInt flags(int pid, int descriptor, long result, long epochMillis) {
            List<TracedCall> calls = callsByPid.getOrDefault(pid, List.of());
            BitSet gone = matched.getOrDefault(pid, NONE);
            for (int i = gone.nextClearBit(0); i < calls.size(); i = gone.nextClearBit(i + 1)) {
                TracedCall call = calls.get(i);
                if (call.isOf(descriptor, result) && clocks.agree(call, epochMillis)) {
                    matched.computeIfAbsent(pid, unused -> new BitSet()).set(i);
                    return OptionalInt.of(call.flags());
                }
            }
            return OptionalInt.empty();
        }

        void save(StateWriter out) {
            clocks.save(out, DISTANCE);
            matched.forEach((pid, places) -> out.message(MATCHED, one -> {
                long[] numbers = places.stream().asLongStream().toArray();
                one.number(PID, pid);
                one.numbers(PLACES, numbers, numbers.length);
            }));
        }

        /** Goes on with the same feed, which may have grown at its end. */
        void restore(StateReader in) throws UnreadableStateException {
            while (in.next()) {
                switch (in.tag()) {
                    case DISTANCE -> clocks.restore(in);
                    case MATCHED -> restoreMatched(in.message());
                    default -> {}
                }
            }
        }

        private void restoreMatched(StateReader in) throws UnreadableStateException {
            int pid = 0;
            while (in.next()) {
                switch (in.tag()) {
                    case PID -> pid = Parts.integer(in);
                    case PLACES -> restorePlaces(in, pid);
                    default -> {}
                }
            }
        }

        private void restorePlaces(StateReader in, int pid) throws UnreadableStateException {
            int calls = callsByPid.getOrDefault(pid, List.of()).size();
            BitSet places = new BitSet();
            for (long place : in.numbers()) {
                if (place < 0 || place >= calls) {
                    throw in.invalid("the tracer's feed has " + calls + " calls of process " + pid + ", and call "
                            + place + " was matched");
                }
                places.set((int) place);
            }
            matched.put(pid, places);
        }
    }
}
