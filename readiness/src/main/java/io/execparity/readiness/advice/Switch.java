package io.execparity.readiness.advice;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a platform team can turn on.
 *
 * @param mount the mount point that would become noexec, empty for all other kinds
 */
public record Switch(Kind kind, String mount) {
    private static final String NOEXEC = "noexec:";
    private static final int LONGEST_PATH = 4_096;

    /** No path on record is written so, and nothing would be found below it. */
    private static final Pattern ROUNDABOUT = Pattern.compile("//|/\\.{1,2}(/|$)");

    /** What can be turned on. */
    public enum Kind {
        RESTRICT_FILE("restrict-file", "SECBIT_EXEC_RESTRICT_FILE, set for every process"),
        DENY_INTERACTIVE("deny-interactive", "SECBIT_EXEC_DENY_INTERACTIVE, set for every process"),
        MEMFD_NOEXEC_1("memfd-noexec=1", "sysctl vm.memfd_noexec=1"),
        MEMFD_NOEXEC_2("memfd-noexec=2", "sysctl vm.memfd_noexec=2"),
        IMA_APPRAISE_SCRIPTS(
                "ima-appraise-scripts",
                "the IMA policy \"appraise func=BPRM_CHECK appraise_type=imasig\", as far as scripts are concerned"),
        NOEXEC_MOUNT(NOEXEC, "the option noexec on the mount ");

        private final String word;
        private final String words;

        Kind(String word, String words) {
            this.word = word;
            this.words = words;
        }
    }

    public Switch {
        requireNonNull(kind, "kind is null");
        requireNonNull(mount, "mount is null");
    }

    static Switch of(Kind kind) {
        return new Switch(kind, "");
    }

    /** Every switch that needs no path. */
    public static List<Switch> usual() {
        List<Switch> usual = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.NOEXEC_MOUNT) {
                usual.add(of(kind));
            }
        }
        return usual;
    }

    /** The switch of that name, if there is one; that of a mount is {@code noexec:/its/path}. */
    public static Optional<Switch> named(String name) {
        if (name.startsWith(NOEXEC)) {
            String path = name.substring(NOEXEC.length());
            boolean usable = path.startsWith("/")
                    && path.length() <= LONGEST_PATH
                    && !ROUNDABOUT.matcher(path).find();
            return usable ? Optional.of(new Switch(Kind.NOEXEC_MOUNT, withoutSlash(path))) : Optional.empty();
        }
        return usual().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static String withoutSlash(String path) {
        String bare = path;
        while (bare.length() > 1 && bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare;
    }

    /** As it is named on a command line. */
    public String name() {
        return kind.word + mount;
    }

    /** What is turned on, in the words of the kernel. */
    public String words() {
        return kind.words + mount;
    }
}
