package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.Site;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an earlier build saved of hosts is kept here in its own bytes, and has to be of use to every later one. Where this
 * fails, the state of every site is lost by an upgrade: mend the reading. A new file is written with
 * {@code -Dexecparity.golden=FILE}, and joins what is there, gzipped.
 */
final class EarlierBuildTest {
    private static final Path SAVED =
            Path.of("src/test/resources/io/execparity/stream/flink/hosts-of-b69b988.state.gz");
    private static final List<String> HOSTS = List.of("a", "b", "c");
    private static final int LINES = 2_600;
    /** In the middle of an event, of processes' lives and of roll-ups. */
    private static final int CUT = 1_207;

    private record Run(List<String> results, OperatorSubtaskState saved) {}

    @TempDir
    private Path folder;

    @Test
    void theHostsOfAnEarlierBuildGoOn() throws Exception {
        // Given
        List<String> whole = run(0, LINES, null).results();
        Run first = run(0, CUT, null);
        Path state = folder.resolve("state");
        String golden = System.getProperty("execparity.golden");
        if (golden != null) {
            OperatorSnapshotUtil.writeStateHandle(first.saved(), golden);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SAVED))) {
            Files.copy(in, state);
        }
        OperatorSubtaskState saved = OperatorSnapshotUtil.readStateHandle(state.toString());

        // When
        List<String> after = run(CUT, LINES, saved).results();

        // Then
        List<String> all = new ArrayList<>(first.results());
        all.addAll(after);
        assertThat(all).containsExactlyInAnyOrderElementsOf(whole);
        assertThat(run(CUT, LINES, null).results()).isNotEqualTo(after);
    }

    /** @param from what was saved at the first line's place; null for nothing */
    private static Run run(int first, int end, @Nullable OperatorSubtaskState from) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult>(
                new HostOperator(Site.of("localhost")), HostItem::host, Types.STRING);
        harness.setup(WireType.ENCODED_RESULT.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        List<String> lines = Corpora.lines(Corpora.RAW);
        for (int i = first; i < end; i++) {
            for (String host : HOSTS) {
                byte[] line = lines.get(i).getBytes(ISO_8859_1);
                harness.processElement(
                        new StreamRecord<>(new HostLine(host, host + ".log", 1_000L * i, LineNumber.NONE, line)));
            }
        }
        OperatorSubtaskState saved = Checkpoints.take(harness, 1);
        if (end == LINES) {
            harness.processWatermark(Watermark.MAX_WATERMARK);
        }
        List<String> results = harness.extractOutputValues().stream()
                .map(result -> result.kind() + " " + new String(result.line().line(), StandardCharsets.UTF_8))
                .toList();
        harness.close();
        return new Run(results, saved);
    }
}
