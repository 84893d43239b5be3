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

/** What a run speaks for: of each host the time from its first event to its last, and the files that were read. */
final class Coverage {
    private final Map<String, long[]> times = new HashMap<>();
    private final Set<String> files = new HashSet<>();

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

    /** Whether the run would have found what this document says, were it still so. */
    boolean covers(BulkDocument document) throws IOException {
        String[] found = {"", "", ""};
        JsonLeaves.read(document.source(), (path, value) -> {
            if (path.equals(List.of("host", "name"))) {
                found[0] = value;
            } else if (path.equals(List.of("@timestamp"))) {
                found[1] = value;
            } else if (path.equals(List.of("file"))) {
                found[2] = value;
            }
        });
        if (document.kind() == ResultKind.REJECTED) {
            return files.contains(found[2]);
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
}
