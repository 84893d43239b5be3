package io.execparity.stream.elastic;

import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run speaks for: of each host the time from its first event to its last, the files that were read, and parts of
 * those that were read in part.
 */
final class Coverage {
    private static final List<String> EVIDENCE = List.of("execparity", "evidence");
    private static final String LISTED = "ima:";

    private final Map<String, long[]> times = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private final Map<String, long[]> parts = new HashMap<>();
    private boolean lists;

    /** The run had an event of that host. */
    void event(String host, long epochMillis) {
        long[] known = times.computeIfAbsent(host, name -> new long[] {epochMillis, epochMillis});
        known[0] = Math.min(known[0], epochMillis);
        known[1] = Math.max(known[1], epochMillis);
    }

    /** The run read that file whole. */
    void file(String name) {
        files.add(name);
    }

    /** The run read that file from one offset to before another. */
    void part(String name, long from, long to) {
        parts.put(name, new long[] {from, to});
    }

    /** The run read measurement lists as well. */
    void lists() {
        lists = true;
    }

    /** Whether the run would have found what this document says, were it still so. */
    boolean covers(BulkDocument document) throws IOException {
        String[] found = {"", "", "", ""};
        boolean[] evidence = {false, false};
        JsonLeaves.read(document.source(), (path, value) -> {
            if (path.equals(List.of("host", "name"))) {
                found[0] = value;
            } else if (path.equals(List.of("@timestamp"))) {
                found[1] = value;
            } else if (path.equals(List.of("file"))) {
                found[2] = value;
            } else if (path.equals(List.of("offset"))) {
                found[3] = value;
            } else if (path.size() == 3 && path.subList(0, 2).equals(EVIDENCE)) {
                evidence[value.startsWith(LISTED) ? 1 : 0] = true;
            }
        });
        if (document.kind() == ResultKind.REJECTED) {
            return files.contains(found[2]) || isInPart(found[2], found[3]);
        }
        boolean ofLists = evidence[1] && !evidence[0];
        if (ofLists && !lists) {
            return false;
        }
        long[] known = times.get(found[0]);
        if (known == null) {
            return false;
        }
        try {
            long time = Instant.parse(found[1]).toEpochMilli();
            return time >= known[0] && time <= known[1];
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean isInPart(String file, String offset) {
        long[] part = parts.get(file);
        if (part == null) {
            return false;
        }
        try {
            long place = Long.parseLong(offset);
            return place >= part[0] && place < part[1];
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
