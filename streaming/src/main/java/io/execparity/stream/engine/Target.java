package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that a call named, as far as its lookup and the caller's descriptors tell.
 *
 * @param record the lookup, null where the event has none that found anything
 * @param name the name as it was passed, null where no lookup is on record
 * @param path absolute, null where it cannot be known
 * @param descriptor the caller's or another process's descriptor that the name leads through, null for a plain name
 * @param named true where the call names a file, false where it acts on a descriptor alone
 */
record Target(
        @Nullable PathRecord record,
        @Nullable Bytes name,
        @Nullable Bytes path,
        @Nullable Descriptor descriptor,
        boolean named) {
    /** AT_FDCWD, as an int argument. */
    private static final int AT_FDCWD = -100;

    @Nullable
    FileIdentity file() {
        if (record != null && record.found()) {
            return FileLedger.identity(record);
        }
        return descriptor == null ? null : descriptor.identity();
    }

    @Nullable
    Memfd memfd() {
        return descriptor == null ? null : descriptor.memfd();
    }

    /**
     * The target of an exec, a check or an open.
     *
     * @param record its lookup
     * @param directoryDescriptor the call's directory descriptor, {@code AT_FDCWD} for calls without one
     */
    static Target of(
            @Nullable PathRecord record,
            AuditEvent event,
            int directoryDescriptor,
            ProcessState caller,
            ProcessLedger processes) {
        Bytes name = record == null ? null : record.name();
        Descriptor base = directoryDescriptor == AT_FDCWD ? null : caller.descriptors.get(directoryDescriptor);
        if (name == null) {
            return new Target(record, null, base == null ? null : base.path(), base, false);
        }
        if (name.isEmpty()) {
            return new Target(record, name, base == null ? null : base.path(), base, false);
        }
        PathNames.DescriptorName through = PathNames.descriptor(name);
        if (through != null) {
            ProcessState owner = through.pid() == 0 ? caller : processes.find(through.pid());
            Descriptor descriptor = owner == null ? null : owner.descriptors.get(through.number());
            return new Target(record, name, descriptor == null ? null : descriptor.path(), descriptor, true);
        }
        Bytes directory = directoryDescriptor == AT_FDCWD || name.at(0) == '/' || base == null
                ? directoryDescriptor == AT_FDCWD ? event.workingDirectory() : null
                : base.path();
        return new Target(record, name, PathNames.resolve(directory, name), null, true);
    }

    /** The first lookup that found a file other than a parent directory, or the first of all. */
    static @Nullable PathRecord first(List<PathRecord> paths) {
        for (PathRecord path : paths) {
            if (path.found() && path.kind() != PathRecord.Kind.PARENT) {
                return path;
            }
        }
        return paths.isEmpty() ? null : paths.get(0);
    }

    /** The last lookup that found or made a file: what an open with O_CREAT opened. */
    static @Nullable PathRecord last(List<PathRecord> paths) {
        for (int i = paths.size() - 1; i >= 0; i--) {
            PathRecord path = paths.get(i);
            boolean opened = path.kind() == PathRecord.Kind.NORMAL || path.kind() == PathRecord.Kind.CREATE;
            if (path.found() && opened) {
                return path;
            }
        }
        return null;
    }
}
