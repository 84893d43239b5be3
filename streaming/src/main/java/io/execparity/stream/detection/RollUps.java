package io.execparity.stream.detection;

import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.Table;
import io.execparity.stream.engine.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Posture, told once for each (rule, interpreter, file): how often, first and last. A roll-up is told when its host's
 * stream ends, or earlier where more are under way than are kept. Where a stream is followed as it comes, it is told when
 * it begins, and again as it stands by then whenever {@link #tellChanged} is called.
 */
final class RollUps implements StateRoom.Tenant {
    private static final int MAX_OPEN = 4_096;
    /** About what a roll-up takes without the finding it shows. */
    private static final int OPEN_BYTES = 1_500;
    /** Stamps kept of the first acts and of the last ones. */
    static final int KEPT = Finding.MAX_EVIDENCE / 2;

    private final Table<Subject, Open> open;
    private final Consumer<Finding> out;
    private final StateRoom room;
    /** Those that grew since they were told. */
    private final Set<Subject> changed = new HashSet<>();

    private boolean early;
    private long bytes;

    /** What a roll-up is about. */
    record Subject(Rule rule, Bytes program, Bytes file, String vector) implements Comparable<Subject> {
        private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::rule)
                .thenComparing(Subject::program)
                .thenComparing(Subject::file)
                .thenComparing(Subject::vector);

        @Override
        public int compareTo(Subject other) {
            return ORDER.compare(this, other);
        }
    }

    /** A roll-up under way. */
    static final class Open {
        final EventKey first;
        EventKey last;
        Finding surest;
        long count;
        /** What the count was when it was last told, 0 before. */
        long toldCount;

        final List<String> early = new ArrayList<>();
        final LinkedHashMap<String, Boolean> late = new LinkedHashMap<>();

        Open(Finding first) {
            this(first.key(), first.key(), first);
        }

        Open(EventKey first, EventKey last, Finding surest) {
            this.first = first;
            this.last = last;
            this.surest = surest;
        }

        void add(Finding finding) {
            count++;
            last = finding.key().compareTo(last) >= 0 ? finding.key() : last;
            surest = finding.confidence().compareTo(surest.confidence()) < 0 ? finding : surest;
            for (String stamp : finding.evidence()) {
                keep(stamp);
            }
        }

        private void keep(String stamp) {
            if (early.size() < KEPT) {
                if (!early.contains(stamp)) {
                    early.add(stamp);
                }
                return;
            }
            late.remove(stamp);
            late.put(stamp, true);
            if (late.size() > KEPT) {
                late.remove(late.keySet().iterator().next());
            }
        }

        /** About how many bytes it takes. */
        int weight() {
            ProcessView process = surest.process();
            return OPEN_BYTES
                    + (process == null ? 0 : process.weight())
                    + 2 * Bytes.length(surest.file().path())
                    + surest.explanation().length();
        }

        Finding told() {
            Finding.Builder told = Finding.of(surest.rule(), surest.host(), first, surest.confidence())
                    .severity(surest.severity())
                    .rollUp(new Finding.RollUp(count, first, last));
            if (surest.execution() != null) {
                told.execution(surest.execution());
            } else if (surest.process() != null) {
                told.process(surest.process()).file(surest.file()).policy(surest.policy());
            }
            return told.replaceEvidence(early, late.keySet())
                    .because(surest.explanation() + (count > 1 ? " Seen " + count + " times." : ""));
        }
    }

    RollUps(Tables tables, Consumer<Finding> out) {
        this.room = tables.room();
        this.open = tables.table("roll-ups", SubjectCodec.CODEC, OpenRollUpCodec.CODEC);
        this.out = out;
        open.forEach((subject, rollUp) -> {
            bytes += rollUp.weight();
            if (rollUp.count != rollUp.toldCount) {
                changed.add(subject);
            }
        });
        room.admit(this);
    }

    /** From now on a roll-up is told when it begins, and not only when it is over. */
    void tellEarly() {
        early = true;
    }

    void add(Finding finding) {
        Subject subject = subject(finding);
        Open known = open.get(subject);
        Open added = known == null ? new Open(finding) : known;
        int before = known == null ? 0 : known.weight();
        added.add(finding);
        if (early && known == null) {
            tell(added);
        } else {
            changed.add(subject);
        }
        open.put(subject, added);
        int more = added.weight() - before;
        bytes += more;
        if (open.size() > MAX_OPEN) {
            giveUp();
        }
        room.changed(more);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    private static Subject subject(Finding finding) {
        ProcessView process = finding.process();
        Bytes program = process == null || process.executable() == null ? Bytes.EMPTY : process.executable();
        Bytes file =
                finding.file().path() == null ? Bytes.EMPTY : finding.file().path();
        return new Subject(finding.rule(), program, file, vector(finding));
    }

    private static String vector(Finding finding) {
        return finding.execution() == null ? "" : finding.execution().vector().word();
    }

    /** Tells the quarter that was idle longest, so that memory stays bounded. */
    @Override
    public void giveUp() {
        List<Map.Entry<Subject, Open>> idle = entries();
        idle.sort(Comparator.comparing((Map.Entry<Subject, Open> entry) -> entry.getValue().last)
                .thenComparing(entry -> entry.getKey().toString()));
        for (Map.Entry<Subject, Open> entry : idle.subList(0, (idle.size() + 3) / 4)) {
            open.remove(entry.getKey());
            int less = entry.getValue().weight();
            bytes -= less;
            room.changed(-less);
            if (changed.remove(entry.getKey())) {
                tell(entry.getValue());
            }
        }
    }

    private void tell(Open rollUp) {
        rollUp.toldCount = rollUp.count;
        out.accept(rollUp.told());
    }

    /** Whether {@link #tellChanged} has something to tell. */
    boolean hasChanged() {
        return !changed.isEmpty();
    }

    /** Tells those that grew since they were told. */
    void tellChanged() {
        List<Map.Entry<Subject, Open>> grown = entries();
        grown.removeIf(entry -> !changed.contains(entry.getKey()));
        changed.clear();
        for (Map.Entry<Subject, Open> entry : inOrder(grown)) {
            tell(entry.getValue());
            open.put(entry.getKey(), entry.getValue());
        }
    }

    private List<Map.Entry<Subject, Open>> entries() {
        List<Map.Entry<Subject, Open>> entries = new ArrayList<>(open.size());
        open.forEach((subject, rollUp) -> entries.add(Map.entry(subject, rollUp)));
        return entries;
    }

    private static List<Map.Entry<Subject, Open>> inOrder(List<Map.Entry<Subject, Open>> entries) {
        entries.sort(Comparator.comparing((Map.Entry<Subject, Open> entry) -> entry.getValue().first)
                .thenComparing(entry -> entry.getKey().toString()));
        return entries;
    }

    /** Tells all that is under way and was not told as it is: the host's stream ended. */
    void tellAll() {
        List<Map.Entry<Subject, Open>> all = inOrder(entries());
        all.removeIf(entry -> !changed.contains(entry.getKey()));
        open.clear();
        changed.clear();
        room.changed(-bytes);
        bytes = 0;
        all.forEach(entry -> tell(entry.getValue()));
    }
}
