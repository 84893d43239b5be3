package io.execparity.dashboard.triage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.dashboard.triage.ActivityEntry.Change;
import io.execparity.dashboard.triage.ActivityEntry.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that people did, in a file to which lines are only ever added. The latest entries are in memory. */
final class ActivityLog {
    private static final int MOST_KEPT = 200_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Deque<ActivityEntry> entries = new ArrayDeque<>();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Set<String> expired = new HashSet<>();
    private final Map<String, Baseline> baselines = new HashMap<>();
    private long lines;
    private int kept;

    /** @throws IOException where a line of it is none, with its place */
    ActivityLog(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        cutTornLine();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                try {
                    keep(JSON.readValue(line, ActivityEntry.class));
                } catch (IOException | RuntimeException e) {
                    throw new IOException(file + ":" + (lines + 1) + ": this is no entry", e);
                }
            }
        }
    }

    /** A stop in the middle of writing leaves a line without an end, which nobody was told had been written. */
    private void cutTornLine() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long size = channel.size();
            while (size > 0) {
                one.clear();
                channel.read(one, size - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                size--;
            }
            channel.truncate(size);
        }
    }

    /** What the next entry is called. */
    String nextId() {
        return Long.toString(lines + 1);
    }

    /** Writes an entry, which is on the disk when this returns. */
    void add(ActivityEntry entry) throws IOException {
        append(file, JSON.writeValueAsString(entry));
        keep(entry);
    }

    /** Adds a line and waits until it is on the disk. */
    static void append(Path file, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    private void keep(ActivityEntry entry) {
        lines++;
        if (entry.action().equals("expire")) {
            expired.add(entry.suppression());
        }
        Baseline baseline = entry.baseline();
        if (baseline != null) {
            baselines.put(entry.suppression(), baseline);
        }
        entries.addLast(entry);
        kept += 1 + entry.changes().size();
        while (kept > MOST_KEPT && entries.size() > 1) {
            kept -= 1 + entries.removeFirst().changes().size();
        }
        for (Change change : entry.changes()) {
            states.remove(change.finding());
            states.put(change.finding(), change.after());
        }
    }

    Optional<ActivityEntry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The latest entry about a suppression. */
    Optional<ActivityEntry> latestAbout(String suppression) {
        return newestFirst().stream()
                .filter(entry -> entry.suppression().equals(suppression))
                .findFirst();
    }

    /** What a suppression was made for, where its entry tells. */
    Optional<Baseline> baseline(String suppression) {
        return Optional.ofNullable(baselines.get(suppression));
    }

    /** Whether an entry says that this suppression expired. */
    boolean saysExpired(String suppression) {
        return expired.contains(suppression);
    }

    Path file() {
        return file;
    }

    /** Those in memory, the newest first. */
    List<ActivityEntry> newestFirst() {
        List<ActivityEntry> all = new ArrayList<>(entries);
        Collections.reverse(all);
        return all;
    }

    /** What was last said of each finding of which anything was said. */
    Map<String, State> states() {
        return Collections.unmodifiableMap(states);
    }
}
