package io.execparity.collect.ima;

import io.execparity.collect.ima.ListProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Follows a list that a kernel still adds to, such as
 * {@code /sys/kernel/security/integrity/ima/binary_runtime_measurements_sha256}. Such a file has neither size nor time:
 * each poll reads it from its beginning, and what was read before is compared, not believed. Between polls it keeps two
 * digests, which are also all that another process needs to go on.
 *
 * <p>From Linux 7.2 on (CONFIG_IMA_STAGING) root may move entries to a staged file and delete them there: see
 * {@link StagedList} for what to open then.
 *
 * <p>For one thread.
 */
public final class LiveList {
    /** Opens the list anew. */
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** What happened to what had been read before. */
    public enum Change {
        /** Nothing had been. */
        FIRST,
        /** It is still there. */
        GROWN,
        /** Another boot has begun, and with it another list. */
        REBOOTED,
        /**
         * Its beginning is gone and its end is still there, as when staged entries are deleted. Only a register can
         * tell whether nothing else was changed.
         */
        TRIMMED,
        /** There is less than before, within one boot. */
        SHRUNK,
        /** There is as much as before or more, and it is not the same, within one boot. */
        REWRITTEN
    }

    /** Takes what a poll finds. */
    public interface Handler {
        /** Comes first, in each poll that finds anything at all. */
        void changed(Change change);

        /**
         * What is new; after anything but GROWN and TRIMMED everything is, and numbers begin anew.
         *
         * @param raw its bytes as they stand in the list; the handler may keep them
         */
        void item(ListItem item, byte[] raw);
    }

    private static final int BUFFER = 64 * 1024;

    private final Opener opener;
    private @Nullable ListPosition position;

    /** Begins with all that is there. */
    public LiveList(Opener opener) {
        this(opener, null);
    }

    /** @param position where another one stopped, null to begin with all that is there */
    public LiveList(Opener opener, @Nullable ListPosition position) {
        this.opener = opener;
        this.position = position;
    }

    /** The place behind the item that is being handed over, or was last; null before any list was found. */
    public @Nullable ListPosition position() {
        return position;
    }

    /**
     * Reads what is new.
     *
     * @param boot as in {@code /proc/sys/kernel/random/boot_id}
     * @throws IOException where the list cannot be read: EBUSY while somebody holds it open for writing. The next poll
     *     goes on behind what was handed over.
     */
    public void poll(String boot, Handler handler) throws IOException, NotAMeasurementListException {
        ListPosition known = position;
        if (known == null || !known.boot().equals(boot)) {
            begin(known == null ? Change.FIRST : Change.REBOOTED, boot, handler);
            return;
        }
        Change change = readOn(known, handler);
        // Entries that somebody stages meanwhile are missed where they were and where they come to be.
        change = change == Change.GROWN ? change : readOn(known, handler);
        if (change != Change.GROWN) {
            readOtherwise(change, known, handler);
        }
    }

    /** Reads on behind what is known, if that is still there. */
    private Change readOn(ListPosition known, Handler handler) throws IOException {
        MessageDigest running = Bank.SHA256.newDigest();
        try (InputStream in = opener.open()) {
            if (!skip(in, known.bytes(), running)) {
                return Change.SHRUNK;
            }
            if (!digestOf(running).equals(known.digest())) {
                return Change.REWRITTEN;
            }
            handler.changed(Change.GROWN);
            RecentBytes recent = new RecentBytes(in);
            take(
                    MeasurementListReader.resume(known.shape(), recent, known.items(), known.bytes()),
                    recent,
                    running,
                    known,
                    handler);
        }
        return Change.GROWN;
    }

    private static boolean skip(InputStream in, long count, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = count; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return false;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return true;
    }

    private void readOtherwise(Change change, ListPosition known, Handler handler) throws IOException {
        long place = placeOfLast(known);
        if (place < 0 || place + 1 >= known.items()) {
            beginAnew(change, known, handler);
            return;
        }
        handler.changed(Change.TRIMMED);
        long deleted = known.items() - place - 1;
        try (RecentBytes recent = new RecentBytes(opener.open())) {
            MeasurementListReader reader = MeasurementListReader.resume(known.shape(), recent, deleted, 0);
            take(reader, recent, Bank.SHA256.newDigest(), known, handler);
        }
    }

    /** How many items of the list are before the last one known, -1 where it is not there. */
    private long placeOfLast(ListPosition known) throws IOException {
        long place = -1;
        try (InputStream in = opener.open()) {
            MeasurementListReader reader = MeasurementListReader.of(known.shape(), in);
            long count = 0;
            for (ListItem item = reader.next(); item != null; item = reader.next()) {
                place = item instanceof MeasurementEntry entry
                                && fingerprint(entry).equals(known.last())
                        ? count
                        : place;
                count++;
            }
        }
        return place;
    }

    private static String fingerprint(MeasurementEntry entry) {
        MessageDigest digest = Bank.SHA256.newDigest();
        digest.update(ByteBuffer.allocate(4).putInt(entry.register()).flip());
        digest.update((entry.format().name() + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(entry.bytes());
        return HexFormat.of().formatHex(digest.digest());
    }

    private void begin(Change change, String boot, Handler handler) throws IOException, NotAMeasurementListException {
        try (RecentBytes recent = new RecentBytes(opener.open())) {
            MeasurementListReader reader = MeasurementListReader.open(recent);
            takeAll(change, boot, 0, reader, recent, handler);
        }
    }

    /** Within one boot the list's form stays the same, even where nothing or nonsense is left of it. */
    private void beginAnew(Change change, ListPosition known, Handler handler) throws IOException {
        try (RecentBytes recent = new RecentBytes(opener.open())) {
            MeasurementListReader reader = MeasurementListReader.of(known.shape(), recent);
            takeAll(change, known.boot(), known.listing() + 1, reader, recent, handler);
        }
    }

    private void takeAll(
            Change change, String boot, long listing, MeasurementListReader reader, RecentBytes recent, Handler handler)
            throws IOException {
        MessageDigest running = Bank.SHA256.newDigest();
        ListPosition begin = new ListPosition(boot, listing, reader.shape(), 0, 0, digestOf(running), "");
        position = begin;
        handler.changed(change);
        take(reader, recent, running, begin, handler);
    }

    /**
     * Hands over what has not been known; an entry that is not whole yet is left for the next poll.
     *
     * @param recent what the reader reads
     * @param running the digest of everything before that
     */
    private void take(
            MeasurementListReader reader,
            RecentBytes recent,
            MessageDigest running,
            ListPosition known,
            Handler handler)
            throws IOException {
        String last = known.last();
        long end = reader.position();
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            if (item instanceof ListProblem problem && problem.kind() == Kind.TRUNCATED) {
                return;
            }
            byte[] raw = recent.take((int) (reader.position() - end));
            if (reader.shape().ascii() && raw[raw.length - 1] != '\n') {
                return;
            }
            end = reader.position();
            running.update(raw);
            long number = item instanceof MeasurementEntry entry ? entry.number() : ((ListProblem) item).entry();
            if (number + 1 < known.items()) {
                continue;
            }
            last = item instanceof MeasurementEntry entry ? fingerprint(entry) : last;
            position = new ListPosition(
                    known.boot(), known.listing(), reader.shape(), number + 1, end, digestOf(running), last);
            if (number >= known.items()) {
                handler.item(item, raw);
            }
        }
    }

    /** The digest so far, without ending it. */
    private static String digestOf(MessageDigest running) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) running.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java's SHA-256 can be copied", e);
        }
    }
}
