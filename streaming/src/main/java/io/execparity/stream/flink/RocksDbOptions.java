package io.execparity.stream.flink;

import java.util.Collection;
import java.util.List;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;

/**
 * RocksDB for a store that is written at every checkpoint and hardly ever read, since hosts that send something are on the
 * heap. Each checkpoint makes a file of what changed; merging four of them at a time, as usual, and compressing all took a
 * fifth of the job's time. Flink makes it from its name.
 */
public final class RocksDbOptions implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1;

    /** Files of one checkpoint each that are merged at once. */
    private static final int MERGED = 20;
    /** Files at which writing becomes slow, and at which it waits. */
    private static final int SLOW = 60;

    private static final int STOP = 100;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> handles) {
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> handles) {
        return current.setLevel0FileNumCompactionTrigger(MERGED)
                .setLevel0SlowdownWritesTrigger(SLOW)
                .setLevel0StopWritesTrigger(STOP)
                .setCompressionPerLevel(List.of(CompressionType.NO_COMPRESSION));
    }
}
