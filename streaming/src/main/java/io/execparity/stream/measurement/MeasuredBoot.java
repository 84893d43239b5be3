package io.execparity.stream.measurement;

import io.execparity.schema.text.Bytes;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one boot of a host measured, as far as its lists were read: the longest of those that begin alike.
 *
 * @param lists the files' names as they were given; they differ in bank, in form, or in when they were read
 * @param entries how many the longest has, unreadable ones included
 * @param violations at most {@link #MOST_VIOLATIONS}, in the list's order
 * @param sound false where a list of this boot was found to be wrong
 */
public record MeasuredBoot(
        List<String> lists, long entries, ListedContents contents, List<Violation> violations, boolean sound)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Busy logs under a broad policy leave thousands of them. */
    public static final int MOST_VIOLATIONS = 4_096;

    /**
     * An entry that says that something was measured and that nobody can tell what.
     *
     * @param entry its place, counted from 0
     * @param path as listed, each byte a character
     */
    public record Violation(long entry, String path) implements Serializable {
        private static final long serialVersionUID = 1;

        public Bytes name() {
            return Bytes.view(path.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    public MeasuredBoot {
        lists = List.copyOf(lists);
        violations = List.copyOf(violations);
    }
}
