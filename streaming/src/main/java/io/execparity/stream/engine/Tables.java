package io.execparity.stream.engine;

import io.execparity.stream.state.Codec;

/** Makes the tables of one host's engine, each by a stable name. */
public interface Tables {
    /**
     * Makes a table, with what is left of it where it was kept.
     *
     * @param name never another's, nor used again for something else
     * @param keys the form of the keys where they outlive the program
     * @param values the form of the values there
     */
    <K extends Comparable<K>, V> Table<K, V> table(String name, Codec<K> keys, Codec<V> values);

    /** What all of these tables may take together, and whatever else shares it. */
    StateRoom room();

    /** Tables on the heap, with room of their own. */
    static Tables onHeap() {
        return onHeap(StateRoom.ofHeap());
    }

    /** Tables on the heap that share room with others. */
    static Tables onHeap(StateRoom room) {
        return new HeapTables(room);
    }
}
