package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.record.IntegrityRuleRecord;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of an exec's lookups is the one in question. Not all are there always: under overload any may be lost, and an
 * event that IMA's record opens without audit rules has those alone that came after it, counted from 0.
 */
final class Lookups {
    private Lookups() {}

    /**
     * The lookup of the file that was executed: the first of the call, but for a dynamic linker's, which the kernel
     * makes last.
     *
     * @param image the new image's path
     * @return null where it is not on record
     */
    static @Nullable PathRecord executed(List<PathRecord> paths, @Nullable Bytes image) {
        for (PathRecord path : paths) {
            if (path.found() && path.kind() != PathRecord.Kind.PARENT) {
                boolean first = path.item() == 0 && !isLinkerOf(image, path, paths);
                if (first || path.item() > 0 && isOf(image, path)) {
                    return path;
                }
            }
        }
        return null;
    }

    /** True for a lookup of the dynamic linker that the executed file asked for, by its name. */
    private static boolean isLinkerOf(@Nullable Bytes image, PathRecord path, List<PathRecord> paths) {
        if (!hasLinkersName(path) || image == null || PathNames.namesLinker(PathNames.withoutDeleted(image))) {
            return false;
        }
        for (PathRecord other : paths) {
            // An executed file may bear such a name too: then the true one is there besides.
            if (other.item() > path.item() && hasLinkersName(other) && other.inode() != path.inode()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLinkersName(PathRecord path) {
        Bytes name = path.name();
        return name != null && path.isRegularFile() && PathNames.namesLinker(name);
    }

    private static boolean isOf(@Nullable Bytes image, PathRecord path) {
        Bytes name = path.name();
        if (image == null || name == null || name.isEmpty() || !path.isRegularFile()) {
            return false;
        }
        Bytes base = name.baseName();
        return base.equals(image.baseName())
                || base.equals(PathNames.withoutDeleted(image).baseName());
    }

    /**
     * The lookup of a file that IMA names: the first of several rules is the script, then the interpreter.
     *
     * @return null where it cannot be told
     */
    static @Nullable PathRecord measured(Bytes name, List<PathRecord> paths, AuditEvent event) {
        Bytes base = name.baseName();
        for (PathRecord path : paths) {
            Bytes looked = path.name();
            if (looked != null && path.isRegularFile() && looked.baseName().equals(base)) {
                return path;
            }
        }
        for (PathRecord path : paths) {
            Bytes looked = path.name();
            boolean memfd = name.startsWith("memfd:") && looked != null && PathNames.namesDescriptor(looked);
            if (memfd && path.isRegularFile()) {
                return path;
            }
        }
        return event.all(IntegrityRuleRecord.class).size() == 1 ? only(name, paths, event) : null;
    }

    /** The lookup of the only file that was measured, where it went by another name: a linker's or the first other. */
    private static @Nullable PathRecord only(Bytes name, List<PathRecord> paths, AuditEvent event) {
        SyscallRecord call = event.first(SyscallRecord.class);
        Bytes image = call == null ? null : call.exe();
        boolean ofImage = image != null && image.baseName().equals(name.baseName());
        boolean linker = !ofImage && PathNames.namesLinker(name);
        Bytes called = event.arguments()
                .filter(arguments -> ofImage && !arguments.list().isEmpty())
                .map(arguments -> arguments.list().get(0))
                .orElse(null);
        PathRecord found = null;
        for (PathRecord path : paths) {
            if (path.isRegularFile() && hasLinkersName(path) == linker) {
                // A script's interpreter is the image, and its arguments begin with the name it was looked up by.
                boolean interpreter = called != null && called.equals(path.name());
                found = found == null || interpreter ? path : found;
            }
        }
        return found;
    }
}
