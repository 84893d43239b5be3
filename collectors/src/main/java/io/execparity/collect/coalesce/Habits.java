package io.execparity.collect.coalesce;

import io.execparity.schema.event.MissingPart;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Arrays;
import java.util.List;

/**
 * Which parts of events a host sends at all: old kernels have no PROCTITLE, and a rule may exclude any type. A part is
 * expected once it was seen; where it is unknown an event without it is whole when nothing more comes; after some such
 * events it is no longer waited for. A part that stays out for long is taken to have been excluded meanwhile.
 */
final class Habits {
    static final int SYSCALL = 1;
    static final int PATH = 1 << 1;
    static final int CWD = 1 << 2;
    static final int EXECVE = 1 << 3;
    static final int PROCTITLE = 1 << 4;

    /** The parts by the number of their bit. */
    static final List<MissingPart> PARTS =
            List.of(MissingPart.SYSCALL, MissingPart.PATH, MissingPart.CWD, MissingPart.EXECVE, MissingPart.PROCTITLE);

    /** Events without a part, while it is unknown, after which it is taken never to come. */
    private static final int ENOUGH = 8;
    /** Events in a row without a part that used to come: more than an overload takes, so the rules have changed. */
    private static final int EXCLUDED = 256;

    private static final int SENT = 1;
    private static final int UNSENT = 2;
    private static final int MISSED = 3;
    private static final int MISSES = 4;

    private final int[] misses = new int[PARTS.size()];
    private int sent;
    private int unsent;
    private boolean missed;

    void seen(int parts) {
        if ((sent & parts) == parts) {
            return;
        }
        for (int i = 0; i < misses.length; i++) {
            int part = 1 << i & parts;
            if ((sent & part) != part) {
                sent |= part;
                unsent &= ~part;
                misses[i] = 0;
            }
        }
    }

    void save(StateWriter out) {
        out.number(SENT, sent);
        out.number(UNSENT, unsent);
        out.flag(MISSED, missed);
        if (missed) {
            out.numbers(MISSES, Arrays.stream(misses).asLongStream().toArray(), misses.length);
        }
    }

    void restore(StateReader in) throws UnreadableStateException {
        int all = (1 << misses.length) - 1;
        while (in.next()) {
            switch (in.tag()) {
                case SENT -> sent = in.integer(0, Integer.MAX_VALUE) & all;
                case UNSENT -> unsent = in.integer(0, Integer.MAX_VALUE) & all;
                case MISSED -> missed = in.flag();
                case MISSES -> {
                    long[] saved = in.numbers();
                    for (int i = 0; i < Math.min(saved.length, misses.length); i++) {
                        misses[i] = (int) Math.max(0, Math.min(saved[i], EXCLUDED));
                    }
                }
                default -> {}
            }
        }
    }

    /** The part as a definite lack, as an unclear one, or as none. */
    int weigh(int part) {
        if ((sent & part) != 0) {
            return part;
        }
        return (unsent & part) != 0 ? 0 : part << EventParts.UNKNOWN;
    }

    /** An event went out with these parts and without those. */
    void learn(int having, int lacking) {
        if (lacking == 0 && !missed) {
            return;
        }
        missed = false;
        for (int i = 0; i < misses.length; i++) {
            int part = 1 << i;
            if ((lacking & part) != 0) {
                misses[i]++;
                if (misses[i] >= ((sent & part) != 0 ? EXCLUDED : ENOUGH)) {
                    sent &= ~part;
                    unsent |= part;
                }
            } else if ((having & part) != 0) {
                misses[i] = 0;
            }
            missed |= misses[i] != 0;
        }
    }
}
