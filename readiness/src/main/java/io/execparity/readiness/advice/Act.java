package io.execparity.readiness.advice;

import java.util.Set;

/**
 * What a switch could have changed: an act of running code, or a call of memfd_create. Texts are as results have them; one
 * that is not known is empty. Acts that are equal are judged alike, whenever they were.
 *
 * @param kind what it was
 * @param service the program that started it, or that made the memory file that ran; empty where that is not on record
 * @param program the image that acted
 * @param interpreter what interprets or loads the file, empty for a binary
 * @param file the path of what ran, in the task's own root
 * @param digest of what ran, as {@code algorithm:hexadecimal}
 * @param mode to {@code outcome} are the contract's words
 * @param policy the securebits it was under
 * @param memfdFlags how the memory file was made; empty where that is not on record or there is none
 */
public record Act(
        Kind kind,
        String host,
        String service,
        String program,
        String interpreter,
        String file,
        String digest,
        String mode,
        String vector,
        String origin,
        String check,
        String outcome,
        Set<String> policy,
        Set<String> memfdFlags) {
    /** What an act was. */
    public enum Kind {
        EXECUTION,
        MEMFD_CREATE
    }

    public Act {
        policy = Set.copyOf(policy);
        memfdFlags = Set.copyOf(memfdFlags);
    }

    boolean isExecution() {
        return kind == Kind.EXECUTION;
    }

    /** True where the kernel or the interpreter stopped it without any switch. */
    boolean failedAnyway() {
        return outcome.equals("denied") || outcome.equals("refused");
    }

    boolean isDirect() {
        return mode.equals("direct");
    }

    boolean isIn(String anOrigin) {
        return origin.equals(anOrigin);
    }

    boolean checkWas(String answer) {
        return check.equals(answer);
    }

    boolean restricted() {
        return policy.contains("restrict-file");
    }

    boolean interactiveDenied() {
        return policy.contains("deny-interactive");
    }

    /** Code that no file holds. */
    boolean hasNoFile() {
        return vector.equals("inline") || vector.equals("stdin-stream") || vector.equals("interactive");
    }

    boolean readsStandardInput() {
        return vector.equals("stdin-file");
    }

    /** An interpreter opened a file by name and ran it. */
    boolean interpretsNamedFile() {
        return vector.equals("script-file") || vector.equals("module");
    }

    /** What a person would call it: the file where there is one, else how the code came. */
    String subject() {
        if (!file.isEmpty()) {
            return file;
        }
        return isExecution() ? isIn("memfd") ? "(memory file)" : "(" + vector + ")" : "(memfd_create)";
    }
}
