package io.execparity.stream.measurement;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Why a list is not what the kernel wrote.
 *
 * @param list the file's name as it was given
 * @param entry the first that is wrong, counted from 0; -1 where none can be told
 * @param entries how many the list has
 * @param boot which of the boots given the list is of, counted from 0
 * @param what the rest of a sentence that begins with the list's name
 */
public record ListFlaw(String list, long entry, long entries, int boot, Kind kind, String what)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** How it shows. */
    public enum Kind {
        /** Fields that do not hash to the digest listed, or a boot_aggregate that is not of the registers given. */
        CHANGED,
        /** Bytes that are no entry: the copy may be at fault. */
        UNREADABLE,
        /** It does not lead to a register's value that was given. */
        UNREACHED,
        /** It does not agree with another list that seems to be of the same boot. */
        REWRITTEN
    }

    public ListFlaw {
        requireNonNull(list, "list is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(what, "what is null");
    }
}
