package io.execparity.readiness.advice;

import java.util.ArrayList;
import java.util.List;

/** What records of the past cannot tell of a switch. */
final class Limits {
    private static final List<String> ALWAYS = List.of(
            "What did not run while it was watched is not judged: a monthly job, a rare error path, an update.",
            "Audit names no systemd unit or container: what started a program is told by its image.");

    private static final String ASKING =
            "An interpreter that never asked is not restrained by securebits, and one that learns to ask by an update will be.";
    private static final String READING =
            "That an interpreter read a file is not on record; that it ran is inferred from how it ended.";
    private static final String ROOTS =
            "Paths are as the process saw them: in a chroot or container they can name another file or mount.";

    private Limits() {}

    static List<String> of(Switch which) {
        List<String> limits = new ArrayList<>(ofKind(which.kind()));
        limits.addAll(ALWAYS);
        return limits;
    }

    private static List<String> ofKind(Switch.Kind kind) {
        return switch (kind) {
            case RESTRICT_FILE -> List.of(ASKING, READING);
            case DENY_INTERACTIVE ->
                List.of(ASKING, "That an interpreter that asks about files obeys this bit too is taken for granted.");
            case MEMFD_NOEXEC_1, MEMFD_NOEXEC_2 ->
                List.of(
                        "The value is one of the pid namespace; which value an act ran under is not on record.",
                        "32-bit programs are seen only where audit rules for arch=b32 name memfd_create.",
                        "What 2 refuses changed between releases of Linux 6.3 to 6.5; a host whose release is not known is"
                                + " taken for a later one.",
                        "A program may try memfd_create and do without when it fails.");
            case IMA_APPRAISE_SCRIPTS ->
                List.of(
                        "The rule appraises every binary as well; those are not judged here.",
                        "Whether a signature's key is in the kernel's keyring is not on record.",
                        "A measurement list tells of signatures only under a template with the field sig.");
            case NOEXEC_MOUNT ->
                List.of(
                        ROOTS,
                        "Libraries and plug-ins that running programs map from the mount are seen only where mmap is"
                                + " audited.",
                        "Without a host's mounts, a path below the mount point is taken to lie on the mount.");
        };
    }
}
