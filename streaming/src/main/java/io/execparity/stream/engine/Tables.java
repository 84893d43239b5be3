package io.execparity.stream.engine;

/** Makes the tables of one host's engine, each by a stable name. */
public interface Tables {
    <K extends Comparable<K>, V> Table<K, V> table(String name, Class<K> keys, Class<V> values);

    /** Tables on the heap. */
    static Tables onHeap() {
        return new HeapTables();
    }
}
