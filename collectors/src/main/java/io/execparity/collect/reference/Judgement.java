package io.execparity.collect.reference;

/** What a reference says of something measured. */
public enum Judgement {
    /**
     * The reference has this content under this name; or has this content, and nothing under this name: a container, a
     * chroot or an initramfs shows the same file under another path.
     */
    KNOWN("known"),
    /** The reference has this name with other content only, even where it has this content under another name. */
    CHANGED("changed"),
    /** The reference has neither. */
    UNKNOWN("unknown"),
    /** It is not known, and the reference says that this name is not to be judged. */
    EXCLUDED("excluded"),
    /** The reference has no digest of that algorithm for anything, so that nothing can be said. */
    INCOMPARABLE("incomparable");

    private final String word;

    Judgement(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
