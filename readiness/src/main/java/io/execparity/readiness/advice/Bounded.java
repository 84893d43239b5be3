package io.execparity.readiness.advice;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago, since whoever writes a log could fill any other. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    Bounded(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
