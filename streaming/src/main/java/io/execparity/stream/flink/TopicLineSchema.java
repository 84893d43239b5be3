package io.execparity.stream.flink;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes a topic's records as they are. A line end that a shipper left in its place is no part of a line; the entry of a
 * measurement list may end with such a byte.
 */
final class TopicLineSchema implements KafkaRecordDeserializationSchema<TopicLine> {
    private static final long serialVersionUID = 1;
    private static final byte[] NONE = {};

    /** Names of partitions, so that not each record makes its own. */
    private transient @Nullable Map<String, String[]> names;

    private transient @Nullable LineNumberHeaders numbers;

    private final @Nullable String entries;

    /** @param entries the topic of measurement lists, null where there is none */
    TopicLineSchema(@Nullable String entries) {
        this.entries = entries;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        names = new HashMap<>();
        numbers = new LineNumberHeaders();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<TopicLine> out) {
        byte[] value = record.value() == null ? NONE : record.value();
        byte[] key = record.key() == null ? NONE : record.key();
        LineNumber number = numbers == null ? LineNumber.NONE : numbers.read(record.headers());
        String partition = name(record.topic(), record.partition());
        boolean entry = record.topic().equals(entries);
        out.collect(new TopicLine(
                partition,
                record.offset(),
                key,
                number,
                Math.max(0, record.timestamp()),
                entry ? LineNumberHeaders.place(record.headers()) : "",
                entry ? value : withoutEnd(value)));
    }

    private static byte[] withoutEnd(byte[] value) {
        int end = value.length;
        if (end > 0 && value[end - 1] == '\n') {
            end--;
            if (end > 0 && value[end - 1] == '\r') {
                end--;
            }
        }
        return end == value.length ? value : Arrays.copyOf(value, end);
    }

    private String name(String topic, int partition) {
        Map<String, String[]> known = names;
        if (known == null) {
            throw new IllegalStateException("not opened");
        }
        String[] ofTopic = known.computeIfAbsent(topic, unused -> new String[partition + 1]);
        if (partition >= ofTopic.length) {
            ofTopic = Arrays.copyOf(ofTopic, partition + 1);
            known.put(topic, ofTopic);
        }
        if (ofTopic[partition] == null) {
            ofTopic[partition] = topic + '/' + partition;
        }
        return ofTopic[partition];
    }

    @Override
    public TypeInformation<TopicLine> getProducedType() {
        return WireType.TOPIC_LINE;
    }
}
