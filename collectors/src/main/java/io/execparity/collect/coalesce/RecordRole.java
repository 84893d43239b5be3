package io.execparity.collect.coalesce;

/** What a record's type says about the event it belongs to. */
enum RecordRole {
    SYSCALL,
    PATH,
    CWD,
    EXECVE,
    PROCTITLE,
    /** The end of an event, which only netlink and plugins get; it closes the event and is not kept. */
    END,
    /** An io_uring operation: stands for the SYSCALL where the kernel worked outside one. */
    URING,
    /** Written on the way out of a system call only, so that a SYSCALL belongs to it. */
    PART,
    /** Written when it happens, inside a system call or outside any: a SYSCALL may follow, or not. */
    WITNESS,
    /** Sent by a user-space program: an event of its own. */
    USER,
    /** The daemon's own, under serials of its own. */
    DAEMON
}
