package io.execparity.stream.engine;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What ran in one boot of the host, held against each boot that lists were given of. */
final class BootRuns {
    private final List<Tally> tallies = new ArrayList<>();
    private final Map<String, UnmeasuredRun> missing = new LinkedHashMap<>();

    /** How far the runs of this boot and one boot's list agree. */
    static final class Tally {
        private static final int LISTED = 1;
        private static final int UNLISTED = 2;
        private static final int FARTHEST = 3;
        private static final int GROWN = 4;

        private long listed;
        private long unlisted;
        private long farthest = -1;
        private @Nullable EventKey grown;

        void add(MeasurementJoin.Found found) {
            Unmeasured why = found.why();
            if (why == null) {
                listed++;
            } else if (why.reason() == Unmeasured.Reason.UNKNOWN || why.reason() == Unmeasured.Reason.CHANGED) {
                unlisted++;
            }
        }

        /** Notes that an entry was made at that time: a run had its content measured for the first time. */
        void date(long entry, EventKey key) {
            if (entry > farthest) {
                farthest = entry;
                grown = key;
            }
        }

        /** True where something that was measured then or later is in the list, which was so read after that. */
        boolean reaches(EventKey key) {
            return grown != null && key.compareTo(grown) <= 0;
        }

        /** Runs of files that are listed. */
        long listed() {
            return listed;
        }

        /** The part of the runs that are listed, of those that should be; 0 where nothing is. */
        double agreement() {
            return listed == 0 ? 0 : (double) listed / (listed + unlisted);
        }

        /** The last entry that a run dates, -1 where none does. */
        long farthest() {
            return farthest;
        }

        /** True for a run at the time when nothing that ran for the first time was listed any more. */
        boolean ended(EventKey key) {
            return grown != null && key.compareTo(grown) > 0;
        }

        void save(StateWriter out) {
            out.number(LISTED, listed);
            out.number(UNLISTED, unlisted);
            out.number(FARTHEST, farthest, -1);
            Parts.key(out, GROWN, grown);
        }

        void restore(StateReader in) throws UnreadableStateException {
            while (in.next()) {
                switch (in.tag()) {
                    case LISTED -> listed = Parts.natural(in);
                    case UNLISTED -> unlisted = Parts.natural(in);
                    case FARTHEST -> farthest = Parts.natural(in);
                    case GROWN -> grown = Parts.key(in);
                    default -> {}
                }
            }
        }
    }

    BootRuns(int lists) {
        for (int i = 0; i < lists; i++) {
            tallies.add(new Tally());
        }
    }

    Tally tally(int list) {
        return tallies.get(list);
    }

    Map<String, UnmeasuredRun> missing() {
        return missing;
    }
}
