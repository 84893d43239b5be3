package io.execparity.alert.store;

import java.util.Collection;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;

/** What the engines remember, by receiver. To be changed within {@link AlertStore#change} only. */
public final class EngineStates {
    private static final String PREFIX = "state/";

    private final AlertStore store;

    public EngineStates(AlertStore store) {
        this.store = store;
    }

    /** All of one receiver. */
    public void restore(String route, BiConsumer<String, String> into) {
        map(route).forEach(into);
    }

    /** Keeps a text. */
    public void put(String route, String key, String json) {
        map(route).put(key, json);
    }

    /** Forgets one. */
    public void remove(String route, String key) {
        map(route).remove(key);
    }

    private MVMap<String, String> map(String route) {
        return store.texts(PREFIX + route);
    }

    /** Forgets receivers that are no more. */
    public void keepOnly(Collection<String> routes) {
        for (String name : store.names()) {
            if (name.startsWith(PREFIX) && !routes.contains(name.substring(PREFIX.length()))) {
                store.drop(name);
            }
        }
    }
}
