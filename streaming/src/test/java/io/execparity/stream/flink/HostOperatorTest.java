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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HostOperatorTest {
    private static final Site SITE = Site.of("localhost");
    private static final int MAX_PARALLELISM = 16;

    private final HostOperator operator = new HostOperator(SITE);

    @TempDir
    private Path folder;

    private KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(operator);
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
        operator.prepareSnapshotPreBarrier(1);
        assertThat(operator.hostsAtHand()).isEqualTo(2);
        assertThat(harness.numEventTimeTimers()).isEqualTo(2);

        // When
        harness.processWatermark(Watermark.MAX_WATERMARK);

        // Then
        assertThat(operator.hostsAtHand()).isZero();
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
        operator.prepareSnapshotPreBarrier(1);
        int before = harness.extractOutputValues().size();

        // When
        harness.processWatermark(Watermark.MAX_WATERMARK);

        // Then
        assertThat(harness.extractOutputValues()).hasSizeGreaterThan(before);
    }

    @Test
    void linesAreTakenBeforeWhatComesBehindThem() throws Exception {
        // Given
        harness.processElement(new StreamRecord<>(lines("first").get(0)));
        harness.processElement(new StreamRecord<>(lines("second").get(0)));
        assertThat(operator.hostsAtHand()).isZero();

        // When
        harness.processElement(new StreamRecord<>(
                new HostNote("first", "0", LineNumber.NONE, Snapshots.ofKernel("first", 1, "7.3.4"))));
        int afterANote = operator.hostsAtHand();
        harness.processElement(new StreamRecord<>(new ReadMark("", "0", 1, 1)));

        // Then
        assertThat(afterANote).isEqualTo(1);
        assertThat(operator.hostsAtHand()).isEqualTo(2);
    }

    @Test
    void aCheckpointWithoutTheLinesBeforeItIsRefused() throws Exception {
        // Given
        harness.processElement(new StreamRecord<>(lines("first").get(0)));

        // When, Then
        assertThatThrownBy(() -> harness.snapshot(1, 1))
                .rootCause()
                .hasMessage("lines that came before a checkpoint's barrier were not taken before it");
        operator.prepareSnapshotPreBarrier(1);
        harness.snapshot(1, 1);
    }

    @Test
    void whatTheAgentSaysOfTheKernelDecidesWhatAUserNamespaceSheds() throws Exception {
        // Given
        Path log = Path.of("detections/securebits-tamper/corpus/fires-kernel-unknown.log");
        harness.processElement(new StreamRecord<>(
                new HostNote("first", "0", LineNumber.NONE, Snapshots.ofKernel("first", 1, "7.3.4"))));

        // When
        long offset = 0;
        for (String line : Files.readAllLines(log)) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            harness.processElement(
                    new StreamRecord<>(new HostLine("first", "first.log", offset++, LineNumber.NONE, bytes)));
        }
        harness.processWatermark(Watermark.MAX_WATERMARK);

        // Then
        assertThat(harness.extractOutputValues())
                .extracting(result -> new String(result.line().line(), StandardCharsets.UTF_8))
                .anyMatch(line -> line.contains("this kernel keeps them") && line.contains("\"proven\""));
    }

    /** Where Flink keeps the keyed state. */
    private enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend make() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterACheckpointTheJobGoesOnAtAnyParallelism(Backend backend) throws Exception {
        // Given
        List<HostLine> lines = new ArrayList<>();
        for (String host : List.of("a", "b", "c", "d", "e")) {
            lines.addAll(lines(host));
        }
        lines.sort(Comparator.comparingLong(HostLine::offset));
        String expected = results(lines);
        for (int cut : List.of(1, lines.size() / 3, lines.size() / 2, lines.size() - 1)) {
            for (int[] parallelism : new int[][] {{1, 1}, {1, 3}, {3, 1}, {2, 3}}) {
                // When
                List<EncodedResult> told = new ArrayList<>();
                OperatorSubtaskState before = run(lines.subList(0, cut), backend, parallelism[0], null, told);
                run(lines.subList(cut, lines.size()), backend, parallelism[1], before, told);

                // Then
                assertThat(files(told))
                        .as("%s, cut at %d", Arrays.toString(parallelism), cut)
                        .isEqualTo(expected);
            }
        }
    }

    /** Runs as many instances over their parts of the input: to its end where it goes on, and to a checkpoint where not. */
    private OperatorSubtaskState run(
            List<HostLine> lines,
            Backend backend,
            int parallelism,
            @Nullable OperatorSubtaskState from,
            List<EncodedResult> told)
            throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> instance =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new HostOperator(SITE), HostItem::host, Types.STRING, MAX_PARALLELISM, parallelism, i);
            instance.setStateBackend(backend.make());
            instance.setup(serializer(instance));
            if (from != null) {
                instance.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        from, MAX_PARALLELISM, MAX_PARALLELISM, parallelism, i));
            }
            instance.open();
            for (HostLine line : lines) {
                int group = KeyGroupRangeAssignment.assignToKeyGroup(line.host(), MAX_PARALLELISM);
                if (KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(MAX_PARALLELISM, parallelism, group) == i) {
                    instance.processElement(new StreamRecord<>(line));
                }
            }
            if (from == null) {
                states.add(Checkpoints.take(instance, 1));
            } else {
                instance.processWatermark(Watermark.MAX_WATERMARK);
            }
            told.addAll(instance.extractOutputValues());
            instance.close();
        }
        return from == null
                ? AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new))
                : from;
    }

    @ParameterizedTest
    @EnumSource
    void aHostOfWhichNothingCameIsPutAwayAndTakenOutAgain(Backend backend) throws Exception {
        // Given
        harness.close();
        harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, HostItem::host, Types.STRING);
        harness.setStateBackend(backend.make());
        harness.setup(serializer(harness));
        harness.open();
        List<HostLine> first = lines("first");
        for (HostLine line : first.subList(0, first.size() / 2)) {
            harness.processElement(new StreamRecord<>(line));
        }
        Checkpoints.take(harness, 1);
        assertThat(operator.hostsAtHand()).isEqualTo(1);

        Checkpoints.take(harness, 2);
        assertThat(operator.hostsAtHand()).isEqualTo(1);

        // When
        harness.setProcessingTime(harness.getProcessingTime() + HostStreams.IDLE_MILLIS);
        Checkpoints.take(harness, 3);
        int atHand = operator.hostsAtHand();
        for (HostLine line : first.subList(first.size() / 2, first.size())) {
            harness.processElement(new StreamRecord<>(line));
        }
        Checkpoints.take(harness, 4);
        harness.setProcessingTime(harness.getProcessingTime() + HostStreams.IDLE_MILLIS);
        Checkpoints.take(harness, 5);
        assertThat(operator.hostsAtHand()).isZero();
        harness.processWatermark(Watermark.MAX_WATERMARK);

        // Then
        assertThat(atHand).isZero();
        assertThat(operator.hostsAtHand()).isZero();
        assertThat(files(harness.extractOutputValues())).isEqualTo(results(first));
    }

    private static TypeSerializer<EncodedResult> serializer(
            KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> harness) {
        return WireType.ENCODED_RESULT.createSerializer(
                harness.getExecutionConfig().getSerializerConfig());
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> harness(
            HostOperator operator) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(operator, HostItem::host, Types.STRING);
        harness.setup(serializer(harness));
        harness.open();
        return harness;
    }

    /** The findings and executions of a whole input, as their files have them. */
    private String results(List<HostLine> lines) throws Exception {
        var fresh = harness(new HostOperator(SITE));
        for (HostLine line : lines) {
            fresh.processElement(new StreamRecord<>(line));
        }
        fresh.processWatermark(Watermark.MAX_WATERMARK);
        String told = files(fresh.extractOutputValues());
        fresh.close();
        return told;
    }

    private String files(List<EncodedResult> results) throws Exception {
        try (ResultFiles files = new ResultFiles(folder)) {
            for (EncodedResult result : results) {
                files.add(result);
            }
            files.finish();
        }
        return Files.readString(folder.resolve("findings.jsonl"))
                + Files.readString(folder.resolve("executions.jsonl"));
    }

    /** A denied run and the detour around it, as a host of that name had them. */
    private static List<HostLine> lines(String host) throws IOException {
        List<HostLine> lines = new ArrayList<>();
        long offset = 0;
        for (String line : Corpora.lines(Corpora.RAW, 880, 915)) {
            lines.add(new HostLine(
                    host, host + ".log", offset, LineNumber.NONE, line.getBytes(StandardCharsets.ISO_8859_1)));
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
