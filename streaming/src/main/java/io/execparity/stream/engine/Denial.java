package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's refusal to execute a file, directly or in a check.
 *
 * @param reason which layer refused
 * @param key the event of the refusal
 * @param wasCheck true where it was a check, false where it was an execution or cannot be told
 * @param user file-access user id, for reasons that depend on it
 * @param confinement the LSM context or Landlock domain that the refusal belongs to, null where it holds for all
 * @param evidence that event's stamp
 */
public record Denial(
        FileIdentity file,
        Reason reason,
        EventKey key,
        boolean wasCheck,
        long user,
        @Nullable Bytes confinement,
        String evidence) {

    /** The layer that refused, which decides how long the refusal holds and for whom. */
    public enum Reason {
        /** No execute bit: holds for everybody until a chmod. */
        MODE("it has no execute bit"),
        /** No execute bit for this user: holds for the same user until a chmod. */
        MODE_FOR_USER("this user may not execute it"),
        /** A noexec mount, by witness of the mount or of other files there. */
        NOEXEC_MOUNT("its mount is noexec"),
        /** IMA found its content wanting: holds until it is written to. */
        APPRAISAL("IMA appraisal refused it"),
        /** A policy for the whole system: IPE or fapolicyd. */
        SYSTEM_POLICY("a system-wide policy refused it"),
        /** A Landlock domain, an AppArmor profile or an SELinux domain: holds only inside. */
        CONFINEMENT("the caller's sandbox or profile refused it"),
        /** Nothing on record says why. */
        UNKNOWN("of something that is not on record");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** A clause that completes "the kernel refused this file because …". */
        public String sentence() {
            return sentence;
        }
    }
}
