package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A system call, as it stood when it returned (Linux kernel/auditsc.c, audit_log_exit). {@code comm} and {@code exe}
 * are those of the new image where the call was a successful exec. Only the first four arguments are on record, so an
 * execveat's flags never are.
 *
 * @param arch AUDIT_ARCH of the caller, 0 where absent
 * @param number the system call's number on that architecture, -1 where absent
 * @param success true for {@code success=yes}
 * @param returned false where the call does not return (exit_group), so that {@code success} and {@code exit} say nothing
 * @param exit the result, -errno on failure
 * @param a0 to a3, sign and width as the kernel printed them
 * @param items how many PATH records the kernel meant to write, hidden names included
 * @param ppid parent's process id, 0 where absent
 * @param pid process id (the thread group's), 0 where absent
 */
public record SyscallRecord(
        RecordHead head,
        Fields fields,
        int arch,
        int number,
        boolean success,
        boolean returned,
        long exit,
        long a0,
        long a1,
        long a2,
        long a3,
        int items,
        int ppid,
        int pid)
        implements AuditRecord {
    /** Where the kernel writes what is looked up on demand; each look-up starts there, and searches all where it errs. */
    private static final int AUID = 11;

    private static final int UID = 12;
    private static final int FSUID = 16;
    private static final int TTY = 20;
    private static final int COMM = 22;
    private static final int EXE = 23;
    private static final int SUBJ = 24;

    static SyscallRecord from(RecordHead head, Fields fields) {
        FieldCursor cursor = new FieldCursor(fields);
        int arch = (int) cursor.number("arch", 16, 0);
        int number = (int) cursor.number("syscall", 10, -1);
        int success = cursor.find("success");
        long exit = cursor.number("exit", 10, Long.MIN_VALUE);
        return new SyscallRecord(
                head,
                fields,
                arch,
                number,
                success >= 0 && fields.written(success).is("yes"),
                exit != Long.MIN_VALUE,
                exit == Long.MIN_VALUE ? 0 : exit,
                cursor.number("a0", 16, 0),
                cursor.number("a1", 16, 0),
                cursor.number("a2", 16, 0),
                cursor.number("a3", 16, 0),
                (int) cursor.number("items", 10, 0),
                (int) cursor.number("ppid", 10, 0),
                (int) cursor.number("pid", 10, 0));
    }

    /** An int argument such as a descriptor: the low 32 bits, whichever width was printed. */
    public int intArgument(long argument) {
        return (int) argument;
    }

    /** The login uid, 4294967295 for unset. */
    public long auid() {
        return fields.decimal("auid", AUID, 0xFFFF_FFFFL);
    }

    /** The real user id, 4294967295 where absent. */
    public long uid() {
        return fields.decimal("uid", UID, 0xFFFF_FFFFL);
    }

    /** The effective user id for file access, 4294967295 where absent. */
    public long fsuid() {
        return fields.decimal("fsuid", FSUID, 0xFFFF_FFFFL);
    }

    /** The controlling terminal, null for {@code (none)}. */
    public @Nullable Bytes tty() {
        Bytes written = fields.written("tty", TTY);
        return written == null || written.is("(none)") ? null : written;
    }

    public @Nullable Bytes comm() {
        return fields.string("comm", COMM);
    }

    /** The image's path in its own root, with {@code " (deleted)"} where it has no name any more. */
    public @Nullable Bytes exe() {
        return fields.string("exe", EXE);
    }

    /** The LSM context of the caller, as written. */
    public @Nullable Bytes subject() {
        return fields.written("subj", SUBJ);
    }
}
