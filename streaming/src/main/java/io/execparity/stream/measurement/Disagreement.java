package io.execparity.stream.measurement;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Two lists that begin alike and then differ. One boot cannot have written both.
 *
 * @param one the boot that one of the lists is taken for, counted from 0
 * @param other that of the other
 * @param oneList the list of the one
 * @param otherList the list of the other
 * @param common how many entries are the same
 * @param vouched which of the two boots a register vouches for, -1 where it is none or both
 */
public record Disagreement(int one, int other, Side oneList, Side otherList, long common, int vouched)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * One of the two.
     *
     * @param name the file's name as it was given
     * @param entries how many it has
     */
    public record Side(String name, long entries) implements Serializable {
        private static final long serialVersionUID = 1;

        public Side {
            requireNonNull(name, "name is null");
        }
    }

    public Disagreement {
        requireNonNull(oneList, "oneList is null");
        requireNonNull(otherList, "otherList is null");
    }

    /** The flaw that it is where both are of one boot, in the list of the boot that is believed less. */
    public ListFlaw against(int accused) {
        Side wrong = accused == one ? oneList : otherList;
        Side believed = accused == one ? otherList : oneList;
        return new ListFlaw(
                wrong.name(),
                common,
                wrong.entries(),
                accused,
                ListFlaw.Kind.REWRITTEN,
                "agrees with " + believed.name() + " up to entry " + (common - 1) + " and not from there on");
    }
}
