package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;

/**
 * Arguments of a new image, or one part of them: a long list is split over several records of one event, and a long
 * argument into chunks (Linux kernel/auditsc.c, audit_log_execve_info). {@link ExecveArguments} puts them together.
 *
 * @param argc how many arguments there are, -1 in every record but the first
 */
public record ExecveRecord(RecordHead head, Fields fields, int argc) implements AuditRecord {
    static ExecveRecord from(RecordHead head, Fields fields) {
        return new ExecveRecord(head, fields, (int) fields.decimal("argc", -1));
    }

    /** True for a name such as {@code a12} or {@code a12[3]}, false for {@code argc} and {@code a12_len}. */
    static boolean isArgument(Bytes name) {
        return name.length() >= 2
                && name.at(0) == 'a'
                && name.at(1) >= '0'
                && name.at(1) <= '9'
                && name.indexOf((byte) '_', 0) < 0;
    }

    /** The 12 of {@code a12} or {@code a12[3]}, -1 where there is none. */
    static int argumentNumber(Bytes name) {
        long number = 0;
        for (int i = 1; i < name.length() && name.at(i) != '['; i++) {
            int digit = name.at(i) - '0';
            if (digit < 0 || digit > 9 || number > 10_000_000) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return (int) number;
    }
}
