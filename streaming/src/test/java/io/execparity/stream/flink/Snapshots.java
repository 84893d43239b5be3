package io.execparity.stream.flink;

import io.execparity.schema.codec.HostSnapshotJson;
import io.execparity.schema.message.HostSnapshot;
import java.util.List;

/** What an agent says of its host when it starts. */
final class Snapshots {
    private Snapshots() {}

    /** The message of a host that says which kernel runs there, and nothing else. */
    static byte[] ofKernel(String host, long epochMillis, String release) {
        return new HostSnapshotJson()
                .line(new HostSnapshot(
                        epochMillis,
                        host,
                        host,
                        HostSnapshot.Cause.START,
                        "boot",
                        release,
                        "amd64",
                        List.of(),
                        "0",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        ""));
    }
}
