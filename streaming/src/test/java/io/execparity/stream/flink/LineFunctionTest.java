package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.stream.Site;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LineFunctionTest {
    private OneInputStreamOperatorTestHarness<ReadItem, HostItem> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new LineFunction(Site.of("default"))));
        harness.setup(
                WireType.HOST_ITEM.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aLineGoesToTheHostThatItNames() throws Exception {
        // When
        take("node=web type=USER msg=audit(1795347150.824:1): pid=1");
        take("type=USER msg=audit(1795347150.824:1): pid=1");

        // Then
        assertThat(harness.extractOutputValues()).extracting(HostItem::host).containsExactly("web", "default");
    }

    @Test
    void whatIsNoRecordGoesAside() throws Exception {
        // When
        take("no record");

        // Then
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(LineFunction.REJECTED)).hasSize(1);
    }

    @Test
    void oneHostTooManyIsRejectedAndThoseBeforeItAreNot() throws Exception {
        // Given
        int most = CoalescerSettings.defaults().maxHosts();
        for (int i = 0; i < most; i++) {
            take("node=h" + i + " type=USER msg=audit(1795347150.824:1): pid=1");
        }
        assertThat(harness.getSideOutput(LineFunction.REJECTED)).isNull();

        // When
        take("node=one-more type=USER msg=audit(1795347150.824:1): pid=1");
        take("node=h0 type=USER msg=audit(1795347150.824:2): pid=1");

        // Then
        assertThat(harness.extractOutputValues()).hasSize(most + 1);
        assertThat(harness.getSideOutput(LineFunction.REJECTED)).hasSize(1);
    }

    private void take(String line) throws Exception {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        harness.processElement(new StreamRecord<>(new ReadLine("audit.log", 0, bytes, bytes.length)));
    }
}
