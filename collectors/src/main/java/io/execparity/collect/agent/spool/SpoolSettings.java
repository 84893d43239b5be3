package io.execparity.collect.agent.spool;

import java.nio.file.Path;

/**
 * Where a spool is and how large it may become.
 *
 * @param folder made where it is missing
 * @param mostBytes what all segments may take together, at least {@link #LEAST_BYTES}
 */
public record SpoolSettings(Path folder, long mostBytes) {
    public static final long LEAST_BYTES = 1 << 20;
    private static final int SEGMENTS = 16;
    private static final long LARGEST_SEGMENT = 8L << 20;

    public SpoolSettings {
        if (mostBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a spool of " + mostBytes + " bytes");
        }
    }

    long segmentBytes() {
        return Math.min(mostBytes / SEGMENTS, LARGEST_SEGMENT);
    }
}
