package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/** How long a boot's first records wait for lower serials, in its records' time or in that of who waits for them. */
final class Beginning {
    private static final int BEGUN = 1;
    private static final int PASSED = 2;

    private final Waits waits;
    private long begun;
    /** Milliseconds that went by since, as the caller told them. */
    private long passed;

    Beginning(Waits waits) {
        this.waits = waits;
    }

    /** The first record came. */
    void begin(long now) {
        begun = now;
    }

    void pass(long millis) {
        passed += millis;
    }

    /** When the lowest serial is taken for the first one, unless a record comes before. */
    long deadline(long now) {
        return Math.min(begun + waits.beginning(), now + waits.quiet() - passed);
    }

    void save(StateWriter out) {
        out.number(BEGUN, begun);
        out.number(PASSED, passed);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case BEGUN -> begun = SavedRecords.natural(in);
                case PASSED -> passed = SavedRecords.natural(in);
                default -> {}
            }
        }
    }
}
