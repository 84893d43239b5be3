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

    /** MS_UNBINDABLE, MS_PRIVATE, MS_SLAVE and MS_SHARED: what the mount allows stays as it was. */
    private static final long PROPAGATION = 0xF << 17;

    /** MS_BIND and MS_MOVE: what is mounted keeps what it allows, which these flags do not say. */
    private static final long MS_BIND_OR_MOVE = 0x3000;

    /** Any device, and none: no device has such a number. */
    private static final long NONE = -1;

    private final FileLedger files;
    private final Set<String> told;
    private final BoundedTable<Bytes, MountPoint> points;

    /**
     * A mount point of which records show something.
     *
     * @param witness the stamp of the record that shows it noexec, null where only the site says so
     * @param executable the device of which a file was executed below it since; negative for none, and where there is
     *     no witness either the site's word does not hold any more
     */
    record MountPoint(@Nullable String witness, long executable, long lastUsed) {
        /** True where it is noexec for files of the device; one without a witness is kept only where the site says so. */
        boolean forbids(long device) {
            return (witness != null || executable >= 0) && executable != device;
        }
    }

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
        boolean remount = (call.a3() & MS_REMOUNT) != 0;
        boolean propagation = (call.a3() & PROPAGATION) != 0 && !remount && (call.a3() & MS_BIND_OR_MOVE) == 0;
        if (!call.success() || at == null || !at.found() || propagation) {
            return;
        }
        boolean noexec = (call.a3() & MS_NOEXEC) != 0;
        if (remount) {
            setDevice(at.device(), noexec ? event.key().stamp() : null);
        }
        setPoint(
                PathNames.resolve(event.workingDirectory(), at.name()),
                noexec ? event.key().stamp() : null,
                ofTheHost(call) && (remount || (call.a3() & MS_BIND_OR_MOVE) == 0),
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
            remounted(process.arguments, witness, ofTheHost(call), now);
        } else {
            setPoint(PathNames.resolve(event.workingDirectory(), name), witness, ofTheHost(call), now);
        }
    }

    /** A remount by descriptor names no mount point on record, but its command line does: it comes last. */
    private void remounted(List<Bytes> arguments, @Nullable String witness, boolean ofTheHost, long now) {
        for (int i = arguments.size() - 1; i >= 0; i--) {
            if (arguments.get(i).startsWith("/")) {
                setPoint(PathNames.resolve(null, arguments.get(i)), witness, ofTheHost, now);
                return;
            }
        }
    }

    /** Another user may mount as well, in a namespace of its own: that leaves what the site says as it is. */
    private static boolean ofTheHost(SyscallRecord call) {
        return call.fsuid() == 0;
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

    /** @param overrides true where what is not noexec any more is so against the site's word */
    private void setPoint(@Nullable Bytes path, @Nullable String witness, boolean overrides, long now) {
        if (path == null) {
            return;
        }
        boolean toldSo = told.contains(path.text());
        if (witness != null || toldSo && overrides) {
            points.put(path.detached(), new MountPoint(witness, NONE, now));
        } else if (!toldSo) {
            points.remove(path);
        }
    }

    /** Forgets a mount point that was unmounted. */
    void unmounted(AuditEvent event, SyscallRecord call, List<PathRecord> paths, long now) {
        PathRecord at = Target.first(paths);
        if (call.success() && at != null) {
            setPoint(PathNames.resolve(event.workingDirectory(), at.name()), null, ofTheHost(call), now);
        }
    }

    /**
     * True where a file's mount is noexec by the site's word or by a record. Refusals of executable files that no record
     * explains do not show it: a sandbox that leaves no record refuses every file as well.
     */
    boolean noexec(@Nullable Bytes path, long device) {
        DeviceState state = files.device(device);
        return state.noexecWitness != null || noexecPoint(path, device) != null;
    }

    /** The nearest mount point above a file that is noexec for files of its device, null where none is. */
    private @Nullable Bytes noexecPoint(@Nullable Bytes path, long device) {
        for (Bytes at = path; at != null && at.length() > 1; at = parent(at)) {
            if (forbids(at, device)) {
                return at;
            }
        }
        return null;
    }

    private boolean forbids(Bytes at, long device) {
        MountPoint point = points.get(at);
        return point == null ? told.contains(at.text()) : point.forbids(device);
    }

    /** True where a record shows that a file's mount was made noexec only after this time. */
    boolean noexecOnlyAfter(@Nullable Bytes path, long device, long then) {
        DeviceState state = files.device(device);
        if (state.noexecWitness != null) {
            return state.noexecSince > then;
        }
        Bytes at = noexecPoint(path, device);
        MountPoint point = at == null ? null : points.get(at);
        return point != null && point.witness != null && point.lastUsed() > then;
    }

    private static @Nullable Bytes parent(Bytes path) {
        int slash = path.lastIndexOf((byte) '/');
        return slash <= 0 ? null : path.slice(0, slash);
    }

    /**
     * Notes that a file was executed, which a noexec mount forbids. Where its mount was taken for one, by whatever word,
     * files of its device can be executed there by now; another mount may lie below the one that is known.
     *
     * @param ofTheHost false where the path may be one in a namespace of the user's own
     */
    void executed(@Nullable Bytes path, long device, boolean ofTheHost, long now) {
        DeviceState state = files.device(device);
        if (state.noexecWitness != null) {
            state.noexecWitness = null;
            files.put(device, state);
        }
        if (!ofTheHost || told.isEmpty() && points.size() == 0) {
            return;
        }
        for (Bytes at = path; at != null && at.length() > 1; at = parent(at)) {
            if (forbids(at, device)) {
                MountPoint known = points.get(at);
                MountPoint since = known == null || known.witness == null
                        ? new MountPoint(null, device, now)
                        : new MountPoint(known.witness, device, known.lastUsed);
                points.put(at.detached(), since);
            }
        }
    }

    void reboot() {
        points.clear();
    }
}
