package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a host's tracer told, beside the host's records, of calls that no event was matched with yet. At most {@link #MOST}:
 * the oldest go, which were of executions that nobody needed to ask about.
 */
final class TracedCalls {
    static final int MOST = 4_096;

    /** Calls are told in about the order of their beginnings; one so much before the last is of another boot. */
    private static final long REBOOT_MILLIS = 60_000;

    private static final int DISTANCE = 1;
    private static final int CALL = 2;
    private static final int NUMBERS = 5;

    private final List<TracedCall> calls = new ArrayList<>();
    private final ClockDistance clocks = new ClockDistance();

    void add(TracedCall call) {
        if (calls.size() >= MOST) {
            calls.subList(0, MOST / 4).clear();
        }
        calls.add(call);
    }

    /** The flags of the call that this event records, if the tracer told of it. Each call is matched once. */
    OptionalInt flags(int pid, int descriptor, long result, long epochMillis) {
        for (Iterator<TracedCall> each = calls.iterator(); each.hasNext(); ) {
            TracedCall call = each.next();
            if (call.pid() == pid && call.isOf(descriptor, result) && clocks.agree(call, epochMillis)) {
                each.remove();
                return OptionalInt.of(call.flags());
            }
        }
        return OptionalInt.empty();
    }

    /** The host was booted: what was told of the boot before is of no use, and the clock began anew. */
    void reboot() {
        int begun = calls.size();
        for (int i = calls.size() - 1; i > 0 && begun == calls.size(); i--) {
            if (calls.get(i).bootMillis() < calls.get(i - 1).bootMillis() - REBOOT_MILLIS) {
                begun = i;
            }
        }
        calls.subList(0, begun).clear();
        clocks.forget();
    }

    void save(StateWriter out) {
        clocks.save(out, DISTANCE);
        for (TracedCall call : calls) {
            long[] numbers = {call.pid(), call.bootMillis(), call.descriptor(), call.flags(), call.result()};
            out.numbers(CALL, numbers, NUMBERS);
        }
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case DISTANCE -> clocks.restore(in);
                case CALL -> restoreCall(in);
                default -> {}
            }
        }
    }

    private void restoreCall(StateReader in) throws UnreadableStateException {
        long[] numbers = in.numbers();
        if (numbers.length != NUMBERS || Math.abs(numbers[1]) > Parts.MOST) {
            throw in.invalid("no call: " + Arrays.toString(numbers));
        }
        add(new TracedCall((int) numbers[0], numbers[1], (int) numbers[2], (int) numbers[3], numbers[4]));
    }
}
