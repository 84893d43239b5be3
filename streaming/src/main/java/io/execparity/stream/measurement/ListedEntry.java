package io.execparity.stream.measurement;

import static java.util.Objects.requireNonNull;

/**
 * What an entry of a host's measurement list shows by itself, where the list is followed while the kernel adds to it.
 *
 * @param boot the kernel's boot id, empty where nobody knows it
 * @param form of the list, as agents name it
 * @param number the entry's, from 0
 * @param epochMillis when the entry was shipped, milliseconds since 1970: a list has no times
 * @param what the rest of a sentence on a list that is wrong, empty where none is
 * @param path as listed, each byte a character; at most {@link #LONGEST_PATH}
 * @param algorithm of the digest, as the kernel names it
 * @param digest lower case hexadecimal, at most {@link #LONGEST_DIGEST} characters
 */
public record ListedEntry(
        String boot,
        String form,
        long number,
        long epochMillis,
        Shows shows,
        String what,
        String path,
        String algorithm,
        String digest) {
    /** A path is cut behind so many bytes. */
    public static final int LONGEST_PATH = 4_096;
    /** That of SHA-512 has 128; a field may be said to have anything. */
    public static final int LONGEST_DIGEST = 256;

    /** What there is to tell of it. */
    public enum Shows {
        /** Fields and digest contradict each other. */
        CHANGED,
        /** The bytes are no entry. */
        UNREADABLE,
        /** Content that the site's reference has neither by its name nor by its digest. */
        UNKNOWN_CONTENT,
        /** Content under a name that the reference has with another one only. */
        OTHER_CONTENT,
        /** A digest by an algorithm of which the reference has none. */
        INCOMPARABLE;

        /** Whether the list itself is wrong. */
        public boolean isFlaw() {
            return this == CHANGED || this == UNREADABLE;
        }
    }

    public ListedEntry {
        requireNonNull(boot, "boot is null");
        requireNonNull(form, "form is null");
        requireNonNull(shows, "shows is null");
        requireNonNull(what, "what is null");
        requireNonNull(path, "path is null");
        requireNonNull(algorithm, "algorithm is null");
        requireNonNull(digest, "digest is null");
    }

    /** Of an entry that is wrong. */
    public static ListedEntry flaw(String boot, String form, long number, long epochMillis, Shows shows, String what) {
        return new ListedEntry(boot, form, number, epochMillis, shows, what, "", "", "");
    }
}
