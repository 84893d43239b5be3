package io.execparity.schema.event;

/** A part that an event should have had. Under overload the kernel drops single records, hardly ever whole events. */
public enum MissingPart {
    /** The system call itself: who did what is unknown. */
    SYSCALL,
    /** Fewer PATH records than the call's {@code items}. */
    PATH,
    /** The working directory of a call that looked names up. */
    CWD,
    /** The arguments of a new image, whole or in part. */
    EXECVE,
    /** The command line that closes an event on hosts that send it. */
    PROCTITLE
}
