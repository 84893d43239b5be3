package io.execparity.collect.agent.kafka;

import io.execparity.collect.agent.spool.SpoolCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Records that were sent and not answered for. Answers come in any order; what counts is how far everything was
 * answered. For several threads.
 */
final class InFlight {
    /** One record that was sent. */
    static final class Entry {
        private final SpoolCursor end;
        private final int weight;
        private boolean answered;

        private Entry(SpoolCursor end, int weight) {
            this.end = end;
            this.weight = weight;
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private @Nullable Exception failure;

    synchronized Entry sent(SpoolCursor end, int weight) {
        Entry entry = new Entry(end, weight);
        entries.addLast(entry);
        bytes += weight;
        return entry;
    }

    /** Up to there is nothing that anybody has to answer for. */
    synchronized void passed(SpoolCursor end) {
        sent(end, 0).answered = true;
    }

    synchronized void answered(Entry entry) {
        entry.answered = true;
        notifyAll();
    }

    synchronized void failed(Exception e) {
        if (failure == null) {
            failure = e;
        }
        notifyAll();
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** Why something could not be sent, once. */
    synchronized @Nullable Exception takeFailure() {
        Exception taken = failure;
        failure = null;
        return taken;
    }

    /** Takes out all that is answered without anything unanswered before it; the place behind it, null for none. */
    synchronized @Nullable SpoolCursor takeAnswered() {
        SpoolCursor end = null;
        for (Entry first = entries.peekFirst(); first != null && first.answered; first = entries.peekFirst()) {
            end = first.end;
            bytes -= first.weight;
            entries.removeFirst();
        }
        return end;
    }

    synchronized int size() {
        return entries.size();
    }

    /** About what all of them take, in bytes. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized void clear() {
        entries.clear();
        bytes = 0;
        failure = null;
    }
}
