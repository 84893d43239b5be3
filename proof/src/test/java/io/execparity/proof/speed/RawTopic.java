package io.execparity.proof.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.bench.RepeatedLog;
import io.execparity.proof.chain.TopicFeed;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts the lines of many hosts into a topic, each of which writes the same log over and over, from its own moment on. Their
 * lines are interleaved by when they were written.
 */
final class RawTopic implements AutoCloseable {
    private final RepeatedLog log;
    private final TopicFeed feed;
    private final PriorityQueue<Host> hosts = new PriorityQueue<>(
            Comparator.<Host>comparingLong(host -> host.arrival).thenComparing(host -> host.number));

    /** Told of each line when it is handed over. */
    @FunctionalInterface
    interface Listener {
        /**
         * A line is on its way.
         *
         * @param host its number, from 0
         * @param serial counted from 0
         */
        void sent(int host, int serial);
    }

    private static final class Host {
        private final int number;
        private final byte[] name;
        private final long begin;
        private int line;
        private long round;
        private long arrival;

        Host(int number, long begin) {
            this.number = number;
            this.name = name(number).getBytes(UTF_8);
            this.begin = begin;
            this.arrival = begin;
        }

        void next(RepeatedLog log) {
            line++;
            if (line == log.lines()) {
                line = 0;
                round++;
            }
            arrival = begin + round * log.millis() + log.arrival(line);
        }
    }

    /**
     * @param count of hosts
     * @param beginnings milliseconds over which they begin, evenly
     */
    RawTopic(String broker, String topic, RepeatedLog log, int count, long beginnings) {
        this.log = log;
        this.feed = new TopicFeed(broker, topic);
        for (int i = 0; i < count; i++) {
            hosts.add(new Host(i, i * beginnings / count));
        }
    }

    /** How hosts are called. */
    static String name(int number) {
        return "host-" + number;
    }

    /** Sends so many lines, those written first before others. */
    void send(long lines, Listener listener) {
        for (long i = 0; i < lines; i++) {
            Host host = hosts.remove();
            listener.sent(host.number, log.serial(host.line, host.round));
            feed.send(host.name, log.line(host.line, host.round));
            host.next(log);
            hosts.add(host);
        }
    }

    /** Returns when the broker has all of it. */
    void flush() {
        feed.flush();
    }

    @Override
    public void close() {
        feed.close();
    }
}
