package io.execparity.stream.engine;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Why content that ran is not in a measurement list.
 *
 * @param list the list's name as it was given
 * @param contentKnown true where an audit record of IMA's own ties the run to its digest, so that nothing rests on names
 * @param nameElsewhere true where a file of that last part of its name is listed in another directory: a link or another
 *     root may lead to it
 * @param bootCertain false where the list may be of another boot
 * @param rule of the policy that exempts it; null unless one does
 * @param lastListed the place of the last entry that the records can date, as evidence; null unless the list ends earlier
 */
public record Unmeasured(
        Reason reason,
        String list,
        boolean contentKnown,
        boolean nameElsewhere,
        boolean bootCertain,
        @Nullable String rule,
        @Nullable String lastListed) {

    /** The reason, as far as it is known. */
    public enum Reason {
        /** A rule of the policy exempts its file system, owner or the like. */
        POLICY_EXEMPTS,
        /** No rule of the policy is about files that are used in this way. */
        POLICY_OMITS,
        /** It was written to after it had been measured, or what is listed under its name is other content. */
        CHANGED,
        /** Its only entry is a violation. */
        VIOLATION,
        /** Nothing that ran for the first time at that time or later is in the list: it was read before. */
        LIST_ENDED,
        UNKNOWN,
        /** Whether it is in the list cannot be told. */
        UNDECIDED;

        /** True where a list that was read later might have the content. */
        public boolean restsOnTheListsEnd() {
            return this == UNKNOWN || this == CHANGED || this == VIOLATION;
        }
    }

    public Unmeasured {
        requireNonNull(reason, "reason is null");
        requireNonNull(list, "list is null");
    }

    Unmeasured because(Reason other, @Nullable String exempting) {
        return new Unmeasured(other, list, contentKnown, nameElsewhere, bootCertain, exempting, lastListed);
    }

    Unmeasured with(boolean certainBoot) {
        return new Unmeasured(reason, list, contentKnown, nameElsewhere, certainBoot, rule, lastListed);
    }

    Unmeasured after(String entry) {
        return new Unmeasured(Reason.LIST_ENDED, list, contentKnown, nameElsewhere, bootCertain, rule, entry);
    }
}
