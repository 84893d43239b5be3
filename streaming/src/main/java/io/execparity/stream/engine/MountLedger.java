package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.BytesCodec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which mounts are noexec: by the site's word, by mount(2)'s flags, or by the options that mount(8) was given, whose new
 * calls keep the attributes in memory that is not on record.
 */
final class MountLedger {
    /** MS_NOEXEC and MS_REMOUNT (Linux include/uapi/linux/mount.h). */
    private static final long MS_NOEXEC = 8;

    private static final long MS_REMOUNT = 32;

    private final FileLedger files;
    private final Set<String> told;
    private final BoundedTable<Bytes, MountPoint> points;

    /** A mount point that records show as noexec. */
    record MountPoint(String witness, long lastUsed) {}

    MountLedger(Tables tables, FileLedger files, Set<String> told) {
        this.files = files;
        this.told = told;
        points = new BoundedTable<>(
                tables.table("mounts", BytesCodec.CODEC, MountPointCodec.CODEC),
                tables.room(),
                4_096,
                MountPoint::lastUsed,
                (path, point) -> 240 + path.length());
    }

    /** Takes mount(2): a remount's lookup is the mounted root itself, a new mount's is the directory below it. */
    void mounted(AuditEvent event, SyscallRecord call, List<PathRecord> paths, long now) {
        PathRecord at = Target.first(paths);
        if (!call.success() || at == null || !at.found()) {
            return;
        }
        boolean noexec = (call.a3() & MS_NOEXEC) != 0;
        if ((call.a3() & MS_REMOUNT) != 0) {
            setDevice(at.device(), noexec ? event.key().stamp() : null);
        }
        setPoint(
                PathNames.resolve(event.workingDirectory(), at.name()),
                noexec ? event.key().stamp() : null,
                now);
    }

    /** Takes mount_setattr and move_mount, with the command line of the process as the only witness of attributes. */
    void changed(AuditEvent event, SyscallRecord call, List<PathRecord> paths, ProcessState process, long now) {
        PathRecord at = Target.first(paths);
        Boolean noexec = asked(process.arguments);
        if (!call.success() || at == null || !at.found() || noexec == null) {
            return;
        }
        String witness = noexec ? event.key().stamp() : null;
        Bytes name = at.name();
        if (name == null || name.isEmpty()) {
            setDevice(at.device(), witness);
            remounted(process.arguments, witness);
        } else {
            setPoint(PathNames.resolve(event.workingDirectory(), name), witness, now);
        }
    }

    /** A remount by descriptor names no mount point on record, but its command line does. */
    private void remounted(List<Bytes> arguments, @Nullable String witness) {
        if (witness == null) {
            arguments.forEach(points::remove);
        }
    }

    /** What {@code mount -o …} asked for: true for noexec, false for exec, null for neither. */
    private static @Nullable Boolean asked(List<Bytes> arguments) {
        Boolean asked = null;
        for (Bytes argument : arguments) {
            for (String option : argument.text().split("[,=]")) {
                if (option.equals("noexec") || option.equals("-onoexec")) {
                    asked = true;
                } else if (option.equals("exec") || option.equals("-oexec")) {
                    asked = false;
                }
            }
        }
        return asked;
    }

    private void setDevice(long device, @Nullable String witness) {
        DeviceState state = files.device(device);
        state.noexecWitness = witness;
        state.noexecSince = files.now();
        files.put(device, state);
    }

    private void setPoint(@Nullable Bytes path, @Nullable String witness, long now) {
        if (path == null) {
            return;
        }
        if (witness == null) {
            points.remove(path);
        } else {
            points.put(path.detached(), new MountPoint(witness, now));
        }
    }

    /** Forgets a mount point that was unmounted. */
    void unmounted(AuditEvent event, SyscallRecord call, List<PathRecord> paths) {
        PathRecord at = Target.first(paths);
        if (call.success() && at != null) {
            setPoint(PathNames.resolve(event.workingDirectory(), at.name()), null, 0);
        }
    }

    /**
     * True where a file's mount is noexec by the site's word or by a record. Refusals of executable files that no record
     * explains do not show it: a sandbox that leaves no record refuses every file as well.
     */
    boolean noexec(@Nullable Bytes path, long device) {
        DeviceState state = files.device(device);
        if (state.noexecWitness != null) {
            return true;
        }
        for (Bytes at = path; at != null && at.length() > 1; at = parent(at)) {
            if (told.contains(at.text()) || points.get(at) != null) {
                return true;
            }
        }
        return false;
    }

    /** True where a record shows that a file's mount was made noexec only after this time. */
    boolean noexecOnlyAfter(@Nullable Bytes path, long device, long then) {
        DeviceState state = files.device(device);
        if (state.noexecWitness != null) {
            return state.noexecSince > then;
        }
        for (Bytes at = path; at != null && at.length() > 1; at = parent(at)) {
            MountPoint point = points.get(at);
            if (point != null) {
                return point.lastUsed() > then;
            }
        }
        return false;
    }

    private static @Nullable Bytes parent(Bytes path) {
        int slash = path.lastIndexOf((byte) '/');
        return slash <= 0 ? null : path.slice(0, slash);
    }

    /** Notes that a file was executed on a device, which a noexec mount forbids. */
    void executed(long device) {
        DeviceState state = files.device(device);
        if (state.noexecWitness != null) {
            state.noexecWitness = null;
            files.put(device, state);
        }
    }

    void reboot() {
        points.clear();
    }
}
