package io.execparity.schema.record;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The record types that a rule reads, by number and by auditd's name (Linux include/uapi/linux/audit.h, audit-userspace
 * lib/msg_typetab.h). Each has a class of its own; every other type is {@link #OTHER} and is kept whole.
 */
public enum RecordType {
    DAEMON_START(1200),
    DAEMON_END(1201),
    DAEMON_ABORT(1202),
    SYSCALL(1300),
    PATH(1302),
    CONFIG_CHANGE(1305),
    CWD(1307),
    EXECVE(1309),
    EOE(1320),
    MMAP(1323),
    PROCTITLE(1327),
    FANOTIFY(1331),
    OPENAT2(1337),
    AVC(1400),
    IPE_ACCESS(1420),
    LANDLOCK_ACCESS(1423),
    INTEGRITY_DATA(1800),
    INTEGRITY_PCR(1804),
    INTEGRITY_RULE(1805),
    INTEGRITY_USERSPACE(1808),
    OTHER(-1);

    private static final Map<String, RecordType> BY_NAME = new HashMap<>();
    private static final Map<Integer, RecordType> BY_NUMBER = new HashMap<>();

    static {
        for (RecordType type : values()) {
            if (type != OTHER) {
                BY_NAME.put(type.name(), type);
                BY_NUMBER.put(type.number, type);
            }
        }
    }

    private final int number;

    RecordType(int number) {
        this.number = number;
    }

    /** The kernel's number, -1 for {@link #OTHER}. */
    public int number() {
        return number;
    }

    /** True for the daemon's own records, whose serials are its own count and no part of the kernel's. */
    public static boolean isDaemon(String typeName) {
        return typeName.startsWith("DAEMON_")
                || numberOf(typeName).filter(n -> n >= 1200 && n <= 1299).isPresent();
    }

    /** True for records sent by user-space programs (1005-1199, 2100-2999): each is an event of its own. */
    public static boolean isUserMessage(String typeName) {
        if (typeName.startsWith("USER") || typeName.startsWith("CRED_") || typeName.startsWith("SERVICE_")) {
            return true;
        }
        return numberOf(typeName)
                .filter(n -> n == 1005 || n >= 1100 && n <= 1199 || n >= 2100 && n <= 2999)
                .isPresent();
    }

    /**
     * The type of a name as auditd writes it ({@code SYSCALL}, {@code UNKNOWN[1808]}), as journald does
     * ({@code AUDIT1808}), or of a bare number.
     */
    public static RecordType of(String typeName) {
        RecordType named = BY_NAME.get(typeName);
        if (named != null) {
            return named;
        }
        return numberOf(typeName)
                .map(number -> BY_NUMBER.getOrDefault(number, OTHER))
                .orElse(OTHER);
    }

    private static Optional<Integer> numberOf(String typeName) {
        String digits = typeName;
        if (typeName.startsWith("UNKNOWN[") && typeName.endsWith("]")) {
            digits = typeName.substring(8, typeName.length() - 1);
        } else if (typeName.startsWith("AUDIT")) {
            digits = typeName.substring(5);
        }
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(digits));
    }
}
