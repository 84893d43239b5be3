package io.execparity.stream.measurement;

import org.jspecify.annotations.Nullable;

/**
 * A use of a file, by what an IMA policy can ask about it and records can tell.
 *
 * @param filesystem the type of the file system, null where it is not known
 * @param user the real user id of whoever uses it, -1 where it is not known
 * @param owner the file's owner, -1 where it is not known
 */
public record FileUse(@Nullable String filesystem, long user, long owner) {
    /** Where the kernel asks the policy, with the access that it asks for. */
    public enum Hook {
        /** Each file that an execution or a check leads through. */
        BPRM_CHECK("MAY_EXEC"),
        /** The same, with the credentials of the program to be. */
        CREDS_CHECK("MAY_EXEC"),
        /** An executable mapping, as a dynamic linker makes it. */
        MMAP_CHECK("MAY_EXEC"),
        /** An open for reading, which is how an interpreter gets its script. */
        FILE_CHECK("MAY_READ");

        private final String access;

        Hook(String access) {
            this.access = access;
        }

        String access() {
            return access;
        }
    }
}
