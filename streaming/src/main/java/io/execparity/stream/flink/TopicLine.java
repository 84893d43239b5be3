package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

/**
 * A record of a topic whose value is a line.
 *
 * @param partition as {@code TOPIC/PARTITION}
 * @param offset the record's
 * @param key the record's, empty where it has none
 * @param number as the agent numbered it
 * @param epochMillis when the record was made, milliseconds since 1970
 * @param place as the agent has it of a measurement list's entry, empty for all else
 * @param line the value
 */
@SuppressWarnings("ArrayRecordComponent") // made for one record, handed on and never changed
record TopicLine(
        String partition, long offset, byte[] key, LineNumber number, long epochMillis, String place, byte[] line) {
    TopicLine {
        requireNonNull(partition, "partition is null");
        requireNonNull(key, "key is null");
        requireNonNull(number, "number is null");
        requireNonNull(place, "place is null");
        requireNonNull(line, "line is null");
    }

    boolean isOf(String topic) {
        return partition.startsWith(topic) && partition.indexOf('/') == topic.length();
    }
}
