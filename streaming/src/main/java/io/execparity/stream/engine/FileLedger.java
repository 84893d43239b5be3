package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.record.IntegrityRuleRecord;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.BytesCodec;
import io.execparity.stream.state.FileIdentityCodec;
import io.execparity.stream.state.NumberCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a host: what names, digests, refusals and runs are known of a device and inode number during one life of
 * it. Freed inode numbers are handed out again at once, so a life ends at a DELETE or CREATE on record and at a name
 * that contradicts the one known.
 */
final class FileLedger {
    /** The kernel's own mount for memory files on every kernel seen: the first device without a disk. */
    private static final long FIRST_ANONYMOUS = PathRecord.device(0, 1);

    private static final int MAX_FILES = 32_768;
    private static final int MAX_NAMES = 32_768;
    private static final int MAX_DEVICES = 1_024;

    private final BoundedTable<FileIdentity, FileState> files;
    /** Which file a path led to last. */
    private final BoundedTable<Bytes, NamedFile> names;

    private final BoundedTable<Long, DeviceState> devices;
    private long now;

    /** The files that the records of the present event say were measured. */
    private final List<FileIdentity> measuredJustNow = new ArrayList<>();

    FileLedger(Tables tables) {
        files = new BoundedTable<>(
                tables.table("files", FileIdentityCodec.CODEC, FileStateCodec.CODEC),
                tables.room(),
                MAX_FILES,
                FileState::lastUsed,
                (file, state) -> state.weight());
        names = new BoundedTable<>(
                tables.table("names", BytesCodec.CODEC, NamedFileCodec.CODEC),
                tables.room(),
                MAX_NAMES,
                NamedFile::lastUsed,
                (name, named) -> 160 + name.length());
        devices = new BoundedTable<>(
                tables.table("devices", NumberCodec.CODEC, DeviceStateCodec.CODEC),
                tables.room(),
                MAX_DEVICES,
                device -> device.lastUsed,
                (number, device) -> 160);
    }

    void advance(long engineMillis) {
        now = engineMillis;
        measuredJustNow.clear();
    }

    /** The engine's time. */
    long now() {
        return now;
    }

    static @Nullable FileIdentity identity(PathRecord path) {
        return path.found() ? new FileIdentity(path.device(), path.inode()) : null;
    }

    /** What is known of a file that is used now, for the caller to {@link #put}. */
    FileState at(FileIdentity file) {
        FileState state = files.get(file);
        if (state == null) {
            state = new FileState();
        }
        state.lastUsed(now);
        return state;
    }

    @Nullable
    FileState known(FileIdentity file) {
        return files.get(file);
    }

    void put(FileIdentity file, FileState state) {
        files.put(file, state);
    }

    DeviceState device(long device) {
        DeviceState state = devices.get(device);
        if (state == null) {
            state = new DeviceState(device == FIRST_ANONYMOUS);
        }
        state.lastUsed = now;
        devices.put(device, state);
        return state;
    }

    void put(long device, DeviceState state) {
        devices.put(device, state);
    }

    /** Notes that a file on the device was taken for a memory file. */
    void markMemfd(long device) {
        DeviceState state = device(device);
        if (state.markMemfd()) {
            put(device, state);
        }
    }

    /** The file that this absolute path led to when it was last looked up, or null. */
    @Nullable
    FileIdentity byName(@Nullable Bytes path) {
        NamedFile named = path == null ? null : names.get(path);
        return named == null ? null : named.file();
    }

    /**
     * Takes what one event says about names and lives of files.
     *
     * @param directory what relative names start from, null where it is not known
     */
    void take(List<PathRecord> paths, @Nullable Bytes directory) {
        for (int i = 0; i < paths.size(); i++) {
            PathRecord path = paths.get(i);
            FileIdentity file = identity(path);
            if (file == null || path.isDirectory() || path.isSymbolicLink()) {
                continue;
            }
            switch (path.kind()) {
                case CREATE -> created(file, path, resolved(path, directory), paths);
                case DELETE -> ended(file, path, resolved(path, directory), paths);
                case NORMAL -> seen(file, path, resolved(path, directory));
                case PARENT, UNKNOWN -> {}
            }
        }
    }

    /** Takes the loss of a name: the end of the file, unless a link on record leaves it another. */
    private void ended(FileIdentity file, PathRecord path, @Nullable Bytes resolved, List<PathRecord> paths) {
        FileState state = at(file);
        Bytes name = resolved == null ? path.name() : resolved;
        if (name != null && alsoThere(paths, path, PathRecord.Kind.CREATE)) {
            state.loseLink(name);
        } else {
            state.loseName(name, path.head().key());
        }
        put(file, state);
    }

    /** As {@link #take}, for a call that failed and so changed nothing: only what it found counts. */
    void takeNames(List<PathRecord> paths, @Nullable Bytes directory) {
        for (PathRecord path : paths) {
            FileIdentity file = identity(path);
            if (file != null && path.kind() == PathRecord.Kind.NORMAL && path.isRegularFile()) {
                seen(file, path, resolved(path, directory));
            }
        }
    }

    private static @Nullable Bytes resolved(PathRecord path, @Nullable Bytes directory) {
        Bytes name = path.name();
        return name == null || PathNames.namesDescriptor(name) ? null : PathNames.resolve(directory, name);
    }

    /** True where the same event has the same file in another part as well: a rename deletes and creates its names. */
    private static boolean alsoThere(List<PathRecord> paths, PathRecord path, PathRecord.Kind kind) {
        for (PathRecord candidate : paths) {
            if (candidate.kind() == kind && candidate.inode() == path.inode() && candidate.device() == path.device()) {
                return true;
            }
        }
        return false;
    }

    /** Takes a new name: of a new file, or of one that lives on because the event renames it or links to it. */
    private void created(FileIdentity file, PathRecord path, @Nullable Bytes name, List<PathRecord> paths) {
        FileState state = at(file);
        boolean linked = alsoThere(paths, path, PathRecord.Kind.NORMAL);
        if (!linked && !alsoThere(paths, path, PathRecord.Kind.DELETE)) {
            state.beginLife(path.head().key());
        }
        if (linked) {
            state.revive();
            state.lostNameAt = 0;
            state.temporary = false;
        }
        if (name != null) {
            Bytes kept = name.detached();
            if (linked) {
                state.link(kept);
            } else {
                state.path(kept);
            }
            names.put(kept, new NamedFile(file, now));
        }
        state.mode(path.mode());
        put(file, state);
    }

    private void seen(FileIdentity file, PathRecord path, @Nullable Bytes name) {
        FileState state = at(file);
        if (state.deleted() && path.isRegularFile() && hasName(path, name)) {
            state.revive();
        }
        if (path.isRegularFile() && name != null) {
            if (!state.mayBeNamed(name)) {
                state.contradict();
            }
            Bytes kept = name.equals(state.path()) ? state.path() : name.detached();
            if (kept != null) {
                state.path(kept);
                names.put(kept, new NamedFile(file, now));
            }
            name(file, name);
        }
        if (path.mode() >= 0) {
            state.mode(path.mode());
        }
        Bytes label = path.label();
        if (label != null) {
            state.label(label.detached());
        }
        put(file, state);
    }

    /** True where the lookup found the file by a name of its own, so that it has one. */
    private static boolean hasName(PathRecord path, @Nullable Bytes resolved) {
        Bytes name = resolved != null ? resolved : path.name();
        return name != null && !PathNames.namesDescriptor(name) && !PathNames.isMagic(name);
    }

    /** Notes what a name tells of the device; names in /proc tell of descriptors, not of devices. */
    private void name(FileIdentity file, Bytes name) {
        if (!name.startsWith("/proc/")) {
            DeviceState device = device(file.device());
            if (device.named(PathNames.inSharedMemory(name), PathNames.inSystem(name))) {
                put(file.device(), device);
            }
        }
    }

    /** Notes that the file's content may have changed. */
    void written(FileIdentity file) {
        FileState state = known(file);
        if (state != null) {
            state.written();
            files.put(file, state);
        }
    }

    /** Notes a change of permissions. */
    void modeChanged(FileIdentity file, int permissions) {
        FileState state = at(file);
        state.mode(state.mode() < 0 ? 0100000 | permissions : state.mode() & ~07777 | permissions & 07777);
        files.put(file, state);
    }

    /** Takes the digests of an event's IMA audit records, each with the lookup of the same file where there is one. */
    void takeDigests(AuditEvent event, List<PathRecord> paths) {
        measuredJustNow.clear();
        for (IntegrityRuleRecord rule : event.all(IntegrityRuleRecord.class)) {
            Bytes written = rule.digest();
            Bytes name = rule.file();
            ContentDigest digest = written == null ? null : ContentDigest.parse(written);
            if (digest == null || name == null) {
                continue;
            }
            PathRecord measured = Lookups.measured(name, paths, event);
            FileIdentity file = measured == null ? null : identity(measured);
            if (file == null) {
                continue;
            }
            FileState state = at(file);
            state.digest(digest);
            state.measured();
            measuredJustNow.add(file);
            Bytes memfdName = PathNames.memfdName(name);
            if (memfdName != null && !name.startsWith("/")) {
                markMemfd(file.device());
                state.memfdName(memfdName.detached());
            } else {
                state.measuredPath(name.detached());
            }
            put(file, state);
        }
    }

    /** True where a record of the present event says that the file was measured, which IMA does once for a content. */
    boolean measuredJustNow(FileIdentity file) {
        return measuredJustNow.contains(file);
    }

    /**
     * Where the bytes of a file are.
     *
     * @param name the name of the lookup, as it was passed
     * @param path the absolute path, null where there is none
     * @param image the new image's path for an exec of the file itself, null otherwise
     */
    CodeOrigin origin(
            @Nullable FileIdentity file,
            @Nullable Memfd memfd,
            @Nullable Bytes name,
            @Nullable Bytes path,
            @Nullable Bytes image) {
        return origin(file, memfd, name, path, image, null).where();
    }

    /** True where the file was refused, or is in no place on disk: what runs it may be what a rule is about. */
    boolean isRefusedOrFileless(Descriptor descriptor) {
        FileIdentity file = descriptor.identity();
        FileState state = file == null ? null : files.get(file);
        boolean elsewhere = origin(file, descriptor.memfd(), null, descriptor.path(), null) != CodeOrigin.FILE;
        return elsewhere || state != null && !state.denials().isEmpty();
    }

    /** As {@link #origin}, with how sure it is; {@code comm} is what the kernel called the process after the exec. */
    Origins.Found origin(
            @Nullable FileIdentity file,
            @Nullable Memfd memfd,
            @Nullable Bytes name,
            @Nullable Bytes path,
            @Nullable Bytes image,
            @Nullable Bytes comm) {
        DeviceState device = file == null ? null : device(file.device());
        FileState state = file == null ? null : files.get(file);
        return Origins.of(device, state, memfd, name, path, image, comm);
    }

    FileView view(@Nullable Bytes path, @Nullable FileIdentity file) {
        FileState state = file == null ? null : files.get(file);
        Bytes shown = path == null && state != null ? state.path() : path;
        return new FileView(shown, file, state == null ? null : state.digest());
    }

    void reboot() {
        files.clear();
        names.clear();
        devices.clear();
    }
}
