package io.execparity.collect.agent.spool;

import io.execparity.collect.agent.spool.SpoolRecord.Kind;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, in order, on disk until it was acknowledged. Each line is written together with the place where
 * its source goes on, so that no crash can part the two: a line is in the spool, or it is read again.
 *
 * <p>When it is full, the oldest lines go first that no rule needs, then the oldest lines. Each drop is a message in
 * the spool before it happens. For several threads.
 */
public final class Spool implements Closeable {
    /** Says in a message what was lost. */
    public interface LossWriter {
        byte[] dropped(SpoolLoss loss);

        /** A segment could not be read to its end, as after a disk's error. */
        byte[] damaged(long segment, long bytes);
    }

    /** The source of the messages that a spool writes itself. */
    public static final String AGENT = "agent";

    private final SpoolSettings settings;
    private final LossWriter lossWriter;
    private final long epoch;
    private final SegmentFolder segments;
    private final SourceStates states;
    private SegmentWriter writer;
    private SpoolCursor acknowledged;
    private SpoolCursor stored;
    private SpoolCursor reading;
    private Segment.@Nullable Reader reader;
    private long readerSegment;
    private final Set<Long> damaged = new HashSet<>();
    private long droppedLines;
    private boolean unsynced;
    private @Nullable IOException upkeepFailure;

    private Spool(SpoolSettings settings, LossWriter lossWriter, long epoch, SegmentFolder segments)
            throws IOException {
        this.settings = settings;
        this.lossWriter = lossWriter;
        this.epoch = epoch;
        this.segments = segments;
        SegmentFolder.Recovered recovered = segments.recover();
        this.states = recovered.states();
        this.writer = recovered.writer();
        this.stored = segments.loadCursor();
        this.acknowledged = reachable(stored);
        this.reading = acknowledged;
        // A loss of power may have taken messages that were sent: their numbers are not given to others.
        states.put(AGENT, new SourceState(epoch, 0, ""));
        if (recovered.lost() > 0 && states.anyStream()) {
            tellOfDamage(writer.number(), recovered.lost());
        }
    }

    /** Of a place that the disk does not have any more, what is before it: sent twice, not lost. */
    private SpoolCursor reachable(SpoolCursor place) {
        if (place.segment() > writer.number()) {
            return SpoolCursor.START;
        }
        return place.segment() == writer.number() && place.offset() > writer.size()
                ? new SpoolCursor(place.segment(), 0)
                : place;
    }

    /**
     * Takes up what an earlier run left.
     *
     * @param epoch the time now, which begins the numbers of sources that have none
     * @throws IOException where the folder cannot be used, or belongs to another process
     */
    public static Spool open(SpoolSettings settings, LossWriter lossWriter, long epoch) throws IOException {
        SegmentFolder folder = SegmentFolder.open(settings.folder());
        try {
            return new Spool(settings, lossWriter, epoch, folder);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** How far a source had come; empty for one that is new. */
    public synchronized Optional<SourceState> state(String source) {
        return states.find(source);
    }

    /** Begins a source's numbers anew, where it cannot be read on from where it was. */
    public synchronized void begin(String source) {
        states.put(source, new SourceState(epoch, 0, ""));
    }

    /**
     * Writes lines and messages behind what is there and makes room where it has to.
     *
     * @throws IOException where the disk does not take them; then none of them was taken
     */
    public synchronized void append(List<Incoming> batch) throws IOException {
        Map<String, SourceState> before = states.copy();
        List<SpoolRecord> records = new ArrayList<>(batch.size());
        for (Incoming incoming : batch) {
            records.add(numbered(incoming));
        }
        try {
            write(records);
        } catch (IOException e) {
            states.replace(before);
            throw e;
        }
        notifyAll();
        try {
            keepInBounds();
        } catch (IOException e) {
            upkeepFailure = e;
        }
    }

    private void keepInBounds() throws IOException {
        if (writer.size() >= settings.segmentBytes()) {
            roll();
        }
        makeRoom();
    }

    private SpoolRecord numbered(Incoming incoming) {
        SourceState state = states.find(incoming.source()).orElse(new SourceState(epoch, 0, ""));
        SpoolRecord record = new SpoolRecord(
                incoming.kind(),
                incoming.source(),
                state.epoch(),
                state.next() + incoming.lostBefore(),
                incoming.place(),
                incoming.resume(),
                incoming.value());
        states.take(record);
        return record;
    }

    private void write(List<SpoolRecord> records) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (SpoolRecord record : records) {
            frames.writeBytes(Segment.frame(record));
        }
        writer.write(frames.toByteArray());
        segments.put(writer.number(), writer.size());
        unsynced = true;
    }

    private void roll() throws IOException {
        SegmentWriter next = segments.create(writer.number() + 1, states.checkpoint());
        writer.close();
        writer = next;
    }

    private void makeRoom() throws IOException {
        Optional<SegmentFolder.Victim> victim = victim();
        while (victim.isPresent()) {
            Compaction plan = Compaction.plan(
                    segments.path(victim.get().number()), victim.get().depth());
            boolean rewritten = victim.get().depth() == Compaction.Depth.NEEDED;
            if (rewritten) {
                // First what may fail for want of room, so that no loss is told that does not happen.
                plan.prepare();
            }
            tellOf(plan, victim.get().number(), !rewritten);
            writer.sync();
            if (rewritten) {
                segments.compacted(victim.get().number(), plan.commit());
            } else {
                segments.delete(victim.get().number());
            }
            victim = victim();
        }
    }

    /** Writes what is lost with a segment, and the messages that would be lost with it. */
    private void tellOf(Compaction plan, long segment, boolean deleted) throws IOException {
        List<SpoolRecord> told = new ArrayList<>();
        List<SpoolLoss> losses = new ArrayList<>(plan.losses());
        if (deleted) {
            long bytes = plan.messages().stream().mapToLong(SpoolRecord::weight).sum();
            if (bytes > settings.segmentBytes() / 4) {
                // Messages about ever more losses must not fill the spool themselves.
                losses.add(new SpoolLoss(AGENT, plan.messages().size(), bytes, List.of()));
            } else {
                told.addAll(plan.messages());
            }
        }
        for (SpoolLoss loss : losses) {
            droppedLines += loss.source().equals(AGENT) ? 0 : loss.lines();
            told.add(numbered(Incoming.message(AGENT, lossWriter.dropped(loss))));
        }
        write(told);
        tellOfDamage(segment, plan.damaged());
    }

    private Optional<SegmentFolder.Victim> victim() {
        if (segments.bytes() <= settings.mostBytes()) {
            return Optional.empty();
        }
        return segments.victim(Math.max(acknowledged.segment(), reading.segment()), writer.number());
    }

    /**
     * Brings to the disk what was written, so that it outlives a loss of power, and how far was acknowledged.
     *
     * @throws IOException where that fails, or making room did since the last time; what was taken is kept all the same
     */
    public synchronized void sync() throws IOException {
        IOException failure = upkeepFailure;
        if (failure != null) {
            upkeepFailure = null;
            throw failure;
        }
        if (unsynced) {
            writer.sync();
            unsynced = false;
        }
        if (!acknowledged.equals(stored)) {
            segments.storeCursor(acknowledged);
            stored = acknowledged;
        }
    }

    /** Where sending has to begin. */
    public synchronized SpoolCursor acknowledged() {
        return acknowledged;
    }

    /**
     * Reads on.
     *
     * @param mostBytes about how much to read, at least one record
     * @return no records where there is nothing more yet
     */
    public synchronized SpoolBatch read(SpoolCursor from, int mostBytes) throws IOException {
        List<SpooledRecord> records = new ArrayList<>();
        SpoolCursor at = segments.firstFrom(from);
        int bytes = 0;
        while (bytes < mostBytes) {
            Segment.Reader open = readerAt(at);
            SpoolRecord record = open.next();
            if (record == null) {
                if (at.segment() == writer.number()) {
                    if (open.position() >= writer.size()) {
                        break;
                    }
                    // The disk has lost some of what stands before the end: what comes next has to be readable again.
                    roll();
                }
                tellOfDamage(at.segment(), segments.size(at.segment()) - open.position());
                at = segments.firstFrom(new SpoolCursor(at.segment() + 1, 0));
                continue;
            }
            at = new SpoolCursor(at.segment(), open.position());
            if (record.kind() != Kind.CHECKPOINT) {
                records.add(new SpooledRecord(record, at));
                bytes += record.weight();
            }
        }
        reading = at;
        return new SpoolBatch(records, at);
    }

    private Segment.Reader readerAt(SpoolCursor at) throws IOException {
        Segment.Reader open = reader;
        boolean here = open != null
                && readerSegment == at.segment()
                && (open.position() == at.offset() || at.offset() == 0 && open.position() == Segment.MAGIC.length);
        if (open == null || !here) {
            closeReader();
            open = new Segment.Reader(segments.path(at.segment()), at.offset());
            reader = open;
            readerSegment = at.segment();
        }
        return open;
    }

    private void tellOfDamage(long segment, long lost) throws IOException {
        if (lost > 0 && damaged.add(segment)) {
            write(List.of(numbered(Incoming.message(AGENT, lossWriter.damaged(segment, lost)))));
        }
    }

    private void closeReader() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** Waits until there is something behind {@code place}, at most so long. */
    public synchronized void await(SpoolCursor place, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (left > 0 && place.segment() == writer.number() && place.offset() >= writer.size()) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    /** Gives up what was sent; no earlier place may be acknowledged later. */
    public synchronized void acknowledge(SpoolCursor upTo) throws IOException {
        if (upTo.compareTo(acknowledged) > 0) {
            acknowledged = upTo;
            segments.deleteBefore(upTo.segment());
        }
    }

    /** Bytes on disk, sent or not. */
    public synchronized long bytes() {
        return segments.bytes();
    }

    /** Lines that had to make room since it was opened. */
    public synchronized long droppedLines() {
        return droppedLines;
    }

    /** Whether all that was written has been acknowledged. */
    public synchronized boolean isDrained() {
        return acknowledged.segment() == writer.number() && acknowledged.offset() == writer.size();
    }

    @Override
    public synchronized void close() throws IOException {
        upkeepFailure = null;
        sync();
        closeReader();
        writer.close();
        segments.close();
    }
}
