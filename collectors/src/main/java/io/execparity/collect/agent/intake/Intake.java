package io.execparity.collect.agent.intake;

import io.execparity.collect.agent.spool.Incoming;
import io.execparity.collect.agent.spool.Relevance;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hands lines from the threads that read to the one that writes to the spool, in bounded memory. A source that can be
 * read again later waits; one that cannot is never kept waiting, since behind it a kernel's queue may fill: its lines
 * are dropped, those that no rule needs from half of the bound on, and the loss is told as soon as there is room.
 */
public final class Intake implements Runnable {
    private static final long MOST_BYTES = 8L << 20;
    private static final int BATCH_BYTES = 1 << 20;
    /** What the agent says of itself may take so much besides. */
    private static final long MOST_MESSAGE_BYTES = 1 << 20;
    /** Neither the spool nor Kafka takes much more in one record. */
    private static final int LONGEST_MESSAGE = 900 * 1024;
    /** How long the first line waits for company, so that the writer is not woken for each. */
    private static final long GATHER_MILLIS = 20;

    private static final int MOST_SERIALS = 100_000;
    private static final long RETRY_MILLIS = 500;

    private final Spool spool;
    private final LossMessages messages;
    private final int syncMillis;
    private final Consumer<String> log;
    private final Relevance relevance = new Relevance();
    private final Deque<Incoming> waiting = new ArrayDeque<>();
    private final Map<String, Overrun> overruns = new HashMap<>();
    private final Map<String, Long> untold = new HashMap<>();
    private long bytes;
    private long taken;
    private long dropped;
    private boolean closed;

    /** What a source lost since that was last told. */
    private static final class Overrun {
        private long lines;
        private long bytes;
        private final Set<Long> serials = new HashSet<>();
    }

    /**
     * @param syncMillis how often the spool is brought to the disk
     * @param log takes sentences for the person who runs the agent
     */
    public Intake(Spool spool, LossMessages messages, int syncMillis, Consumer<String> log) {
        this.spool = spool;
        this.messages = messages;
        this.syncMillis = syncMillis;
        this.log = log;
    }

    /** Hands a line over and waits for room. */
    public synchronized void put(Incoming line) throws InterruptedException {
        while (bytes >= MOST_BYTES && !closed) {
            wait();
        }
        if (closed) {
            throw new InterruptedException("the agent is stopping");
        }
        add(line);
    }

    /** Hands a line over, or drops it and counts it. */
    public synchronized void offer(Incoming line) {
        if (closed || bytes >= MOST_BYTES || bytes >= MOST_BYTES / 2 && !relevance.needed(record(line))) {
            Overrun overrun = overruns.computeIfAbsent(line.source(), source -> new Overrun());
            overrun.lines++;
            overrun.bytes += line.value().length;
            if (overrun.serials.size() < MOST_SERIALS) {
                relevance.serial(record(line)).ifPresent(overrun.serials::add);
            }
            dropped++;
            return;
        }
        if (bytes < MOST_BYTES / 4) {
            tellOverruns();
        }
        Long lost = untold.remove(line.source());
        if (lost == null) {
            add(line);
        } else {
            add(new Incoming(line.kind(), line.source(), line.place(), line.resume(), line.value(), lost));
        }
    }

    /** Puts into words what was lost, and remembers how many numbers the source's next line has to leave out. */
    private void tellOverruns() {
        overruns.forEach((source, overrun) -> {
            if (!source.equals(Spool.AGENT)) {
                untold.merge(source, overrun.lines, Long::sum);
            }
            add(Incoming.message(Spool.AGENT, messages.overrun(source, overrun.lines, overrun.bytes, overrun.serials)));
        });
        overruns.clear();
    }

    /** Hands a message of the agent's own over. There are few; where a disk takes none for long, they are counted. */
    public synchronized void tell(byte[] told) {
        byte[] message = told.length > LONGEST_MESSAGE ? messages.oversized(Spool.AGENT, told.length) : told;
        Incoming incoming = Incoming.message(Spool.AGENT, message);
        if (bytes >= MOST_BYTES + MOST_MESSAGE_BYTES) {
            Overrun overrun = overruns.computeIfAbsent(Spool.AGENT, source -> new Overrun());
            overrun.lines++;
            overrun.bytes += message.length;
            return;
        }
        add(incoming);
    }

    private static SpoolRecord record(Incoming line) {
        return new SpoolRecord(line.kind(), line.source(), 0, 0, "", "", line.value());
    }

    private void add(Incoming line) {
        long before = bytes;
        waiting.addLast(line);
        bytes += weight(line);
        taken++;
        if (before == 0 || before < BATCH_BYTES && bytes >= BATCH_BYTES) {
            notifyAll();
        }
    }

    private static long weight(Incoming line) {
        return 128L + line.value().length;
    }

    /** Lines and messages taken so far. */
    public synchronized long taken() {
        return taken;
    }

    /** Lines dropped for want of room. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Ends {@link #run} when everything that was handed over is written. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** What waits, at most a batch; nothing where nothing came for as long as the spool may go without being synced. */
    private synchronized List<Incoming> next() throws InterruptedException {
        long left = syncMillis;
        long deadline = System.nanoTime() + left * 1_000_000;
        while (waiting.isEmpty() && !closed && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        long gathered = System.nanoTime() + GATHER_MILLIS * 1_000_000;
        for (left = GATHER_MILLIS; !waiting.isEmpty() && bytes < BATCH_BYTES && !closed && left > 0; ) {
            wait(left);
            left = (gathered - System.nanoTime()) / 1_000_000;
        }
        List<Incoming> batch = new ArrayList<>();
        long size = 0;
        while (!waiting.isEmpty() && size < BATCH_BYTES) {
            Incoming line = waiting.removeFirst();
            size += weight(line);
            batch.add(line);
        }
        bytes -= size;
        if (batch.isEmpty() || closed) {
            tellOverruns();
        }
        notifyAll();
        return batch;
    }

    private synchronized boolean isDone() {
        return closed && waiting.isEmpty();
    }

    @Override
    public void run() {
        long synced = System.nanoTime();
        try {
            while (!isDone()) {
                List<Incoming> batch = next();
                if (!batch.isEmpty()) {
                    write(batch);
                }
                if (System.nanoTime() - synced >= syncMillis * 1_000_000L) {
                    sync();
                    synced = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A disk that is full now may have room later: what was taken is kept until then. */
    private void write(List<Incoming> batch) throws InterruptedException {
        while (true) {
            try {
                spool.append(batch);
                return;
            } catch (IOException e) {
                log.accept("the spool cannot be written to: " + e.getMessage());
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void sync() {
        try {
            spool.sync();
        } catch (IOException e) {
            log.accept("the spool cannot be brought to disk: " + e.getMessage());
        }
    }
}
