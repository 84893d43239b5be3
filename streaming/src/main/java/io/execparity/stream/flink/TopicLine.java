package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

/**
 * A record of a topic whose value is a line.
 *
 * @param partition as {@code TOPIC/PARTITION}
 * @param offset the record's
 * @param key the record's, empty where it has none
 * @param line the value
 */
@SuppressWarnings("ArrayRecordComponent") // made for one record, handed on and never changed
record TopicLine(String partition, long offset, byte[] key, byte[] line) {
    TopicLine {
        requireNonNull(partition, "partition is null");
        requireNonNull(key, "key is null");
        requireNonNull(line, "line is null");
    }
}
