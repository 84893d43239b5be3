package io.execparity.collect.reference;

import io.execparity.collect.ima.BootAggregateNames;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the entries of one list against a reference, in their order, each by itself. For one thread. */
public final class EntryJudge {
    private static final String ONLY_CONTENT = "ima";

    private final Reference reference;
    private final BootAggregateNames boots;

    /** @param registers by which a kernel's {@code boot_aggregate} can be told from a file of that name */
    public EntryJudge(Reference reference, List<ExpectedRegister> registers) {
        this.reference = reference;
        this.boots = new BootAggregateNames(registers);
    }

    /** What the reference says of the next entry, null where it is none that a reference could say anything of. */
    public @Nullable Judgement judge(MeasurementEntry entry) {
        FileDigest digest = entry.digest();
        Bytes name = entry.name();
        boolean boot = boots.isKernels(entry);
        if (entry.isViolation() || digest == null || (boot && !reference.names(name))) {
            return null;
        }
        String algorithm = (digest.type().equals(ONLY_CONTENT) ? "" : digest.type() + ":") + digest.algorithm();
        if (entry.field(TemplateField.BUFFER) == null) {
            return reference.judge(name, algorithm, digest.value());
        }
        Judgement judgement = reference.judgeBuffer(name, algorithm, digest.value());
        return judgement == Judgement.INCOMPARABLE ? null : judgement;
    }
}
