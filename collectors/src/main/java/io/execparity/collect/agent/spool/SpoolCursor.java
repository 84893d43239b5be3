package io.execparity.collect.agent.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two records of a spool.
 *
 * @param segment the segment's number, from 1; 0 stands before all of them
 * @param offset bytes from the segment's beginning, 0 where nothing of it was read
 */
public record SpoolCursor(long segment, long offset) implements Comparable<SpoolCursor> {
    static final SpoolCursor START = new SpoolCursor(0, 0);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (\\d{1,18})\n");
    private static final int MOST_BYTES = 64;

    /** The place that was stored; where there is none, or no longer a sound one, the start: sent twice, not lost. */
    static SpoolCursor load(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return START;
            }
            Matcher parts = TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return parts.matches()
                    ? new SpoolCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)))
                    : START;
        } catch (NoSuchFileException e) {
            return START;
        }
    }

    void store(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, segment + " " + offset + "\n", StandardCharsets.ISO_8859_1);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public int compareTo(SpoolCursor other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }
}
