package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Snapshots of hosts that were saved: messages of agents, one a line, as their topic has them. */
final class SnapshotFiles {
    private static final long LARGEST = 256L << 20;

    private SnapshotFiles() {}

    /** @throws IOException where a file cannot be read, or a line in it is no message */
    static List<HostSnapshot> read(List<Path> files) throws IOException {
        List<HostSnapshot> snapshots = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than any collection of snapshots");
            }
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    add(snapshots, line, file + ":" + number);
                }
            }
        }
        return snapshots;
    }

    private static void add(List<HostSnapshot> snapshots, String line, String place) throws IOException {
        try {
            if (MessageReader.agentMessage(line.getBytes(UTF_8)) instanceof HostSnapshot snapshot) {
                snapshots.add(snapshot);
            }
        } catch (IOException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }
}
