package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

/**
 * What a host's agent sent that is no line of the host's: a message, or a line that went elsewhere or nowhere and whose
 * number would be missed.
 *
 * @param partition it came from
 * @param message of the agent, empty where there is only the number
 */
@SuppressWarnings("ArrayRecordComponent") // made for one record, handed on and never changed
record HostNote(String host, String partition, LineNumber number, byte[] message) implements HostItem {
    HostNote {
        requireNonNull(host, "host is null");
        requireNonNull(partition, "partition is null");
        requireNonNull(number, "number is null");
        requireNonNull(message, "message is null");
    }
}
