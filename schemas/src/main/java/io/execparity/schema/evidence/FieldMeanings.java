package io.execparity.schema.evidence;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what the fields of a record mean, for those where what is written does not say it by itself. */
public final class FieldMeanings {
    /** The most fields that are told of one record; the line has all of them. */
    static final int MOST_FIELDS = 200;

    private static final long UNSET = 0xFFFF_FFFFL;

    /** Strings from user space, which the kernel writes in hexadecimal where they could be mistaken (kernel/audit.c). */
    private static final Set<String> STRINGS =
            Set.of("name", "comm", "exe", "cwd", "proctitle", "path", "file", "key", "device", "dir", "data", "cmd");

    private static final Set<String> USERS = Set.of("auid", "ses", "old-auid", "old-ses");

    /** Linux include/uapi/asm-generic/errno-base.h and errno.h: those with which executing and opening fail. */
    private static final Map<Long, String> ERRORS = Map.ofEntries(
            Map.entry(-1L, "EPERM: not permitted"),
            Map.entry(-2L, "ENOENT: no such file"),
            Map.entry(-7L, "E2BIG: arguments too long"),
            Map.entry(-8L, "ENOEXEC: no format the kernel can run"),
            Map.entry(-9L, "EBADF: no such descriptor"),
            Map.entry(-12L, "ENOMEM: out of memory"),
            Map.entry(-13L, "EACCES: permission denied"),
            Map.entry(-14L, "EFAULT: bad address"),
            Map.entry(-20L, "ENOTDIR: not a folder"),
            Map.entry(-21L, "EISDIR: a folder"),
            Map.entry(-22L, "EINVAL: invalid argument"),
            Map.entry(-26L, "ETXTBSY: open for writing"),
            Map.entry(-30L, "EROFS: read-only filesystem"),
            Map.entry(-38L, "ENOSYS: no such system call"),
            Map.entry(-40L, "ELOOP: too many links"));

    private FieldMeanings() {}

    /** Every field in the order in which it was written, at most {@link #MOST_FIELDS}. */
    public static List<EvidenceField> of(AuditRecord record) {
        Fields fields = record.fields();
        List<EvidenceField> told = new ArrayList<>();
        for (int i = 0; i < Math.min(fields.count(), MOST_FIELDS); i++) {
            String name = fields.name(i).text();
            String written = fields.written(i).text();
            String meaning = meaning(record, name, i);
            told.add(new EvidenceField(name, written, meaning.equals(written) ? "" : meaning));
        }
        return told;
    }

    private static String meaning(AuditRecord record, String name, int index) {
        Fields fields = record.fields();
        if (STRINGS.contains(name) || isArgument(record, name)) {
            return string(fields, name, index);
        }
        if (USERS.contains(name) && fields.number(index, 10, 0) == UNSET) {
            return "unset: no login";
        }
        if (record instanceof SyscallRecord call) {
            return callMeaning(call, name);
        }
        if (record instanceof PathRecord path && name.equals("mode")) {
            return path.mode() < 0 ? "" : mode(path.mode());
        }
        return "";
    }

    private static boolean isArgument(AuditRecord record, String name) {
        return record.head().typeName().equals("EXECVE") && name.matches("a\\d+(\\[\\d+])?");
    }

    private static String string(Fields fields, String name, int index) {
        Bytes value = fields.string(index);
        if (value == null) {
            return "none";
        }
        // The kernel writes a command line with a zero byte behind each argument.
        return name.equals("proctitle") ? value.text().replace('\0', ' ') : value.text();
    }

    private static String callMeaning(SyscallRecord call, String name) {
        return switch (name) {
            case "arch" -> call.arch() == 0xc000003e ? "x86_64" : call.arch() == 0xc00000b7 ? "aarch64" : "";
            case "syscall" -> {
                SystemCall known = SystemCall.of(call.arch(), call.number());
                yield known == SystemCall.OTHER ? "" : known.name().toLowerCase(Locale.ROOT);
            }
            case "success" -> call.success() ? "allowed" : "failed";
            case "exit" -> call.exit() < 0 ? ERRORS.getOrDefault(call.exit(), "error " + -call.exit()) : "";
            case "items" ->
                call.items() == 0
                        ? "no PATH records belong to it"
                        : call.items() == 1 ? "one PATH record" : call.items() + " PATH records";
            default -> "";
        };
    }

    /** {@code 0100644} as {@code file rw-r--r--, no execute bit} (Linux include/uapi/linux/stat.h). */
    static String mode(int mode) {
        String kind = switch (mode & 0170000) {
            case 0100000 -> "file";
            case 0040000 -> "folder";
            case 0120000 -> "symbolic link";
            case 0010000 -> "pipe";
            case 0020000 -> "character device";
            case 0060000 -> "block device";
            case 0140000 -> "socket";
            default -> "unknown kind";
        };
        StringBuilder bits = new StringBuilder(kind).append(' ');
        for (int bit = 8; bit >= 0; bit--) {
            bits.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        boolean executable = (mode & 0111) != 0;
        return kind.equals("file") && !executable ? bits + ", no execute bit" : bits.toString();
    }
}
