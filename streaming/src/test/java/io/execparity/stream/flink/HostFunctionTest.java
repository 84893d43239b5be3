package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultFiles;
import io.execparity.stream.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostFunctionTest {
    private final HostFunction function = new HostFunction(Site.of("localhost"));

    @TempDir
    private Path folder;

    private KeyedOneInputStreamOperatorTestHarness<String, HostLine, EncodedResult> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(function);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void twoHostsDoTheSameWhicheverOfThemComesFirst() throws Exception {
        // Given
        List<HostLine> first = lines("first");
        List<HostLine> second = lines("second");

        // When
        String oneOrder = results(interleaved(first, second));
        String otherOrder = results(interleaved(second, first));
        String oneAfterTheOther = results(concatenated(first, second));

        // Then
        assertThat(oneOrder).contains("parity-break", "\"first\"", "\"second\"");
        assertThat(otherOrder).isEqualTo(oneOrder);
        assertThat(oneAfterTheOther).isEqualTo(oneOrder);
    }

    @Test
    void afterTheEndOfTheInputNothingIsLeft() throws Exception {
        // Given
        for (HostLine line : interleaved(lines("first"), lines("second"))) {
            harness.processElement(new StreamRecord<>(line));
        }
        assertThat(function.unsettledHosts()).isEqualTo(2);
        assertThat(harness.numEventTimeTimers()).isEqualTo(2);

        // When
        harness.processWatermark(Watermark.MAX_WATERMARK);

        // Then
        assertThat(function.unsettledHosts()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void whatIsOpenIsToldOnlyAtTheEnd() throws Exception {
        // Given
        for (HostLine line : lines("first")) {
            harness.processElement(new StreamRecord<>(line));
        }
        int before = harness.extractOutputValues().size();

        // When
        harness.processWatermark(Watermark.MAX_WATERMARK);

        // Then
        assertThat(harness.extractOutputValues()).hasSizeGreaterThan(before);
    }

    @Test
    void aCheckpointIsRefusedForItWouldLeaveTheHostsOut() throws Exception {
        // Given
        harness.processElement(new StreamRecord<>(lines("first").get(0)));

        // When
        // Then
        assertThatThrownBy(() -> harness.snapshot(1, 1)).hasStackTraceContaining("takes no checkpoints");
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, HostLine, EncodedResult> harness(
            HostFunction function) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, HostLine, EncodedResult> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function), HostLine::host, Types.STRING);
        harness.setup(WireType.ENCODED_RESULT.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
        harness.open();
        return harness;
    }

    /** The findings and executions of a whole input, as their files have them. */
    private String results(List<HostLine> lines) throws Exception {
        var fresh = harness(new HostFunction(Site.of("localhost")));
        for (HostLine line : lines) {
            fresh.processElement(new StreamRecord<>(line));
        }
        fresh.processWatermark(Watermark.MAX_WATERMARK);
        try (ResultFiles files = new ResultFiles(folder)) {
            for (EncodedResult result : fresh.extractOutputValues()) {
                files.add(result);
            }
            files.finish();
        }
        fresh.close();
        return Files.readString(folder.resolve("findings.jsonl"))
                + Files.readString(folder.resolve("executions.jsonl"));
    }

    /** A denied run and the detour around it, as a host of that name had them. */
    private static List<HostLine> lines(String host) throws IOException {
        List<HostLine> lines = new ArrayList<>();
        long offset = 0;
        for (String line : Corpora.lines(Corpora.RAW, 880, 915)) {
            lines.add(new HostLine(host, host + ".log", offset, line.getBytes(StandardCharsets.ISO_8859_1)));
            offset += line.length() + 1;
        }
        return lines;
    }

    private static List<HostLine> interleaved(List<HostLine> first, List<HostLine> second) {
        List<HostLine> both = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            both.add(first.get(i));
            both.add(second.get(i));
        }
        return both;
    }

    private static List<HostLine> concatenated(List<HostLine> first, List<HostLine> second) {
        List<HostLine> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
