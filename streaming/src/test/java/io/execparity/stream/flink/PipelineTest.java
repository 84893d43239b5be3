package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.stream.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.shaded.netty4.io.netty.channel.embedded.EmbeddedChannel;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

final class PipelineTest {
    private final Pipeline pipeline = new Pipeline(
            new AuditFileSource(List.of("audit.log")), Site.of("localhost"), new ResultFileSink(Path.of("results")));

    @Test
    void everyTypeHasASerializerOfItsOwn() throws Exception {
        // Given
        StreamExecutionEnvironment environment = LocalCluster.environment(2, Duration.ofSeconds(1));

        // When
        pipeline.build(environment);

        // Then
        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES))
                .isFalse();
        assertThat(environment.getStreamGraph().getStreamNodes()).hasSize(4);
    }

    @Test
    void anEnvironmentThatTakesCheckpointsIsRefused() {
        // Given
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);

        // When
        // Then
        assertThatThrownBy(() -> pipeline.build(environment)).hasMessageContaining("takes no checkpoints");
    }

    @Test
    void whoCallsTheEndpointOfALocalClusterIsHungUpOn() throws Exception {
        // Given
        Configuration closed = new Configuration();
        closed.set(ClosedEndpoint.CLOSED, true);

        // When
        EmbeddedChannel channel = new EmbeddedChannel(
                new ClosedEndpoint().createHandler(closed, Map.of()).orElseThrow());

        // Then
        assertThat(channel.isOpen()).isFalse();
        assertThat(new ClosedEndpoint().createHandler(new Configuration(), Map.of()))
                .isEmpty();
    }
}
