package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.ElasticSettings;
import io.execparity.stream.elastic.ResultIndices;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfig.Pace;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The way of the data from topics to topics, as {@link Pipeline} has it from files to files. Partitions keep the order of
 * a host's lines, so that several readers do no harm; results are committed with the checkpoint that has the places in
 * the topics behind them, so that each is there once.
 */
final class LivePipeline {
    /** A broker's own bound unless it was told another one. */
    private static final String TRANSACTION_MILLIS = "900000";
    /** Keyed state is divided into so many parts, for ever. */
    private static final int MOST_PARALLELISM = 1024;

    private final LiveConfig config;

    LivePipeline(LiveConfig config) {
        this.config = requireNonNull(config, "config is null");
    }

    /**
     * Adds the job to an environment, and makes the topics and indices that are missing.
     *
     * @throws IOException where Kafka or the search server does not answer, or refuses
     */
    void build(StreamExecutionEnvironment environment) throws IOException {
        MissingTopics.make(config);
        DataStream<EncodedResult> all = results(environment, source(), config.pace());
        all.sinkTo(sink()).name("write results").uid("write results");
        if (config.elastic().isPresent()) {
            index(all, config.elastic().get());
        }
    }

    /** Adds the job over a part of its topics, which makes nothing and writes to a sink of the caller's. */
    void build(StreamExecutionEnvironment environment, TopicRange range, Sink<EncodedResult> sink) throws IOException {
        results(environment, source(range), null)
                .sinkTo(sink)
                .name("write results")
                .setParallelism(1);
    }

    /** @param pace null for a part of the topics, of which nothing has to be told before its end */
    private DataStream<EncodedResult> results(
            StreamExecutionEnvironment environment, KafkaSource<TopicLine> source, @Nullable Pace pace)
            throws IOException {
        if (config.reference().isPresent()) {
            // One that is of no use is refused before anything begins.
            config.reference().get().load();
        }
        environment.setParallelism(config.parallelism());
        environment.setMaxParallelism(MOST_PARALLELISM);
        String control = config.topics().control();
        ControlBeginning beginning = control == null ? null : ControlBeginning.read(config.kafka(), control);
        SingleOutputStreamOperator<HostItem> lines = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "read lines", WireType.TOPIC_LINE)
                .uid("read lines")
                .transform(
                        "find hosts",
                        WireType.HOST_ITEM,
                        new TopicLineOperator(
                                config.site().withoutLists(),
                                config.topics(),
                                config.kafka().properties(),
                                config.reference().orElse(null)))
                .uid("find hosts");
        DataStream<EncodedResult> rejected = lines.getSideOutput(TopicLineOperator.REJECTED);
        // What is said later than a part of the topics was read is in the next one.
        DataStream<HostItem> items =
                beginning == null || pace == null ? lines : lines.union(control(environment, beginning));
        DataStream<EncodedResult> results = items.keyBy(HostItem::host, Types.STRING)
                .transform(
                        "correlate each host",
                        WireType.ENCODED_RESULT,
                        new HostOperator(config.site(), pace, beginning))
                .uid("correlate each host");
        return results.union(rejected);
    }

    /** One host's results come to one writer, since this has as many instances as what correlates. */
    private void index(DataStream<EncodedResult> all, ElasticSettings settings) throws IOException {
        try (ElasticServer server = new ElasticServer(settings)) {
            new ResultIndices(server).install();
        }
        DeadLetterTopic.Factory letters = new DeadLetterTopic.Factory(
                config.kafka().properties(), config.topics().of(ResultKind.REJECTED));
        all.sinkTo(new ElasticSink(settings, letters)).name("index results").uid("index results");
    }

    /** What the control topic says after its beginning, for every instance that correlates. */
    private DataStream<HostItem> control(StreamExecutionEnvironment environment, ControlBeginning beginning) {
        KafkaSource<HostItem> source = this.<HostItem>reading(
                        List.of(beginning.topic()), OffsetsInitializer.offsets(beginning.next()))
                .setClientIdPrefix(config.kafka().group() + "-control")
                .setDeserializer(new ControlRecordSchema())
                .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "read control", WireType.HOST_ITEM)
                .uid("read control")
                .flatMap(new ToEveryInstance())
                .returns(WireType.HOST_ITEM)
                .name("tell every instance")
                .uid("tell every instance");
    }

    @SuppressWarnings("deprecation") // the connector asks for a class that Kafka means to replace
    private KafkaSource<TopicLine> source() {
        return this.<TopicLine>reading(
                        config.topics().read(), OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setClientIdPrefix(config.kafka().group())
                .setDeserializer(new TopicLineSchema(config.topics().ima()))
                .build();
    }

    private <T> KafkaSourceBuilder<T> reading(List<String> topics, OffsetsInitializer from) {
        KafkaSourceBuilder<T> source = this.<T>reading()
                .setTopics(topics)
                .setGroupId(config.kafka().group())
                .setStartingOffsets(from);
        return config.kafka().bounded() ? source.setBounded(OffsetsInitializer.latest()) : source;
    }

    /** A record that went meanwhile is not passed over. */
    @SuppressWarnings("deprecation") // as above
    private KafkaSource<TopicLine> source(TopicRange range) {
        return this.<TopicLine>reading()
                .setPartitions(range.partitions())
                .setDeserializer(new TopicLineSchema(config.topics().ima()))
                .setClientIdPrefix(config.kafka().group() + "-backfill")
                .setStartingOffsets(OffsetsInitializer.offsets(range.begins(), OffsetResetStrategy.NONE))
                .setBounded(OffsetsInitializer.offsets(range.ends(), OffsetResetStrategy.NONE))
                .build();
    }

    private <T> KafkaSourceBuilder<T> reading() {
        return KafkaSource.<T>builder()
                .setProperties(client())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    private KafkaSink<EncodedResult> sink() {
        Properties producer = client();
        producer.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return KafkaSink.<EncodedResult>builder()
                .setKafkaProducerConfig(producer)
                .setBootstrapServers(
                        requireNonNull(config.kafka().properties().get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(config.kafka().group() + "-results")
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new ResultRecords(config.topics()))
                .build();
    }

    private Properties client() {
        Properties properties = new Properties();
        properties.putAll(config.kafka().properties());
        return properties;
    }
}
