package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.stream.elastic.Backfill;
import io.execparity.stream.live.LiveConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Fills a backfill with what the live job finds in a part of its topics, read once and to its end. It waits for records as
 * the analysis of files does, since nobody waits for the outcome.
 */
public final class TopicBackfill {
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

    private final LiveConfig config;
    private final TopicRange range;

    /**
     * Looks what there is to be read.
     *
     * @param from the first record of each partition; the first that there is where nothing is said
     * @param to the record behind the last; the end of the topic as it is now where nothing is said
     * @throws IOException where Kafka does not answer or has not what is asked for
     */
    public TopicBackfill(LiveConfig config, TopicBounds from, TopicBounds to) throws IOException {
        this.config = requireNonNull(config, "config is null");
        this.range = TopicRange.of(config, from, to);
    }

    /**
     * Reads the range. Of no use after an error, and so is the backfill.
     *
     * @param onRecord told, now and then, how many records were understood so far
     * @throws IOException where the results cannot be written, or a topic cannot be read, such as for records that are gone
     */
    public void read(Backfill backfill, LongConsumer onRecord) throws IOException, InterruptedException {
        StreamExecutionEnvironment environment = LocalCluster.environment(config.parallelism(), BETWEEN_REPORTS);
        try (BackfillSink sink = new BackfillSink(backfill)) {
            new LivePipeline(config).build(environment, range, sink);
            JobExecutionResult result = LocalJob.await(LocalJob.start(environment), onRecord);
            HostTimes.Result times = result.getAccumulatorResult(HostTimes.NAME);
            times.spans().forEach((host, span) -> {
                backfill.event(host, span.first());
                backfill.event(host, span.last());
            });
        } catch (ExecutionException e) {
            throw failure(e);
        }
        if (config.topics().ima() != null) {
            backfill.lists();
        }
        Map<TopicPartition, Long> ends = range.ends();
        range.begins().forEach((partition, begin) -> {
            String name = partition.topic() + '/' + partition.partition();
            backfill.part(name, begin, requireNonNull(ends.get(partition)));
        });
    }

    private static IllegalStateException failure(ExecutionException e) throws IOException {
        var unread = ExceptionUtils.findThrowable(e, KafkaException.class);
        if (unread.isPresent()) {
            throw new IOException(
                    "the topics cannot be read to the end: " + unread.get().getMessage(), unread.get());
        }
        try {
            return LocalJob.failure(e);
        } catch (UnreadableSourceException none) {
            throw new IllegalStateException("topics are no files", none);
        }
    }
}
