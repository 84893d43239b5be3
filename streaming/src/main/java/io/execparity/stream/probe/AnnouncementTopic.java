package io.execparity.stream.probe;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic by which hosts announce their probes' runs to the alerting process. */
public final class AnnouncementTopic {
    /** What it is called unless a site says otherwise. */
    public static final String USUAL = "execparity.announcements";

    private static final int SECONDS = 20;

    private AnnouncementTopic() {}

    /**
     * Returns when the brokers have it.
     *
     * @param properties how to reach the brokers, and as whom
     * @throws IOException where they do not take it
     */
    public static void send(
            Map<String, String> properties, String topic, Announcement announcement, AnnouncementKey key)
            throws IOException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(SECONDS * 1_000));
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, announcement.line(key))).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException("the run could not be announced to the topic " + topic + ": " + e.getMessage(), e);
        }
    }
}
