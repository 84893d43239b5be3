package io.execparity.collect.coalesce;

import io.execparity.schema.record.SyscallRecord;

/** What a system call's number says about the records that belong to it; only the numbers that putting together needs. */
enum SystemCallShape {
    /** Brings EXECVE when it succeeds. */
    EXECVE,
    /** Brings EXECVE when it succeeds, unless it was only an executability check. */
    EXECVEAT,
    /** Counts names among its items that it does not write (mq_open, mq_unlink). */
    HIDES_NAMES,
    OTHER;

    private static final int X32 = 0x4000_0000;

    static SystemCallShape of(SyscallRecord call) {
        return switch (call.arch()) {
            case 0xC000003E -> of(call.number() & ~X32, 59, 322, 240, call.number() >= X32);
            case 0x40000003 -> of(call.number(), 11, 358, 277, false); // i386
            case 0xC00000B7, 0xC00000F3, 0x400000F3, 0xC0000102 -> of(call.number(), 221, 281, 180, false); // generic
            case 0x40000028 -> of(call.number(), 11, 387, 274, false); // arm
            case 0x80000016, 0x16 -> of(call.number(), 11, 354, 271, false); // s390
            case 0xC0000015, 0x80000015, 0x14 -> of(call.number(), 11, 362, 262, false); // powerpc
            default -> OTHER;
        };
    }

    /** {@code mqUnlink} is always {@code mqOpen + 1}. x32 has numbers of its own for the two execs. */
    private static SystemCallShape of(int number, int execve, int execveat, int mqOpen, boolean x32) {
        if (number == (x32 ? 520 : execve)) {
            return EXECVE;
        }
        if (number == (x32 ? 545 : execveat)) {
            return EXECVEAT;
        }
        return number == mqOpen || number == mqOpen + 1 ? HIDES_NAMES : OTHER;
    }
}
