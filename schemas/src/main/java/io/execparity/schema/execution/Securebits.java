package io.execparity.schema.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * The exec securebits of a process (Linux include/uapi/linux/securebits.h): instructions to interpreters, inherited
 * through fork and exec. The kernel keeps them for each thread, the records for each process.
 *
 * @param bits only {@link #MASK} may be set
 */
public record Securebits(int bits) {
    public static final int RESTRICT_FILE = 0x100;
    public static final int RESTRICT_FILE_LOCKED = 0x200;
    public static final int DENY_INTERACTIVE = 0x400;
    public static final int DENY_INTERACTIVE_LOCKED = 0x800;
    public static final int MASK = 0xF00;

    public static final Securebits NONE = new Securebits(0);

    public Securebits {
        if ((bits & ~MASK) != 0) {
            throw new IllegalArgumentException("not exec securebits: 0x" + Integer.toHexString(bits));
        }
    }

    /** The exec bits among all securebits as prctl takes and returns them. */
    public static Securebits of(long securebits) {
        return (securebits & MASK) == 0 ? NONE : new Securebits((int) (securebits & MASK));
    }

    public boolean restrictFile() {
        return (bits & RESTRICT_FILE) != 0;
    }

    public boolean denyInteractive() {
        return (bits & DENY_INTERACTIVE) != 0;
    }

    public boolean any() {
        return bits != 0;
    }

    /** True where a bit that is set here (a lock counts as one) would be clear in {@code wanted}. */
    public boolean wouldLoseIn(Securebits wanted) {
        return (bits & ~wanted.bits) != 0;
    }

    /** As the contract words them: {@code restrict-file}, {@code restrict-file-locked} and so on. */
    public List<String> words() {
        if (bits == 0) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        add(words, RESTRICT_FILE, "restrict-file");
        add(words, RESTRICT_FILE_LOCKED, "restrict-file-locked");
        add(words, DENY_INTERACTIVE, "deny-interactive");
        add(words, DENY_INTERACTIVE_LOCKED, "deny-interactive-locked");
        return words;
    }

    private void add(List<String> words, int bit, String word) {
        if ((bits & bit) != 0) {
            words.add(word);
        }
    }
}
