package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.text.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The roles of record types. Remembers the names it has met, since telling a number from a name costs more. */
final class RecordRoles {
    private static final int MAX_REMEMBERED = 512;

    /** What audit_log_exit writes beside SYSCALL (Linux 7.2 kernel/auditsc.c), by name and by number. */
    private static final Set<String> PARTS = Set.of(
            "IPC",
            "IPC_SET_PERM",
            "SOCKETCALL",
            "SOCKADDR",
            "MQ_OPEN",
            "MQ_SENDRECV",
            "MQ_NOTIFY",
            "MQ_GETSETATTR",
            "FD_PAIR",
            "OBJ_PID",
            "BPRM_FCAPS",
            "CAPSET",
            "KERN_MODULE",
            "TIME_INJOFFSET",
            "TIME_ADJNTPVAL",
            "1303",
            "1311",
            "1304",
            "1306",
            "1312",
            "1313",
            "1314",
            "1315",
            "1317",
            "1318",
            "1321",
            "1322",
            "1330",
            "1332",
            "1333");

    private final Map<String, RecordRole> remembered = new HashMap<>();

    RecordRole of(AuditRecord record) {
        return switch (record.type()) {
            case SYSCALL -> RecordRole.SYSCALL;
            case PATH -> RecordRole.PATH;
            case CWD -> RecordRole.CWD;
            case EXECVE -> RecordRole.EXECVE;
            case PROCTITLE -> RecordRole.PROCTITLE;
            case EOE -> RecordRole.END;
            case MMAP, OPENAT2 -> RecordRole.PART;
            case DAEMON_START, DAEMON_END, DAEMON_ABORT -> RecordRole.DAEMON;
            case AVC,
                    LANDLOCK_ACCESS,
                    IPE_ACCESS,
                    FANOTIFY,
                    CONFIG_CHANGE,
                    INTEGRITY_DATA,
                    INTEGRITY_USERSPACE,
                    INTEGRITY_PCR,
                    INTEGRITY_RULE -> RecordRole.WITNESS;
            case OTHER -> ofOther(record);
        };
    }

    private RecordRole ofOther(AuditRecord record) {
        String typeName = record.head().typeName();
        RecordRole role = remembered.get(typeName);
        if (role == null) {
            role = named(typeName);
            if (remembered.size() < MAX_REMEMBERED) {
                remembered.put(typeName, role);
            }
        }
        return role == RecordRole.WITNESS && isMessage(record) ? RecordRole.USER : role;
    }

    private static RecordRole named(String typeName) {
        if (RecordType.isDaemon(typeName)) {
            return RecordRole.DAEMON;
        }
        if (RecordType.isUserMessage(typeName)) {
            return RecordRole.USER;
        }
        String bare = typeName.startsWith("UNKNOWN[") && typeName.endsWith("]")
                ? typeName.substring(8, typeName.length() - 1)
                : typeName;
        if (bare.equals("URINGOP") || bare.equals("1336")) {
            return RecordRole.URING;
        }
        return PARTS.contains(bare) ? RecordRole.PART : RecordRole.WITNESS;
    }

    /** Many user-space types have names of no common form (ADD_GROUP, CRYPTO_KEY_USER), but all wrap their text so. */
    private static boolean isMessage(AuditRecord record) {
        Bytes message = record.fields().written("msg");
        return message != null && !message.isEmpty() && message.at(0) == '\'';
    }
}
