package io.execparity.stream.engine;

/** Makes the tables of one host's engine, each by a stable name. */
public interface Tables {
    <K extends Comparable<K>, V> Table<K, V> table(String name, Class<K> keys, Class<V> values);

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
