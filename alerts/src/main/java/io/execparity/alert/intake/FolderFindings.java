package io.execparity.alert.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * {@code findings.jsonl} in a folder of results, followed: one machine, no Kafka. A file that was replaced or cut is read
 * from its beginning. A line may be longer than any audit record, so that the agent's follower is of no use here.
 */
public final class FolderFindings implements FindingSource {
    private static final int LONGEST_LINE = 8 << 20;
    private static final int AT_ONCE = 1 << 20;
    private static final int MOST_LINES = 500;
    private static final long WAIT_MILLIS = 200;
    /** Shorter than any finding. */
    private static final int HEAD = 64;

    private static final String PART = "findings.jsonl";

    private final Path file;
    private final boolean fromEnd;
    private String key = "";
    private long offset;
    private boolean begun;
    private boolean skipping;
    private long lost;
    private long behind;

    /**
     * @param folder need not have the file yet
     * @param fromEnd whether a folder that was never read before is read from the file's end
     */
    public FolderFindings(Path folder, boolean fromEnd, Positions positions) {
        this.file = folder.resolve(PART);
        String position = positions.of(PART);
        int colon = position.lastIndexOf(' ');
        this.begun = colon > 0;
        this.fromEnd = fromEnd;
        if (begun) {
            key = position.substring(0, colon);
            offset = Long.parseLong(position.substring(colon + 1));
        }
    }

    @Override
    public List<Arrival> next() throws IOException, InterruptedException {
        List<Arrival> arrivals = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            place(channel, arrivals);
            if (channel.size() > offset) {
                read(channel, arrivals);
            }
            behind = channel.size() - offset;
        } catch (NoSuchFileException e) {
            begun = true; // What comes is new.
        }
        if (arrivals.isEmpty() && behind < AT_ONCE) {
            Thread.sleep(WAIT_MILLIS);
        }
        return arrivals;
    }

    private void place(FileChannel channel, List<Arrival> places) throws IOException {
        String now = identity(channel);
        if (!begun) {
            begun = true;
            key = now;
            offset = fromEnd ? channel.size() : 0;
            // Kept, so that nothing is passed over from now on.
            places.add(new Arrival(new byte[0], PART, key + " " + offset, file.toString()));
        } else if (!now.equals(key) || channel.size() < offset) {
            key = now;
            offset = 0;
            skipping = false;
        }
    }

    /** File systems give numbers of deleted files again, so that what the file begins with counts as well. */
    private String identity(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        channel.read(head, 0);
        CRC32 sum = new CRC32();
        sum.update(head.flip());
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey() + ":"
                + (head.limit() < HEAD ? "short" : Long.toHexString(sum.getValue()));
    }

    private void read(FileChannel channel, List<Arrival> arrivals) throws IOException {
        int room = AT_ONCE;
        while (true) {
            ByteBuffer buffer = ByteBuffer.allocate(room);
            int read = channel.read(buffer, offset);
            byte[] bytes = buffer.array();
            int start = 0;
            for (int i = 0; i < read && arrivals.size() < MOST_LINES; i++) {
                if (bytes[i] == '\n') {
                    line(Arrays.copyOfRange(bytes, start, i), i + 1 - start, arrivals);
                    start = i + 1;
                }
            }
            if (start > 0 || read < room) {
                return;
            }
            if (room < LONGEST_LINE) {
                room = LONGEST_LINE;
            } else {
                offset += read;
                skipping = true;
            }
        }
    }

    private void line(byte[] line, int length, List<Arrival> arrivals) {
        String place = file + ":byte " + offset;
        offset += length;
        lost += skipping ? 1 : 0;
        arrivals.add(new Arrival(skipping ? new byte[0] : line, PART, key + " " + offset, place));
        skipping = false;
    }

    @Override
    public long lost() {
        long told = lost;
        lost = 0;
        return told;
    }

    /** In bytes. */
    @Override
    public long behind() {
        return behind;
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
