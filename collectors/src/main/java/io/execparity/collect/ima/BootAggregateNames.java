package io.execparity.collect.ima;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a kernel's own {@code boot_aggregate} from what merely bears its name, such as a program that was run from a
 * place without a path. To be shown all entries of a list in their order, and of one list after the other. For one thread.
 *
 * <p>A kernel's own is the first entry, since it is measured before anything can run. Behind it, where lists that were
 * carried over a kexec have more of them, only digests pass that a file of somebody's choice cannot have: the same again,
 * that of registers given, and none at all, as without a TPM.
 */
public final class BootAggregateNames {
    /** Of SHA-512: what is said to be longer is no kernel's. */
    private static final int LONGEST_DIGEST = 64;

    private final List<ExpectedRegister> registers;
    private @Nullable FileDigest first;

    /** @param registers of the host as somebody trusted reports them, those of the boot among them or not */
    public BootAggregateNames(List<ExpectedRegister> registers) {
        this.registers = List.copyOf(registers);
    }

    /** True where the entry is a kernel's own; false for all that is named otherwise. */
    public boolean isKernels(MeasurementEntry entry) {
        boolean begins = entry.number() == 0;
        if (begins) {
            first = null;
        }
        FileDigest digest = entry.isBootAggregate() && !entry.isViolation() ? entry.digest() : null;
        if (digest == null || digest.value().length() > LONGEST_DIGEST) {
            return false;
        }
        if (begins) {
            first = digest.detached();
            return true;
        }
        return digest.equals(first)
                || BootAggregate.isZero(digest.value())
                || BootAggregate.of(entry, digest, registers).state() == BootAggregate.State.MATCHES;
    }
}
