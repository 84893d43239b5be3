package io.execparity.collect.reference;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.reference.ReferenceReport.Unlisted;
import io.execparity.schema.text.Bytes;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a list against a reference entry by entry. What it keeps does not grow with the list. For one thread. */
public final class ReferenceTally {
    private static final int KEPT = 1000;
    private static final int LONGEST_NAME = 4096;

    private record Key(Bytes name, FileDigest digest) {}

    private final Reference reference;
    private final EntryJudge judge;
    private final Map<Judgement, Long> counts = new EnumMap<>(Judgement.class);
    private final Map<Key, Unlisted> unlisted = new LinkedHashMap<>();
    private long unjudged;
    private long beyond;

    public ReferenceTally(Reference reference) {
        this(reference, List.of());
    }

    /** @param registers by which a kernel's {@code boot_aggregate} can be told from a file of that name */
    public ReferenceTally(Reference reference, List<ExpectedRegister> registers) {
        this.reference = reference;
        this.judge = new EntryJudge(reference, registers);
    }

    /** Takes the next entry of the list. */
    public void add(MeasurementEntry entry) {
        Judgement judgement = judge.judge(entry);
        FileDigest digest = entry.digest();
        if (judgement == null || digest == null) {
            unjudged++;
            return;
        }
        counts.merge(judgement, 1L, Long::sum);
        if (judgement == Judgement.UNKNOWN || judgement == Judgement.CHANGED) {
            rollUp(new Key(entry.name(), digest), judgement, entry);
        }
    }

    private void rollUp(Key found, Judgement judgement, MeasurementEntry entry) {
        Key key = new Key(
                found.name.slice(0, Math.min(LONGEST_NAME, found.name.length())).detached(), found.digest.detached());
        Unlisted before = unlisted.get(key);
        if (before == null && unlisted.size() == KEPT) {
            beyond++;
            return;
        }
        long first = before == null ? entry.number() : before.firstEntry();
        int register = before == null ? entry.register() : before.register();
        long entries = before == null ? 1 : before.entries() + 1;
        unlisted.put(key, new Unlisted(key.name, key.digest, judgement, first, register, entries));
    }

    /** What was found so far. */
    public ReferenceReport report() {
        return new ReferenceReport(reference.form(), counts, unjudged, List.copyOf(unlisted.values()), beyond);
    }
}
