package io.execparity.collect.coalesce;

import io.execparity.schema.event.MissingPart;
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
