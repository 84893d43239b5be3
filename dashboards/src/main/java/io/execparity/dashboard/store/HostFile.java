package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.HostRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job tells of hosts, in a file beside results: a line for each time that more was known, of which the last of a
 * host counts. It is read whole whenever it changed. For one thread.
 */
final class HostFile {
    private static final int BUFFER = 1 << 16;
    /** A host may tell of thousands of mounts. */
    private static final int BATCH = 100;

    private final Path path;
    private String seen = "";

    HostFile(Path path) {
        this.path = path;
    }

    /** Whether it is another than when it was read last, and was read now. */
    boolean read(FilledStore store) throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        String state = now.size() + " " + now.lastModifiedTime() + " " + now.fileKey();
        if (state.equals(seen)) {
            return false;
        }
        long number = 1;
        Map<String, HostRecord> latest = new LinkedHashMap<>();
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            WholeLines lines = new WholeLines(in);
            for (String line = lines.next(); line != null; line = lines.next()) {
                HostRecord host = host(line);
                latest.put(host.host(), host);
                if (latest.size() >= BATCH) {
                    store.tell(List.copyOf(latest.values()));
                    latest.clear();
                }
                number++;
            }
            store.tell(List.copyOf(latest.values()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableResultsException(path + ":" + number + ": " + e.getMessage(), e);
        }
        seen = state;
        return true;
    }

    /**
     * A line of it.
     *
     * @throws IllegalArgumentException for one that tells of no host
     */
    static HostRecord host(String line) {
        try {
            return MessageReader.host(line.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
