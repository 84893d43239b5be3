package io.execparity.collect.source;

import java.util.concurrent.atomic.AtomicLong;

/** How far reading has come, as bytes on disk: for a compressed file its compressed bytes. Any thread may ask. */
public final class Progress {
    /** The total where a pipe or standard input takes part, whose length nobody knows. */
    public static final long UNKNOWN = -1;

    private final long totalBytes;
    private final AtomicLong bytesRead = new AtomicLong();

    Progress(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    /** All sources' bytes together when they were listed, or {@link #UNKNOWN}. A log still written may grow beyond. */
    public long totalBytes() {
        return totalBytes;
    }

    public long bytesRead() {
        return bytesRead.get();
    }

    void advance(long bytes) {
        bytesRead.addAndGet(bytes);
    }
}
