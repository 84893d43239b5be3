package io.execparity.stream.probe;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one verb of a run was seen so far. Times are of the clock of whoever looks, milliseconds of the epoch. */
final class VerbTrace {
    /** Where lines are seen on their way. */
    enum Place {
        LOG,
        TOPIC
    }

    private static final int MOST_STAMPS = 256;

    private final Verb verb;
    private final Map<Place, Long> seen = new EnumMap<>(Place.class);
    private final Map<Place, Set<AuditNeed>> shown = new EnumMap<>(Place.class);
    private final Set<String> stamps = new HashSet<>();
    private @Nullable String toldBy;
    private long toldMillis;

    VerbTrace(Verb verb) {
        this.verb = verb;
    }

    Verb verb() {
        return verb;
    }

    /** An event of it was seen, with what its call shows of the kernel's rules. */
    void seen(Place place, String stamp, Set<AuditNeed> needs, long nowMillis) {
        seen.putIfAbsent(place, nowMillis);
        Set<AuditNeed> all = shown.computeIfAbsent(place, key -> new HashSet<>());
        verb.needs().stream().filter(needs::contains).forEach(all::add);
        if (stamps.size() < MOST_STAMPS) {
            stamps.add(stamp);
        }
    }

    boolean hasEvent(String stamp) {
        return stamps.contains(stamp);
    }

    /** What was due was told. */
    void told(String by, long nowMillis) {
        if (toldBy == null) {
            toldBy = by;
            toldMillis = nowMillis;
        }
    }

    @Nullable
    String toldBy() {
        return toldBy;
    }

    /** When it was first seen there. */
    OptionalLong seenAt(Place place) {
        Long at = seen.get(place);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    long toldAt() {
        return toldMillis;
    }

    /** The audit rules of which nothing was seen there. */
    Set<AuditNeed> missing(Place place) {
        Set<AuditNeed> missing = new HashSet<>(verb.needs());
        missing.removeAll(shown.getOrDefault(place, Set.of()));
        return missing;
    }
}
