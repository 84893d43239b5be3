package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.codec.HostSnapshotJson;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultId;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.live.LiveConfig.Pace;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.measurement.ListedEntry.Shows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever of a host comes first, in whatever mixture, and wherever the job is killed in between: in the end it has told
 * what it would have told anyway.
 */
final class HostOperatorKilledTest {
    private static final Path TRACE = Path.of("../corpus/linux-7.2-enriched/execveat.jsonl");
    private static final List<String> HOSTS = List.of("a", "b", "c");
    private static final long EPOCH = 1_000;

    static List<Arguments> mixtures() {
        return IntStream.range(0, 12)
                .mapToObj(seed -> Arguments.of(seed, seed % 2 == 0, seed % 3 == 0))
                .toList();
    }

    @ParameterizedTest(name = "mixture {0}, followed {1}, on RocksDB {2}")
    @MethodSource("mixtures")
    void aJobThatIsKilledAnywhereTellsTheSame(int seed, boolean followed, boolean rocks) throws Exception {
        // Given
        Random random = new Random(seed);
        List<HostItem> items = mixture(random);
        int[] cuts = random.ints(3, 0, items.size() + 1).sorted().toArray();
        cuts[0] = Math.min(cuts[0], seed); // Also when hardly anything came.

        // When
        Map<String, String> whole = run(items, new int[0], followed, rocks);
        Map<String, String> killed = run(items, cuts, followed, rocks);

        // Then
        assertThat(whole.keySet().toString()).contains("FINDINGS", "EXECUTIONS", "HOSTS");
        assertThat(killed).as("cut at %s", Arrays.toString(cuts)).isEqualTo(whole);
    }

    /** Of every kind of item of each host, in its order, next to those of others as chance has it. */
    private static List<HostItem> mixture(Random random) throws Exception {
        List<List<HostItem>> streams = new ArrayList<>();
        for (String host : HOSTS) {
            streams.add(lines(host));
            streams.add(traces(host));
            streams.add(entries(host));
            streams.add(List.of(snapshot(host)));
        }
        int[] next = new int[streams.size()];
        List<HostItem> mixed = new ArrayList<>();
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, next.length).boxed().toList());
        while (!left.isEmpty()) {
            int stream = left.get(random.nextInt(left.size()));
            List<HostItem> from = streams.get(stream);
            int run = 1 + random.nextInt(40);
            while (run-- > 0 && next[stream] < from.size()) {
                mixed.add(from.get(next[stream]++));
            }
            if (next[stream] == from.size()) {
                left.remove((Integer) stream);
            }
        }
        return mixed;
    }

    private static List<HostItem> lines(String host) throws Exception {
        List<HostItem> lines = new ArrayList<>();
        for (String line : Corpora.lines(Corpora.ENRICHED, 700, 1_100)) {
            LineNumber number = new LineNumber("agent/audit-log", EPOCH, lines.size());
            lines.add(new HostLine(host, host + "/0", lines.size(), number, line.getBytes(ISO_8859_1)));
        }
        return lines;
    }

    private static List<HostItem> traces(String host) throws Exception {
        List<HostItem> traces = new ArrayList<>();
        for (String line : Files.readAllLines(TRACE)) {
            LineNumber number = new LineNumber("agent/execveat-flags", EPOCH, traces.size());
            traces.add(new HostTrace(host, host + "/1", number, line));
        }
        return traces;
    }

    private static List<HostItem> entries(String host) {
        List<HostItem> entries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            LineNumber number = new LineNumber("agent/list", EPOCH, i);
            // Some contents are listed again, which is told once.
            String digest = "%064x".formatted(i % 40);
            Shows shows = i % 3 == 0 ? Shows.OTHER_CONTENT : Shows.UNKNOWN_CONTENT;
            ListedEntry entry =
                    new ListedEntry("boot", "ascii", i, 2_000 + i, shows, "", "/opt/" + i % 40, "sha256", digest);
            entries.add(new HostEntry(host, host + "/2", number, entry));
        }
        return entries;
    }

    private static HostNote snapshot(String host) {
        HostSnapshot snapshot = new HostSnapshot(
                1,
                host,
                "",
                HostSnapshot.Cause.START,
                "",
                "7.3.4",
                "",
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
        return new HostNote(
                host, host + "/3", new LineNumber("agent/host", EPOCH, 0), new HostSnapshotJson().line(snapshot));
    }

    /** What holds in the end of each result that was told, by its kind and key. */
    private static Map<String, String> run(List<HostItem> items, int[] cuts, boolean followed, boolean rocks)
            throws Exception {
        Map<String, String> told = new TreeMap<>();
        OperatorSubtaskState before = null;
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            boolean last = i == cuts.length;
            int to = last ? items.size() : cuts[i];
            var harness = harness(followed, rocks, before);
            // As time is for a job that was away: hosts that rest may be put away.
            harness.setProcessingTime(i * 2L * HostStreams.IDLE_MILLIS);
            for (HostItem item : items.subList(from, to)) {
                harness.processElement(new StreamRecord<>(item));
            }
            if (last) {
                harness.processWatermark(Watermark.MAX_WATERMARK);
            } else {
                harness.getOperator().prepareSnapshotPreBarrier(1 + i);
                before = harness.snapshot(1 + i, 1 + i);
            }
            for (EncodedResult result : harness.extractOutputValues()) {
                note(result, told);
            }
            harness.close();
            from = to;
        }
        return told;
    }

    private static void note(EncodedResult result, Map<String, String> told) {
        String key = result.kind() + " " + result.line().host() + " " + ResultId.of(result);
        String before = told.put(key, new String(result.line().line(), UTF_8));
        if (result.kind() == ResultKind.EXECUTIONS || result.kind() == ResultKind.CHECKS) {
            assertThat(before).as("%s is told once", key).isNull();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> harness(
            boolean followed, boolean rocks, @Nullable OperatorSubtaskState before) throws Exception {
        Pace pace = followed ? Pace.usual(Duration.ofSeconds(1), true) : null;
        var harness = new KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult>(
                new HostOperator(Site.of("localhost"), pace, null), HostItem::host, Types.STRING);
        harness.setStateBackend(rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
        harness.setup(WireType.ENCODED_RESULT.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
        if (before != null) {
            harness.initializeState(before);
        }
        harness.open();
        return harness;
    }
}
