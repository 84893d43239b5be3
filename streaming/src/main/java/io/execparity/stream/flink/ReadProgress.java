package io.execparity.stream.flink;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** How far each partition was read, and how much time went by in which that was to its end. */
final class ReadProgress {
    private static final int PARTITION = 1;
    private static final int POSITION = 2;
    private static final int MOST_ANSWERS = 64;
    /** Behind the last line there may be records that no reader sees: what closes a transaction. */
    private static final long UNSEEN_MILLIS = 5_000;

    private static final class Partition {
        private long position;
        /** Whether lines of it come here, and not only its place from an earlier run. */
        private boolean read;

        private long clock = -1;
        private long stuckPosition = -1;
        private long stuckSince;
    }

    private final Map<String, Partition> partitions = new HashMap<>();
    private final Deque<TopicEnds.Answer> answers = new ArrayDeque<>();
    private String lastName = "";
    private Partition last = new Partition();

    /** Told of partitions that were read to their end. */
    interface Listener {
        /**
         * A partition was read to its end.
         *
         * @param millis time that counts, since this was told last
         * @param until when it was so, epoch milliseconds
         */
        void readToEnd(String partition, long millis, long until);
    }

    /** A line was read; true where it is the first of its partition. */
    boolean read(String partition, long offset) {
        boolean added = false;
        if (!partition.equals(lastName)) {
            Partition known = partitions.get(partition);
            if (known == null) {
                known = new Partition();
                partitions.put(partition, known);
                added = true;
            }
            last = known;
            lastName = partition;
        }
        last.position = offset + 1;
        last.read = true;
        return added;
    }

    Set<String> partitions() {
        return partitions.keySet();
    }

    /** Takes what the brokers said next. */
    void answered(TopicEnds.Answer answer) {
        answers.addFirst(answer);
        if (answers.size() > MOST_ANSWERS) {
            answers.removeLast();
        }
    }

    /** Lines that are there cannot be handed on: that a place does not move says nothing of what is behind it. */
    void heldUp() {
        partitions.values().forEach(partition -> partition.stuckPosition = -1);
    }

    /** Tells how much time went by. */
    void tell(Listener listener) {
        if (answers.isEmpty()) {
            return;
        }
        partitions.entrySet().removeIf(entry -> isTakenOver(entry.getKey(), entry.getValue()));
        partitions.forEach((name, partition) -> {
            for (TopicEnds.Answer answer : answers) {
                if (answer.clock() <= partition.clock) {
                    break;
                }
                if (isAtEnd(name, partition, answer)) {
                    long millis =
                            partition.clock < 0 ? 0 : Math.min(answer.clock() - partition.clock, TopicEnds.MOST_MILLIS);
                    partition.clock = answer.clock();
                    if (millis > 0) {
                        listener.readToEnd(name, millis, answer.epochMillis());
                    }
                    break;
                }
            }
        });
    }

    /** Tells how many records each partition has behind the place that it was read to, as far as is known. */
    void lags(ObjLongConsumer<String> lag) {
        if (!answers.isEmpty()) {
            TopicEnds.Answer newest = answers.getFirst();
            partitions.forEach((name, partition) -> {
                Long end = newest.ends().get(name);
                if (end != null && partition.read) {
                    lag.accept(name, isAtEnd(name, partition, newest) ? 0 : end - partition.position);
                }
            });
        }
    }

    /** A place from an earlier run with lines behind it, which come to whoever reads the partition now. */
    private boolean isTakenOver(String name, Partition partition) {
        Long end = answers.getFirst().ends().get(name);
        return !partition.read && end != null && end > partition.position;
    }

    private static boolean isAtEnd(String name, Partition partition, TopicEnds.Answer answer) {
        Long end = answer.ends().get(name);
        if (end == null) {
            return false;
        }
        if (end <= partition.position) {
            return true;
        }
        if (partition.position != partition.stuckPosition) {
            partition.stuckPosition = partition.position;
            partition.stuckSince = answer.clock();
        }
        return answer.clock() - partition.stuckSince > UNSEEN_MILLIS;
    }

    /** Writes the place in each partition. */
    Iterable<byte[]> save() {
        return partitions.entrySet().stream()
                .map(entry -> {
                    StateWriter out = new StateWriter();
                    out.text(PARTITION, entry.getKey());
                    out.number(POSITION, entry.getValue().position);
                    return out.toByteArray();
                })
                .toList();
    }

    /** Takes one place that was saved; of several for one partition the furthest counts. */
    void restore(byte[] saved) throws UnreadableStateException {
        StateReader in = new StateReader(saved);
        String name = "";
        long position = 0;
        while (in.next()) {
            switch (in.tag()) {
                case PARTITION -> name = in.text();
                case POSITION -> position = in.number(0, Long.MAX_VALUE);
                default -> {}
            }
        }
        Partition partition = partitions.computeIfAbsent(name, unused -> new Partition());
        partition.position = Math.max(partition.position, position);
    }
}
