package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.message.AgentMessage;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What hosts were like, from a saved file: messages of agents, or what the live job made of them, one a line. */
public final class HostSnapshots {
    private static final long MOST_BYTES = 256L << 20;

    private HostSnapshots() {}

    /**
     * All of a file, in its order; other messages of agents are passed over.
     *
     * @throws IOException where it cannot be read, is too long, or a line in it is no message, with its place
     */
    public static List<HostSnapshot> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than any collection of snapshots");
        }
        List<HostSnapshot> snapshots = new ArrayList<>();
        int number = 0;
        for (String line : new String(Files.readAllBytes(file), UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                try {
                    of(line.getBytes(UTF_8)).ifPresent(snapshots::add);
                } catch (IOException e) {
                    throw new IOException(file + ":" + number + ": this is no message about a host", e);
                }
            }
        }
        return snapshots;
    }

    private static Optional<HostSnapshot> of(byte[] line) throws IOException {
        String kind = CatalogueReader.readJson("message", 1, line)
                .require("message")
                .require("kind")
                .text();
        if (kind.equals("host")) {
            HostRecord host = MessageReader.host(line);
            return Optional.ofNullable(host.snapshot());
        }
        AgentMessage message = MessageReader.agentMessage(line);
        return message instanceof HostSnapshot snapshot ? Optional.of(snapshot) : Optional.empty();
    }
}
