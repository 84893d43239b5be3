package io.execparity.stream.detection;

import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Posture, told once for each (rule, interpreter, file): how often, first and last. A roll-up is told when its host's
 * stream ends, or earlier where more are under way than are kept.
 */
final class RollUps {
    private static final int MAX_OPEN = 4_096;
    /** Stamps kept of the first acts and of the last ones. */
    private static final int KEPT = Finding.MAX_EVIDENCE / 2;

    private final Map<Subject, Open> open = new HashMap<>();
    private final Consumer<Finding> out;

    /** What a roll-up is about. */
    private record Subject(Rule rule, Bytes program, Bytes file, String vector) {}

    /** A roll-up under way. */
    private static final class Open {
        private final Finding first;
        private Finding last;
        private Finding surest;
        private long count;
        private final List<String> early = new ArrayList<>();
        private final LinkedHashMap<String, Boolean> late = new LinkedHashMap<>();

        Open(Finding first) {
            this.first = first;
            this.last = first;
            this.surest = first;
        }

        void add(Finding finding) {
            count++;
            last = finding.key().compareTo(last.key()) >= 0 ? finding : last;
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

        Finding told() {
            EventKey from = first.key();
            Finding.Builder told = Finding.of(first.rule(), first.host(), from, surest.confidence())
                    .severity(surest.severity())
                    .rollUp(new Finding.RollUp(count, from, last.key()));
            if (surest.execution() != null) {
                told.execution(surest.execution());
            } else if (surest.process() != null) {
                told.process(surest.process()).file(surest.file()).policy(surest.policy());
            }
            return told.replaceEvidence(early, late.keySet())
                    .because(surest.explanation() + (count > 1 ? " Seen " + count + " times." : ""));
        }
    }

    RollUps(Consumer<Finding> out) {
        this.out = out;
    }

    void add(Finding finding) {
        open.computeIfAbsent(subject(finding), subject -> new Open(finding)).add(finding);
        if (open.size() > MAX_OPEN) {
            tellIdle();
        }
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
    private void tellIdle() {
        List<Map.Entry<Subject, Open>> idle = new ArrayList<>(open.entrySet());
        idle.sort(Comparator.comparing((Map.Entry<Subject, Open> entry) ->
                        entry.getValue().last.key())
                .thenComparing(entry -> entry.getKey().toString()));
        for (Map.Entry<Subject, Open> entry : idle.subList(0, MAX_OPEN / 4)) {
            open.remove(entry.getKey());
            out.accept(entry.getValue().told());
        }
    }

    /** Tells all that is under way: the host's stream ended. */
    void tellAll() {
        List<Map.Entry<Subject, Open>> all = new ArrayList<>(open.entrySet());
        all.sort(Comparator.comparing((Map.Entry<Subject, Open> entry) ->
                        entry.getValue().first.key())
                .thenComparing(entry -> entry.getKey().toString()));
        open.clear();
        all.forEach(entry -> out.accept(entry.getValue().told()));
    }
}
