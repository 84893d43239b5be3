package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A name that a system call looked up (Linux kernel/audit.c, audit_log_name). The mode is that at lookup, so a chmod
 * shows the one before it.
 *
 * @param item its number among the event's PATH records
 * @param kind what the lookup found or did
 * @param inode the inode number, -1 where the lookup failed
 * @param device major and minor as {@link #device(int, int)} packs them, -1 where the lookup failed
 * @param mode file type and permission bits, -1 where the lookup failed
 */
public record PathRecord(RecordHead head, Fields fields, int item, Kind kind, long inode, long device, int mode)
        implements AuditRecord {

    /** The {@code nametype} of a PATH record. */
    public enum Kind {
        NORMAL,
        PARENT,
        CREATE,
        DELETE,
        UNKNOWN
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int TYPE_MASK = 0170000;

    static PathRecord from(RecordHead head, Fields fields) {
        FieldCursor cursor = new FieldCursor(fields);
        int item = (int) cursor.number("item", 10, 0);
        long inode = cursor.number("inode", 10, -1);
        long device = device(cursor.written("dev"));
        int mode = (int) cursor.number("mode", 8, -1);
        return new PathRecord(head, fields, item, kind(cursor.written("nametype")), inode, device, mode);
    }

    private static Kind kind(@Nullable Bytes written) {
        if (written != null) {
            for (Kind kind : KINDS) {
                if (written.is(kind.name())) {
                    return kind;
                }
            }
        }
        return Kind.UNKNOWN;
    }

    /** Packs a device number: major in the high 32 bits. */
    public static long device(int major, int minor) {
        return (long) major << 32 | minor & 0xFFFF_FFFFL;
    }

    /** Reads {@code fe:00}, both parts hexadecimal; -1 where it is not one. */
    private static long device(@Nullable Bytes written) {
        if (written == null) {
            return -1;
        }
        long major = 0;
        long part = 0;
        boolean minor = false;
        for (int i = 0; i < written.length(); i++) {
            byte b = written.at(i);
            int digit = Character.digit(b, 16);
            if (b == ':' && !minor) {
                major = part;
                part = 0;
                minor = true;
            } else if (digit >= 0 && part <= 0xFFFFFF) {
                part = part << 4 | digit;
            } else {
                return -1;
            }
        }
        return minor ? device((int) major, (int) part) : -1;
    }

    /** The name as user space passed it, relative to the directory of the call; empty for an empty path. */
    public @Nullable Bytes name() {
        return fields.string("name", 1);
    }

    /** The file's owner, -1 where the record does not say. */
    public long owner() {
        return fields.decimal("ouid", -1);
    }

    /** The file's LSM label, null on hosts whose security module gives none. */
    public @Nullable Bytes label() {
        return fields.written("obj", 8);
    }

    /** True where the lookup found something. */
    public boolean found() {
        return inode >= 0 && device >= 0;
    }

    public boolean isRegularFile() {
        return mode >= 0 && (mode & TYPE_MASK) == 0100000;
    }

    public boolean isDirectory() {
        return mode >= 0 && (mode & TYPE_MASK) == 0040000;
    }

    /** True for a pipe or a socket. */
    public boolean isStream() {
        int type = mode & TYPE_MASK;
        return mode >= 0 && (type == 0010000 || type == 0140000);
    }

    public boolean isSymbolicLink() {
        return mode >= 0 && (mode & TYPE_MASK) == 0120000;
    }

    /** True where any execute bit is set. */
    public boolean hasExecuteBit() {
        return mode >= 0 && (mode & 0111) != 0;
    }
}
