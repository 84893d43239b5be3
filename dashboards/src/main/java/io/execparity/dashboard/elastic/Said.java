package io.execparity.dashboard.elastic;

import io.execparity.dashboard.store.StoreException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What people said of findings, which no index knows. It goes along with each question that asks for it. */
final class Said {
    /** How many findings something may be said of; each is 30 bytes of a question. */
    static final int MOST = 50_000;

    static final State OPEN = new State("open", "");
    static final State SUPPRESSED = new State("suppressed", "");
    /** Of what is no finding. */
    static final State NOTHING = new State("", "");

    private final Map<String, State> byId = new HashMap<>();

    /** What is said of one finding. */
    record State(String status, String owner) {}

    synchronized void put(List<String> ids, State state) {
        Map<String, State> more = new HashMap<>(byId);
        ids.forEach(id -> more.put(id, state));
        if (more.size() > MOST) {
            throw new StoreException(
                    "something was said of more than " + MOST + " findings, which is more than questions can bear");
        }
        byId.putAll(more);
    }

    /** What was said of a finding, or what holds as long as nobody says anything. */
    synchronized State of(String id, State otherwise) {
        return byId.getOrDefault(id, otherwise);
    }

    synchronized List<String> ids(Predicate<State> wanted) {
        return byId.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** All that is said of any finding. */
    synchronized Set<State> states() {
        Set<State> states = new LinkedHashSet<>(Set.of(OPEN, SUPPRESSED));
        states.addAll(byId.values());
        return states;
    }
}
