package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultId;
import io.execparity.stream.live.LiveConfig.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A result as a record of its topic: the key is the host, a blank and the result's id, the value the line that a results
 * file would have. A finding that is told again has the key that it had, so that the later record is the one that holds.
 */
final class ResultRecords implements KafkaRecordSerializationSchema<EncodedResult>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1;

    private final Topics topics;

    ResultRecords(Topics topics) {
        this.topics = requireNonNull(topics, "topics is null");
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(EncodedResult result, KafkaSinkContext context, Long timestamp) {
        byte[] key = (result.line().host() + ' ' + ResultId.of(result)).getBytes(UTF_8);
        return new ProducerRecord<>(topics.of(result.kind()), key, result.line().line());
    }

    /** The topics, which the sink asks when it looks for transactions that an earlier run left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(
                List.copyOf(topics.results().values()))));
    }
}
