package io.execparity.stream.engine;

import io.execparity.schema.execution.Securebits;
import org.jspecify.annotations.Nullable;

/**
 * The exec securebits that a process is under, and how that is known.
 *
 * @param inherited true where the process did not set them itself but has them from an ancestor
 * @param doubtful true where a user namespace, which the process or that ancestor entered, may have shed them
 * @param evidence the stamp of the call that set them, null where none is on record
 */
public record HeldBits(
        Securebits bits,
        boolean inherited,
        boolean doubtful,
        @Nullable String evidence) {
    static final HeldBits NONE = new HeldBits(Securebits.NONE, false, false, null);

    /** Those that a process set itself, by the call of this stamp. */
    static HeldBits set(Securebits bits, String stamp) {
        return new HeldBits(bits, false, false, bits.any() ? stamp : null);
    }

    /** What a child has of them. */
    HeldBits handedDown() {
        return new HeldBits(bits, bits.any(), doubtful, evidence);
    }

    boolean any() {
        return bits.any();
    }

    HeldBits bits(Securebits others) {
        return new HeldBits(others, inherited, doubtful, evidence);
    }

    HeldBits inherited(boolean value) {
        return new HeldBits(bits, value, doubtful, evidence);
    }

    HeldBits doubtful(boolean value) {
        return new HeldBits(bits, inherited, value, evidence);
    }

    HeldBits evidence(@Nullable String stamp) {
        return new HeldBits(bits, inherited, doubtful, stamp);
    }
}
