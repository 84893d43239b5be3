package io.execparity.dashboard.server;

import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Every host that ever sent something, and which of them are silent. */
final class Fleet {
    /**
     * Longer than this without a word, and a host counts as silent. With the time until a page looks again, less than
     * two minutes.
     */
    static final long SILENT_MILLISECONDS = 90_000;

    private final ResultStore store;
    private final Clock clock;

    Fleet(ResultStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Hosts by name, each with its latest sign of life. */
    NavigableMap<String, Long> hosts() {
        NavigableMap<String, Long> latest = new TreeMap<>();
        for (Results results : Results.values()) {
            store.latestByHost(results).forEach((host, last) -> latest.merge(host, last, Math::max));
        }
        return latest;
    }

    boolean isSilent(long last) {
        return clock.millis() - last > SILENT_MILLISECONDS;
    }

    /** What the first look says of them: how many, how many of these are silent, and since when the longest is. */
    Map<String, Object> told(Map<String, Long> hosts) {
        Map<String, Object> told = new HashMap<>();
        told.put("hosts", hosts.size());
        told.put("silent", hosts.values().stream().filter(this::isSilent).count());
        told.put("oldest", hosts.values().stream().mapToLong(last -> last).min().orElse(0));
        told.put("latest", hosts.values().stream().mapToLong(last -> last).max().orElse(0));
        return told;
    }
}
