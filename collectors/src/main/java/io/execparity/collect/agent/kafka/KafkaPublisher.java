package io.execparity.collect.agent.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.collect.agent.config.AgentConfig;
import io.execparity.collect.agent.config.AgentConfig.KafkaTarget;
import io.execparity.collect.agent.intake.Complaints;
import io.execparity.collect.agent.spool.SourceKind;
import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolBatch;
import io.execparity.collect.agent.spool.SpoolCursor;
import io.execparity.collect.agent.spool.SpoolRecord;
import io.execparity.collect.agent.spool.SpooledRecord;
import io.execparity.schema.message.LineHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Sends what the spool holds, in order, and tells the spool how far Kafka has it. While Kafka is away it waits. After
 * any failure it begins again behind what was acknowledged, so that a record may be sent twice and none is left out.
 */
public final class KafkaPublisher implements Runnable {
    private static final int READ_BYTES = 1 << 20;
    private static final int MOST_IN_FLIGHT = 20_000;
    /** Less than the client's own memory, so that it never makes anybody wait until it gives up. */
    private static final long MOST_BYTES_IN_FLIGHT = 8L << 20;

    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long LAST_WAIT_MILLIS = 2_000;
    private static final Duration NO_TIME = Duration.ZERO;

    private final KafkaTarget target;
    private final Spool spool;
    private final byte[] key;
    private final Header agent;
    private String sourceName = "";
    private Header source = new RecordHeader(LineHeaders.SOURCE, new byte[0]);
    private long epochNumber = -1;
    private Header epoch = new RecordHeader(LineHeaders.EPOCH, new byte[0]);
    private final Complaints complaints;
    private final Consumer<SpoolRecord> refused;
    private final InFlight inFlight = new InFlight();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean connected;
    private volatile boolean stopping;
    private volatile long stopAt;
    private long pauseMillis = PAUSE_MILLIS;

    /**
     * @param refused takes records that Kafka will never take; they are given up
     * @param log takes sentences for the person who runs the agent
     */
    public KafkaPublisher(AgentConfig config, Spool spool, Consumer<SpoolRecord> refused, Consumer<String> log) {
        this.target = config.kafka();
        this.spool = spool;
        this.key = config.host().getBytes(UTF_8);
        this.agent = new RecordHeader(LineHeaders.AGENT, config.agent().getBytes(UTF_8));
        this.refused = refused;
        this.complaints = new Complaints(log);
    }

    /** Records that Kafka has. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** How often sending had to begin again. */
    public long failures() {
        return failures.get();
    }

    /** Whether Kafka took something since the last failure. */
    public boolean isConnected() {
        return connected;
    }

    /** Ends {@link #run} when all is sent, or soon; what was not acknowledged is left to the next run. */
    public void stop() {
        stopAt = System.nanoTime() + LAST_WAIT_MILLIS * 1_000_000;
        stopping = true;
    }

    private boolean isOver() {
        return stopping && (spool.isDrained() || System.nanoTime() - stopAt > 0);
    }

    @Override
    public void run() {
        try {
            while (!isOver()) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        KafkaProducer<byte[], byte[]> producer = null;
        try {
            producer = new KafkaProducer<>(new HashMap<String, Object>(target.properties()));
            inFlight.clear();
            publish(producer);
        } catch (IOException | KafkaException e) {
            failures.incrementAndGet();
            connected = false;
            complaints.say(KafkaTrouble.sentence(e));
            pause();
        } finally {
            if (producer != null) {
                producer.close(NO_TIME);
            }
        }
    }

    private void pause() throws InterruptedException {
        long until = System.nanoTime() + pauseMillis * 1_000_000;
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        while (!isOver() && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    private void publish(KafkaProducer<byte[], byte[]> producer) throws IOException, InterruptedException {
        SpoolCursor place = spool.acknowledged();
        while (!isOver()) {
            acknowledge();
            if (inFlight.size() >= MOST_IN_FLIGHT || inFlight.bytes() >= MOST_BYTES_IN_FLIGHT) {
                Thread.sleep(5);
                continue;
            }
            SpoolBatch batch = spool.read(place, READ_BYTES);
            if (!send(producer, batch.records())) {
                // What follows would overtake what has to be sent again, which the next turn throws.
                continue;
            }
            if (!batch.end().equals(place)) {
                place = batch.end();
                inFlight.passed(place);
            }
            if (batch.records().isEmpty()) {
                spool.await(place, inFlight.size() > 0 ? 50 : 500);
            }
        }
    }

    /** Returns whether all of them were sent without any failure until then. */
    private boolean send(KafkaProducer<byte[], byte[]> producer, List<SpooledRecord> records) {
        for (SpooledRecord record : records) {
            send(producer, record);
            if (inFlight.hasFailed()) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears what becomes of it
    private void send(KafkaProducer<byte[], byte[]> producer, SpooledRecord record) {
        InFlight.Entry entry = inFlight.sent(record.end(), record.record().weight());
        producer.send(converted(record.record()), (metadata, failure) -> {
            if (failure == null) {
                acknowledged.incrementAndGet();
                connected = true;
                inFlight.answered(entry);
            } else if (failure instanceof RecordTooLargeException) {
                refused.accept(record.record());
                inFlight.answered(entry);
            } else {
                inFlight.failed(failure);
            }
        });
    }

    private void acknowledge() throws IOException {
        Exception failure = inFlight.takeFailure();
        SpoolCursor upTo = inFlight.takeAnswered();
        if (upTo != null) {
            spool.acknowledge(upTo);
            complaints.over();
            pauseMillis = PAUSE_MILLIS;
        }
        if (failure != null) {
            throw new KafkaException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private ProducerRecord<byte[], byte[]> converted(SpoolRecord record) {
        ProducerRecord<byte[], byte[]> converted = new ProducerRecord<>(topic(record), key, record.value());
        Headers headers = converted.headers();
        headers.add(agent).add(source(record)).add(epoch(record));
        headers.add(LineHeaders.SEQUENCE, Long.toString(record.sequence()).getBytes(US_ASCII));
        if (!record.place().isEmpty()) {
            headers.add(LineHeaders.PLACE, record.place().getBytes(US_ASCII));
        }
        return converted;
    }

    /** Mostly that of the record before, as is the epoch's. */
    private Header source(SpoolRecord record) {
        if (!record.source().equals(sourceName)) {
            sourceName = record.source();
            source = new RecordHeader(LineHeaders.SOURCE, sourceName.getBytes(US_ASCII));
        }
        return source;
    }

    private Header epoch(SpoolRecord record) {
        if (record.epoch() != epochNumber) {
            epochNumber = record.epoch();
            epoch = new RecordHeader(
                    LineHeaders.EPOCH, Long.toString(epochNumber).getBytes(US_ASCII));
        }
        return epoch;
    }

    private String topic(SpoolRecord record) {
        if (record.kind() == SpoolRecord.Kind.MESSAGE) {
            return target.messageTopic();
        }
        return switch (SourceKind.of(record.source())) {
            case AUDIT -> target.lineTopic();
            case EXECVEAT_FLAGS -> target.flagsTopic();
            case MEASUREMENT_LIST -> target.measurementTopic();
        };
    }
}
