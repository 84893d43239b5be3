package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record of the control topic, on its way to one of the operator instances that correlate.
 *
 * @param host no host's name, but one that finds the way to the instance; empty while it is for all
 * @param partition as {@code TOPIC/PARTITION}
 * @param offset the record's
 * @param key the record's, empty where it has none
 * @param message the value, null where the record has none
 */
@SuppressWarnings("ArrayRecordComponent") // made for one record, handed on and never changed
record HostControl(String host, String partition, long offset, String key, byte @Nullable [] message)
        implements HostItem, Serializable {
    private static final long serialVersionUID = 1;

    HostControl {
        requireNonNull(host, "host is null");
        requireNonNull(partition, "partition is null");
        requireNonNull(key, "key is null");
    }

    HostControl on(String way) {
        return new HostControl(way, partition, offset, key, message);
    }

    /** About how many bytes it takes. */
    long weight() {
        return 200L + key.length() + (message == null ? 0 : message.length);
    }
}
