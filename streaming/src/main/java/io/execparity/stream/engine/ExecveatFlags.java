package io.execparity.stream.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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

    private static final long CLOCK_TOLERANCE_MILLIS = 2_000;

    private static final BitSet NONE = new BitSet();

    private record Call(long bootMillis, int descriptor, int flags, long result) {}

    private final Map<Integer, List<Call>> callsByPid = new HashMap<>();
    private long rejectedLines;

    private ExecveatFlags() {}

    /** Reads a feed; lines that are no call (a tracer's own messages) are counted and passed over. */
    public static ExecveatFlags read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** As {@link #read(Path)}, for a feed whose content is at hand. */
    public static ExecveatFlags read(InputStream in) throws IOException {
        ExecveatFlags feed = new ExecveatFlags();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        JsonFactory json = new JsonFactory();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            feed.take(json, line);
        }
        return feed;
    }

    private void take(JsonFactory json, String line) {
        if (!line.startsWith("{")) {
            rejectedLines++;
            return;
        }
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser parser = json.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(parser.currentName(), parser.getLongValue());
                }
            }
        } catch (IOException notJson) {
            rejectedLines++;
            return;
        }
        Long pid = numbers.get("pid");
        Long flags = numbers.get("flags");
        Long result = numbers.get("ret");
        if (pid == null || flags == null || result == null) {
            rejectedLines++;
            return;
        }
        callsByPid
                .computeIfAbsent(pid.intValue(), p -> new ArrayList<>())
                .add(new Call(
                        numbers.getOrDefault("boot_ns", 0L) / 1_000_000,
                        numbers.getOrDefault("dirfd", -100L).intValue(),
                        flags.intValue(),
                        result));
    }

    /** Lines that were no call. */
    public long rejectedLines() {
        return rejectedLines;
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

        private long distance = Long.MIN_VALUE;

        /** The flags of the call that this event records, if the tracer saw it. */
        OptionalInt flags(int pid, int descriptor, long result, long epochMillis) {
            List<Call> calls = callsByPid.getOrDefault(pid, List.of());
            BitSet gone = matched.getOrDefault(pid, NONE);
            for (int i = gone.nextClearBit(0); i < calls.size(); i = gone.nextClearBit(i + 1)) {
                Call call = calls.get(i);
                if (call.descriptor == descriptor && call.result == result && near(call, epochMillis)) {
                    distance = epochMillis - call.bootMillis;
                    matched.computeIfAbsent(pid, unused -> new BitSet()).set(i);
                    return OptionalInt.of(call.flags);
                }
            }
            return OptionalInt.empty();
        }

        private boolean near(Call call, long epochMillis) {
            return distance == Long.MIN_VALUE
                    || Math.abs(epochMillis - call.bootMillis - distance) <= CLOCK_TOLERANCE_MILLIS;
        }

        void save(StateWriter out) {
            out.number(DISTANCE, distance, Long.MIN_VALUE);
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
                    case DISTANCE -> distance = in.number(-Parts.MOST, Parts.MOST);
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
