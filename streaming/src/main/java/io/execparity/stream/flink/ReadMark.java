package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

/**
 * Time went by in which a partition was read to its end: what did not come from there until now was not in it. One goes to
 * each operator instance that correlates.
 *
 * @param host no host's name, but one that finds the way to the instance
 * @param partition as {@code TOPIC/PARTITION}
 * @param millis how much time, since the mark before of the same reader
 * @param until when it was so, epoch milliseconds
 */
record ReadMark(String host, String partition, long millis, long until) implements HostItem {
    ReadMark {
        requireNonNull(host, "host is null");
        requireNonNull(partition, "partition is null");
    }
}
