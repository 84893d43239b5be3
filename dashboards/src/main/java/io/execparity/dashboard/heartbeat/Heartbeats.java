package io.execparity.dashboard.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.dashboard.heartbeat.Heartbeat.Lost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code probe --out} wrote, in a folder as {@code *.jsonl}, a file for each host: whoever runs the probe puts it
 * there. The last run of a file counts, of which its end is read. Links are not followed, and a line that is no outcome,
 * whose form is {@code probe.schema.json}, counts as none.
 */
public final class Heartbeats {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,248}\\.jsonl");
    private static final int MOST_FILES = 2_000;
    /** The outcomes of a run take some 15,000. */
    private static final int MOST_BYTES = 64 << 10;

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Map<Path, Known> known = new LinkedHashMap<>();

    private record Known(long at, long size, Optional<Heartbeat> last) {}

    /** An outcome, as far as it says whose it is. */
    private record Line(String host, String run, long at, JsonNode probe) {
        boolean isOfRunOf(Line other) {
            return host.equals(other.host) && run.equals(other.run);
        }
    }

    /** @param folder need not be there */
    public Heartbeats(Path folder) {
        this.folder = folder;
    }

    /**
     * The last of each file that has one, by the names of their hosts.
     *
     * @throws IOException where the folder cannot be read
     */
    public synchronized List<Heartbeat> all() throws IOException {
        Map<Path, Known> seen = new LinkedHashMap<>();
        for (Path file : files()) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long at = now.lastModifiedTime().toMillis();
            Known before = known.get(file);
            boolean same = before != null && before.at() == at && before.size() == now.size();
            seen.put(file, same ? before : new Known(at, now.size(), last(end(file))));
        }
        known.clear();
        known.putAll(seen);
        return seen.values().stream()
                .flatMap(one -> one.last().stream())
                .sorted(Comparator.comparing(Heartbeat::host))
                .toList();
    }

    private List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (found.size() < MOST_FILES
                        && NAME.matcher(entry.getFileName().toString()).matches()
                        && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(entry);
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    /** The lines at its end; the first may be cut, and is none then. */
    private static List<String> end(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.position(Math.max(0, channel.size() - MOST_BYTES));
            ByteBuffer read = ByteBuffer.allocate(MOST_BYTES);
            while (read.hasRemaining() && channel.read(read) >= 0) {
                // Until there is no more of it, or no more room.
            }
            return new String(read.array(), 0, read.position(), UTF_8).lines().toList();
        }
    }

    private static Optional<Heartbeat> last(List<String> lines) {
        List<Line> outcomes =
                lines.stream().flatMap(line -> outcome(line).stream()).toList();
        if (outcomes.isEmpty()) {
            return Optional.empty();
        }
        Line last = outcomes.get(outcomes.size() - 1);
        long found = 0;
        long unsupported = 0;
        List<Lost> lost = new ArrayList<>();
        for (Line one : outcomes) {
            if (!one.isOfRunOf(last)) {
                continue;
            }
            String link = one.probe().path("link").asText("");
            if (link.equals("found")) {
                found++;
            } else if (link.equals("unsupported")) {
                unsupported++;
            } else {
                lost.add(new Lost(
                        one.probe().path("verb").asText(""),
                        link,
                        one.probe().path("explanation").asText(""),
                        one.probe().path("fix").asText("")));
            }
        }
        String kernel = last.probe().path("kernel").asText("");
        return Optional.of(new Heartbeat(last.host(), last.run(), kernel, last.at(), found, unsupported, lost));
    }

    private static Optional<Line> outcome(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            if (read == null || !read.at("/message/kind").asText("").equals("probe")) {
                return Optional.empty();
            }
            String host = read.at("/host/name").asText("");
            String run = read.at("/probe/run").asText("");
            long at = Instant.parse(read.path("@timestamp").asText("")).toEpochMilli();
            return host.isEmpty() || run.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Line(host, run, at, read.path("probe")));
        } catch (IOException | DateTimeException | ArithmeticException e) {
            // Whoever writes there may write anything.
            return Optional.empty();
        }
    }
}
