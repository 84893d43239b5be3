package io.execparity.alert.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.schema.codec.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Decides what one receiver is told and when. It knows no clock: each call says what time it is, so that the same calls
 * give the same notices. What a person would call one thing, one rule's findings of one severity about one subject on one
 * host, is told at once, then in ever longer intervals with a count while it goes on, and once more when it is over. Of
 * different things of one rule only so many are told one by one; the others are a flood, which is told as one.
 *
 * <p>Memory is bounded: at most {@link #MOST_OPEN} things, and one flood for each rule. For one thread.
 */
public final class RouteEngine {
    /** Things that are open at once; more are part of a flood. */
    public static final int MOST_OPEN = 2_000;

    private static final String FLOOD = "flood|";
    private static final String ALLOWANCE = "allowance|";
    private static final String THING = "thing|";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String route;
    private final Pace pace;
    private final Map<String, Matter> open = new LinkedHashMap<>();
    private final Map<String, Allowance> allowances = new LinkedHashMap<>();
    private final Set<String> changed = new TreeSet<>();
    private int things;
    private volatile int openNow;

    /** @param route the receiver's name */
    public RouteEngine(String route, Pace pace) {
        this.route = route;
        this.pace = pace;
    }

    /** Takes up something that {@link #save} wrote. */
    public void restore(String key, String json) {
        try {
            if (key.startsWith(ALLOWANCE)) {
                allowances.put(key, MAPPER.readValue(json, Allowance.class));
            } else {
                Matter matter = MAPPER.readValue(json, Matter.class);
                open.put(key, matter);
                things += matter.flood ? 0 : 1;
                openNow = open.size();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds something else than state: " + key, e);
        }
    }

    /** Where changes are kept. */
    public interface Saved {
        /** Keeps a text under a key. */
        void put(String key, String json);

        /** Forgets it. */
        void remove(String key);
    }

    /** Writes what changed since the last time. */
    public void save(Saved saved) {
        try {
            for (String key : changed) {
                Object value = key.startsWith(ALLOWANCE) ? allowances.get(key) : open.get(key);
                if (value == null) {
                    saved.remove(key);
                } else {
                    saved.put(key, MAPPER.writeValueAsString(value));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        changed.clear();
        openNow = open.size();
    }

    /** A finding that this receiver is to hear of. */
    public void take(AlertFacts finding, long now, Consumer<Notice> tell) {
        String key = THING + Ids.result(finding.rule(), finding.host(), finding.subject(), finding.severity());
        Matter thing = open.get(key);
        if (thing == null) {
            if (things >= MOST_OPEN || !spend(finding, now)) {
                flood(finding, now).add(finding, now);
                return;
            }
            thing = begin(key, false, finding, now, now + pace.waitMillis());
            things++;
        }
        thing.add(finding, now);
        changed.add(key);
        if (thing.isNew() && thing.isDue(now)) {
            tell.accept(thing.tell(route, now, pace));
        }
    }

    private Matter begin(String key, boolean flood, AlertFacts finding, long now, long tellAt) {
        Matter begun =
                Matter.begin(key, Ids.result("matter", route, key), flood, finding, now, tellAt, pace.intervalMillis());
        open.put(key, begun);
        changed.add(key);
        return begun;
    }

    private Matter flood(AlertFacts finding, long now) {
        String key = FLOOD + bucket(finding);
        changed.add(key);
        Matter flood = open.get(key);
        return flood == null ? begin(key, true, finding, now, now + pace.intervalMillis()) : flood;
    }

    /** A slug that this build does not know could be anything, and anything is too many. */
    private static String bucket(AlertFacts finding) {
        return finding.known().isPresent() ? finding.rule() : "other";
    }

    private boolean spend(AlertFacts finding, long now) {
        String key = ALLOWANCE + bucket(finding);
        Allowance left =
                allowances.getOrDefault(key, Allowance.whole(pace, now)).at(now, pace);
        boolean spent = left.hasOne(pace);
        allowances.put(key, spent ? left.lessOne(pace) : left);
        changed.add(key);
        return spent;
    }

    /** Time goes by: tells what is due, and what is over. */
    public void tick(long now, Consumer<Notice> tell) {
        List<Matter> floods = new ArrayList<>();
        for (Matter matter : List.copyOf(open.values())) {
            if (matter.flood) {
                floods.add(matter);
            } else {
                tick(matter, now, tell);
            }
        }
        // Behind the things, which may have added to them.
        for (Matter flood : floods) {
            tick(flood, now, tell);
        }
    }

    private void tick(Matter matter, long now, Consumer<Notice> tell) {
        boolean quiet = matter.isQuiet(now, pace);
        if (matter.isDue(now) || quiet && matter.hasUntold()) {
            if (matter.flood || matter.isNew() || spend(matter.facts, now)) {
                tell.accept(matter.tell(route, now, pace));
            } else {
                flood(matter.facts, now).addUntoldOf(matter);
            }
            changed.add(matter.key);
        }
        if (quiet) {
            if (!matter.isNew() && pace.tellsOver()) {
                tell.accept(matter.over(route, now, pace));
            }
            open.remove(matter.key);
            things -= matter.flood ? 0 : 1;
            changed.add(matter.key);
        }
    }

    /** Whether there is anything to {@link #save}. */
    public boolean hasChanged() {
        return !changed.isEmpty();
    }

    /** How many matters are open. May be asked by any thread. */
    public int open() {
        return openNow;
    }
}
