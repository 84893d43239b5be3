package io.execparity.collect.agent.spool;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import io.execparity.schema.message.SerialRange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rewrites a segment without some of its records. What it will drop is known before anything is dropped, so that the
 * loss can be on disk first.
 */
final class Compaction {
    /** What is kept. */
    enum Depth {
        /** What a rule may need, and messages. */
        NEEDED,
        /** Messages alone. */
        MESSAGES
    }

    private final Path segment;
    private final Path fresh;
    private final Depth depth;
    private final Relevance relevance = new Relevance();
    private final Map<String, Tally> dropped = new TreeMap<>();
    private final List<SpoolRecord> messages = new ArrayList<>();
    private long damaged;

    private static final class Tally {
        private long lines;
        private long bytes;
        private final Set<Long> serials = new HashSet<>();
    }

    private Compaction(Path segment, Depth depth) {
        this.segment = segment;
        this.fresh = segment.resolveSibling(segment.getFileName() + ".new");
        this.depth = depth;
    }

    /** Looks through a segment, changing nothing. */
    static Compaction plan(Path segment, Depth depth) throws IOException {
        Compaction plan = new Compaction(segment, depth);
        plan.each(plan.relevance::learn);
        plan.damaged = Files.size(segment) - plan.each(plan::count);
        return plan;
    }

    private interface Step {
        void take(SpoolRecord record) throws IOException;
    }

    /** Returns where the last whole record ends. */
    private long each(Step step) throws IOException {
        try (Segment.Reader reader = new Segment.Reader(segment, 0)) {
            for (SpoolRecord record = reader.next(); record != null; record = reader.next()) {
                step.take(record);
            }
            return reader.position();
        }
    }

    private boolean keeps(SpoolRecord record) {
        return record.kind() != Kind.LINE || depth == Depth.NEEDED && relevance.needed(record);
    }

    private void count(SpoolRecord record) {
        if (record.kind() == Kind.MESSAGE) {
            messages.add(record);
        }
        if (!keeps(record)) {
            Tally tally = dropped.computeIfAbsent(record.source(), source -> new Tally());
            tally.lines++;
            tally.bytes += record.value().length;
            relevance.serial(record).ifPresent(tally.serials::add);
        }
    }

    /** What will be lost, for each source. */
    List<SpoolLoss> losses() {
        List<SpoolLoss> losses = new ArrayList<>();
        dropped.forEach((source, tally) ->
                losses.add(new SpoolLoss(source, tally.lines, tally.bytes, SerialRange.of(tally.serials))));
        return losses;
    }

    /** The agent's own messages in the segment. */
    List<SpoolRecord> messages() {
        return List.copyOf(messages);
    }

    /** Bytes that cannot be read any more. */
    long damaged() {
        return damaged;
    }

    /** Writes what is kept beside the segment, and brings it to the disk: it will be all that there is. */
    void prepare() throws IOException {
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024)) {
            out.write(Segment.MAGIC);
            each(record -> {
                if (keeps(record)) {
                    out.write(Segment.frame(record));
                }
            });
            out.flush();
            channel.force(true);
        }
    }

    /** Puts what was prepared in the segment's place and returns the new size in bytes. */
    long commit() throws IOException {
        Files.move(fresh, segment, StandardCopyOption.ATOMIC_MOVE);
        return Files.size(segment);
    }
}
