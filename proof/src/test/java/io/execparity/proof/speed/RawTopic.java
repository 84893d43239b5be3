package io.execparity.proof.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.bench.RepeatedLog;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts the lines of many hosts into a topic, each of which writes the same log over and over, from its own moment on. Their
 * lines are interleaved by when they were written.
 */
final class RawTopic implements AutoCloseable {
    private final RepeatedLog log;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final PriorityQueue<Host> hosts = new PriorityQueue<>(
            Comparator.<Host>comparingLong(host -> host.arrival).thenComparing(host -> host.number));
    private final AtomicReference<Exception> failure = new AtomicReference<>();

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
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "5",
                        ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
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
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(topic, host.name, log.line(host.line, host.round)), (metadata, exception) -> {
                        if (exception != null) {
                            failure.compareAndSet(null, exception);
                        }
                    });
            host.next(log);
            hosts.add(host);
        }
    }

    /** Returns when the broker has all of it. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a line was not sent", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
