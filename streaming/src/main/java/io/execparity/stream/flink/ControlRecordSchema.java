package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.stream.control.ControlState;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the control topic's records as they are, of a message that is too long only as much as shows that. */
final class ControlRecordSchema implements KafkaRecordDeserializationSchema<HostItem> {
    private static final long serialVersionUID = 1;

    private static final int LONGEST_KEY = 1_000;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<HostItem> out) {
        out.collect(of(record));
    }

    static HostControl of(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key() == null ? new byte[0] : record.key();
        byte[] message = record.value();
        if (message != null && message.length > ControlState.LONGEST_MESSAGE) {
            message = Arrays.copyOf(message, ControlState.LONGEST_MESSAGE + 1);
        }
        return new HostControl(
                "",
                record.topic() + '/' + record.partition(),
                record.offset(),
                new String(key, 0, Math.min(key.length, LONGEST_KEY), UTF_8),
                message);
    }

    @Override
    public TypeInformation<HostItem> getProducedType() {
        return WireType.HOST_ITEM;
    }
}
