package io.execparity.stream.flink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that came and are yet to be taken, by their hosts. What is known of thousands of hosts is more than a processor's
 * cache: where a host's lines are taken one behind the other, it is fetched from memory once for all of them.
 */
final class GatheredLines {
    /** About what a line takes on the heap beside its bytes. */
    private static final long BESIDE = 128;

    private static final int SHARE_OF_HEAP = 32;
    /** About what comes in a second where lines are taken as fast as they can be; more was not tried. */
    private static final long MOST = 32L << 20;

    private final long limit;
    private final Map<String, List<HostLine>> byHost = new LinkedHashMap<>();
    private long bytes;

    /** Takes a line. */
    interface Taker {
        void take(HostLine line) throws Exception;
    }

    /** @param limit bytes on the heap from which on the lines are many */
    GatheredLines(long limit) {
        this.limit = limit;
    }

    /** Those that are many from a small part of the heap on, where several are on it. */
    static GatheredLines ofHeap(int several) {
        return new GatheredLines(Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / several));
    }

    void add(HostLine line) {
        byHost.computeIfAbsent(line.host(), unused -> new ArrayList<>()).add(line);
        bytes += room(line);
    }

    boolean isEmpty() {
        return byHost.isEmpty();
    }

    /** Whether they should be taken before more of them are added. */
    boolean areMany() {
        return bytes >= limit;
    }

    /** Hands all lines on, those of a host as they came, and forgets them. */
    void takeAll(Taker taker) throws Exception {
        for (List<HostLine> lines : byHost.values()) {
            take(lines, taker);
        }
        byHost.clear();
    }

    /** Hands the lines of one host on as they came, and forgets them. */
    void takeAll(String host, Taker taker) throws Exception {
        List<HostLine> lines = byHost.remove(host);
        if (lines != null) {
            take(lines, taker);
        }
    }

    private void take(List<HostLine> lines, Taker taker) throws Exception {
        for (HostLine line : lines) {
            bytes -= room(line);
            taker.take(line);
        }
    }

    private static long room(HostLine line) {
        return BESIDE + line.bytes().length;
    }
}
