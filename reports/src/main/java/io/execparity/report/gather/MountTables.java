package io.execparity.report.gather;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.AgentMessage;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mounts that hosts told of: in an agent's messages, or in what the live job made of them, one a line. */
public final class MountTables {
    private static final long MOST_BYTES = 64L << 20;

    private MountTables() {}

    /**
     * All of a file.
     *
     * @throws IOException where it is none of these, with its place
     */
    public static List<MountTable> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": this is longer than " + MOST_BYTES + " bytes");
        }
        List<MountTable> tables = new ArrayList<>();
        int number = 0;
        for (String line : new String(Files.readAllBytes(file), UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                try {
                    table(line.getBytes(UTF_8)).ifPresent(tables::add);
                } catch (InvalidCatalogueException e) {
                    throw new IOException(file + ":" + number + ": this is no message about a host", e);
                }
            }
        }
        return tables;
    }

    private static Optional<MountTable> table(byte[] line) throws InvalidCatalogueException {
        String kind = CatalogueReader.readJson("message", 1, line)
                .require("message")
                .require("kind")
                .text();
        if (kind.equals("host")) {
            HostRecord host = MessageReader.host(line);
            return table(host.host(), host.snapshot());
        }
        AgentMessage message = MessageReader.agentMessage(line);
        return message instanceof HostSnapshot snapshot ? table(snapshot.host(), snapshot) : Optional.empty();
    }

    private static Optional<MountTable> table(String host, @Nullable HostSnapshot snapshot) {
        return snapshot == null || snapshot.mounts().isEmpty()
                ? Optional.empty()
                : Optional.of(new MountTable(host, snapshot.epochMillis(), snapshot.mounts()));
    }
}
