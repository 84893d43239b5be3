package io.execparity.collect.ima;

import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a list does not say of itself and has to be found out.
 *
 * @param ascii false for a binary list
 * @param bank whose digests are listed
 * @param order of the integers; of those that were hashed, for an ASCII list
 * @param padded true where the digests are SHA-1 with zeros behind, as kernels write them for a bank whose algorithm
 *     they have not loaded
 */
public record ListShape(boolean ascii, Bank bank, ByteOrder order, boolean padded) {
    TemplateHash hash() {
        return new TemplateHash(bank, padded);
    }

    /** {@code binary-sha256-le} or {@code ascii-sha1-be}, with {@code -padded} behind it where that is so. */
    public String word() {
        return (ascii ? "ascii-" : "binary-")
                + bank.word()
                + (order == ByteOrder.LITTLE_ENDIAN ? "-le" : "-be")
                + (padded ? "-padded" : "");
    }

    /** What {@link #word()} wrote; empty for anything else. */
    public static Optional<ListShape> of(String word) {
        return Optional.ofNullable(ListShapes.BY_WORD.get(word));
    }

    @Override
    public String toString() {
        return (ascii ? "ASCII" : "binary") + ", " + bank.word() + (padded ? " (SHA-1, padded)" : "")
                + (order == ByteOrder.LITTLE_ENDIAN ? ", little-endian" : ", big-endian");
    }
}
