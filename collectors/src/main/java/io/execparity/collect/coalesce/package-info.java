/**
 * Puts the records of a host together into events, in the kernel's order, and says what is missing.
 *
 * <p>The way of a record: {@link io.execparity.collect.coalesce.EventCoalescer} tells boots apart and puts aside what
 * fits nowhere ({@code Strays}); {@code BootSequence} gathers the records of each serial ({@code PendingEvent}) and lets
 * events go in order; what comes for a serial whose turn is over goes to {@code PastSerials}.
 *
 * <p>Why it waits where it does: neither PROCTITLE nor time ends an event. The kernel's retry queue has been seen to
 * deliver single records 8 s and 300 serials after their neighbours, PROCTITLE before SYSCALL among them. So an event is
 * whole when nothing it must have is missing; where that cannot be told, as for a record that may or may not belong to a
 * system call and for an execveat that was a check or has lost its EXECVE, it waits for longer than those 8 s.
 */
@NullMarked
package io.execparity.collect.coalesce;

import org.jspecify.annotations.NullMarked;
