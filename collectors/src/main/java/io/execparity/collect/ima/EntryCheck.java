package io.execparity.collect.ima;

import io.execparity.collect.ima.ListProblem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an entry by itself, whatever stands before it. The hash of an entry shows changed fields, and nothing
 * else does. For one thread.
 */
public final class EntryCheck {
    private final TemplateHash hash;

    /** @param shape of the list that the entries are of */
    public EntryCheck(ListShape shape) {
        this.hash = shape.hash();
    }

    /** What is wrong, null where nothing is. */
    public @Nullable ListProblem problem(MeasurementEntry entry) {
        if (entry.isViolation()) {
            FileDigest digest = entry.digest();
            return digest == null || BootAggregate.isZero(digest.value())
                    ? null
                    : new ListProblem(
                            entry.number(),
                            entry.offset(),
                            Kind.FALSE_VIOLATION,
                            "it is listed as a violation, yet says what was measured");
        }
        return hash.matches(entry)
                ? null
                : new ListProblem(
                        entry.number(),
                        entry.offset(),
                        Kind.WRONG_HASH,
                        "its fields do not hash to the digest listed: one or the other was changed");
    }
}
