package io.execparity.collect.ima;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a list is held against.
 *
 * @param registers none where only the list itself is to be checked
 * @param reach when the registers must have been reached
 * @param prefix how many entries were there when the registers were read; of meaning for {@link Reach#AFTER} only
 * @param composite a digest over registers, which must be reached when they must
 * @param onlyIfExtended those registers of 11 and above that are nothing to the list unless it has entries of theirs:
 *     they came with a quote, and others than IMA extend them
 */
public record Expectations(
        List<ExpectedRegister> registers,
        Reach reach,
        long prefix,
        Optional<ExpectedComposite> composite,
        Set<Integer> onlyIfExtended) {
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
        onlyIfExtended = Set.copyOf(onlyIfExtended);
        if (prefix < 0) {
            throw new IllegalArgumentException("a prefix of " + prefix + " entries");
        }
    }

    public static Expectations atEnd(List<ExpectedRegister> registers) {
        return new Expectations(registers, Reach.AT_END, 0, Optional.empty(), Set.of());
    }

    public static Expectations anywhere(List<ExpectedRegister> registers) {
        return new Expectations(registers, Reach.ANYWHERE, 0, Optional.empty(), Set.of());
    }

    public static Expectations after(List<ExpectedRegister> registers, long entries) {
        return new Expectations(registers, Reach.AFTER, entries, Optional.empty(), Set.of());
    }

    /** Held against a digest over registers as well. */
    public Expectations with(ExpectedComposite digest) {
        return new Expectations(registers, reach, prefix, Optional.of(digest), onlyIfExtended);
    }

    /** Held against what a quote proves as well. */
    public Expectations withQuoted(List<ExpectedRegister> quoted) {
        List<ExpectedRegister> all = new ArrayList<>(registers);
        Set<Integer> others = new HashSet<>();
        for (ExpectedRegister register : quoted) {
            if (!all.contains(register)) {
                all.add(register);
            }
            if (register.register() > ExpectedRegister.USUAL_REGISTER) {
                others.add(register.register());
            }
        }
        registers.forEach(given -> others.remove(given.register()));
        return new Expectations(all, reach, prefix, composite, others);
    }
}
