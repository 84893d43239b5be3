package io.execparity.collect.ima;

import io.execparity.collect.ima.ListProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows a list that a kernel still adds to, such as
 * {@code /sys/kernel/security/integrity/ima/binary_runtime_measurements_sha256}. Such a file has neither size nor time:
 * each poll reads it from its beginning, and what was read before is compared, not believed. Between polls it keeps one
 * digest and one entry.
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
        /** The poll before this one failed while it read, so that there is nothing to compare with. */
        AGAIN,
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

        /** What is new; after anything but GROWN and TRIMMED everything is, and numbers begin anew. */
        void item(ListItem item);
    }

    private static final int BUFFER = 64 * 1024;

    private final Opener opener;
    private String boot = "";
    private @Nullable ListShape shape;
    private @Nullable MeasurementEntry last;
    private byte[] digest = new byte[0];
    private long bytes;
    private long items;
    private boolean failed;

    public LiveList(Opener opener) {
        this.opener = opener;
    }

    /**
     * Reads what is new.
     *
     * @param currentBoot as in {@code /proc/sys/kernel/random/boot_id}
     * @throws IOException where the list cannot be read: EBUSY while somebody holds it open for writing. Once something
     *     was handed over, the next poll begins anew.
     */
    public void poll(String currentBoot, Handler handler) throws IOException, NotAMeasurementListException {
        ListShape known = shape;
        if (known == null || !currentBoot.equals(boot)) {
            handler.changed(known != null ? Change.REBOOTED : failed ? Change.AGAIN : Change.FIRST);
            boot = currentBoot;
            restart(handler);
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
    private Change readOn(ListShape known, Handler handler) throws IOException {
        try (DigestInputStream in = new DigestInputStream(opener.open(), Bank.SHA256.newDigest())) {
            if (!skip(in, bytes)) {
                return Change.SHRUNK;
            }
            in.on(false);
            if (!Arrays.equals(in.getMessageDigest().digest(), digest)) {
                return Change.REWRITTEN;
            }
            handler.changed(Change.GROWN);
            take(MeasurementListReader.resume(known, in, items, bytes), handler, 0);
        }
        return Change.GROWN;
    }

    private static boolean skip(InputStream in, long count) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = count; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return false;
            }
            left -= read;
        }
        return true;
    }

    private void readOtherwise(Change change, ListShape known, Handler handler)
            throws IOException, NotAMeasurementListException {
        long place = placeOfLast(known);
        if (place < 0 || place + 1 >= items) {
            handler.changed(change);
            restart(handler);
            return;
        }
        handler.changed(Change.TRIMMED);
        try (InputStream in = opener.open()) {
            long before = items - place - 1;
            bytes = 0;
            take(MeasurementListReader.resume(known, in, before, 0), handler, items);
        }
    }

    /** How many items of the list are before the last one known, -1 where it is not there. */
    private long placeOfLast(ListShape known) throws IOException {
        long place = -1;
        try (InputStream in = opener.open()) {
            MeasurementListReader reader = MeasurementListReader.of(known, in);
            long count = 0;
            for (ListItem item = reader.next(); item != null; item = reader.next()) {
                place = item instanceof MeasurementEntry entry && isLast(entry) ? count : place;
                count++;
            }
        }
        return place;
    }

    private boolean isLast(MeasurementEntry entry) {
        return last != null
                && entry.register() == last.register()
                && entry.format().equals(last.format())
                && Arrays.equals(entry.bytes(), last.bytes());
    }

    private void restart(Handler handler) throws IOException, NotAMeasurementListException {
        shape = null;
        last = null;
        bytes = 0;
        items = 0;
        try (InputStream in = opener.open()) {
            MeasurementListReader reader = MeasurementListReader.open(in);
            take(reader, handler, 0);
        }
    }

    /** Hands over what has the number or a higher one; an entry that is not whole yet is left for the next poll. */
    private void take(MeasurementListReader reader, Handler handler, long from) throws IOException {
        failed = true;
        ListShape read = reader.shape();
        shape = null;
        long number = items;
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            if (item instanceof ListProblem problem && problem.kind() == Kind.TRUNCATED) {
                break;
            }
            bytes = reader.position();
            long current = item instanceof MeasurementEntry entry ? entry.number() : ((ListProblem) item).entry();
            if (item instanceof MeasurementEntry entry) {
                last = entry;
            }
            if (current >= from) {
                handler.item(item);
            }
            number = Math.max(number, current + 1);
        }
        items = number;
        remember();
        shape = read;
        failed = false;
    }

    /** Reads once more what was read, since a reader reads ahead of what it hands out. */
    private void remember() throws IOException {
        try (DigestInputStream in = new DigestInputStream(opener.open(), Bank.SHA256.newDigest())) {
            skip(in, bytes);
            digest = in.getMessageDigest().digest();
        }
    }
}
