package io.execparity.collect.ima;

import java.util.List;

/**
 * What a list is held against.
 *
 * @param registers none where only the list itself is to be checked
 * @param reach when the registers must have been reached
 * @param prefix how many entries were there when the registers were read; of meaning for {@link Reach#AFTER} only
 */
public record Expectations(List<ExpectedRegister> registers, Reach reach, long prefix) {
    public static final Expectations NONE = atEnd(List.of());

    /** A list that is read after its registers were is longer than what they vouch for. */
    public enum Reach {
        AT_END,
        /** After so many entries, which somebody stated. */
        AFTER,
        /** After any number of entries. */
        ANYWHERE
    }

    public Expectations {
        registers = List.copyOf(registers);
        if (prefix < 0) {
            throw new IllegalArgumentException("a prefix of " + prefix + " entries");
        }
    }

    public static Expectations atEnd(List<ExpectedRegister> registers) {
        return new Expectations(registers, Reach.AT_END, 0);
    }

    public static Expectations anywhere(List<ExpectedRegister> registers) {
        return new Expectations(registers, Reach.ANYWHERE, 0);
    }

    public static Expectations after(List<ExpectedRegister> registers, long entries) {
        return new Expectations(registers, Reach.AFTER, entries);
    }
}
