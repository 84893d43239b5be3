package io.execparity.schema.event;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.CwdRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.ExecveArguments;
import io.execparity.schema.record.ExecveRecord;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All records of one stamp on one host. */
public final class AuditEvent implements StreamItem {
    private final String host;
    private final int boot;
    private final EventKey key;
    /** Not a list, as every event is searched a dozen times. */
    private final AuditRecord[] records;

    private final Set<MissingPart> missing;
    private final Place place;

    /**
     * @param host the {@code node=} of its lines, or the name given for a log without them
     * @param boot the number of the boot it belongs to, counted from 0 in the order of the stream
     * @param key the stamp
     * @param records in the order in which they arrived
     * @param missing what it should have had as well; empty for a whole event
     * @param place how it stands to the order of the stream
     */
    public AuditEvent(
            String host, int boot, EventKey key, List<AuditRecord> records, Set<MissingPart> missing, Place place) {
        this.host = requireNonNull(host, "host is null");
        this.boot = boot;
        this.key = requireNonNull(key, "key is null");
        this.records = records.toArray(AuditRecord[]::new);
        this.missing = Set.copyOf(missing);
        this.place = requireNonNull(place, "place is null");
    }

    /** An event at its place in the kernel's order. */
    public AuditEvent(String host, int boot, EventKey key, List<AuditRecord> records, Set<MissingPart> missing) {
        this(host, boot, key, records, missing, Place.IN_ORDER);
    }

    @Override
    public String host() {
        return host;
    }

    public int boot() {
        return boot;
    }

    public EventKey key() {
        return key;
    }

    /** In the order in which they arrived. */
    public List<AuditRecord> records() {
        return Collections.unmodifiableList(Arrays.asList(records));
    }

    /** What it should have had as well; empty for a whole event. */
    public Set<MissingPart> missing() {
        return missing;
    }

    /** How it stands to the order of the stream. */
    public Place place() {
        return place;
    }

    public boolean whole() {
        return missing.isEmpty();
    }

    /** True where records were lost on the way; false where only the input's edge runs through the event. */
    public boolean damaged() {
        return !missing.isEmpty() && (place == Place.IN_ORDER || place == Place.LATE);
    }

    /** The first record of this very class, or null. */
    public <R extends AuditRecord> @Nullable R first(Class<R> type) {
        for (AuditRecord record : records) {
            R found = as(type, record);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Every record of this very class, in order. */
    public <R extends AuditRecord> List<R> all(Class<R> type) {
        List<R> found = List.of();
        for (AuditRecord record : records) {
            R next = as(type, record);
            if (next != null) {
                found = found.isEmpty() ? new ArrayList<>(records.length) : found;
                found.add(next);
            }
        }
        return found;
    }

    /** The classes of records are final, and asking a class for its instances is a call into the runtime before C2. */
    @SuppressWarnings("unchecked") // the class is compared
    private static <R extends AuditRecord> @Nullable R as(Class<R> type, AuditRecord record) {
        return record.getClass() == type ? (R) record : null;
    }

    public @Nullable SyscallRecord syscall() {
        return first(SyscallRecord.class);
    }

    /** PATH records by item number. */
    public List<PathRecord> paths() {
        List<PathRecord> paths = all(PathRecord.class);
        if (paths.size() > 1) {
            paths.sort(Comparator.comparingInt(PathRecord::item));
        }
        return paths;
    }

    /** The arguments of the new image, or empty where no EXECVE record is there. */
    public Optional<ExecveArguments> arguments() {
        List<ExecveRecord> parts = all(ExecveRecord.class);
        return parts.isEmpty() ? Optional.empty() : Optional.of(ExecveArguments.of(parts));
    }

    public @Nullable Bytes workingDirectory() {
        CwdRecord cwd = first(CwdRecord.class);
        return cwd == null ? null : cwd.directory();
    }

    /** How many bytes the bodies of its records have together. */
    public int bodyLength() {
        int length = 0;
        for (AuditRecord record : records) {
            length += record.fields().length();
        }
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuditEvent that
                && host.equals(that.host)
                && boot == that.boot
                && key.equals(that.key)
                && Arrays.equals(records, that.records)
                && missing.equals(that.missing)
                && place == that.place;
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, boot, key);
    }

    @Override
    public String toString() {
        return host + " boot " + boot + " " + key.stamp() + " " + records() + " missing " + missing + " " + place;
    }
}
