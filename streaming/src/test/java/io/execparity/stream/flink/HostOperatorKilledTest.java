package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultId;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.live.LiveConfig.Pace;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.measurement.ListedEntry.Shows;
import java.io.InputStream;
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
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever of a host comes first, in whatever mixture, and wherever the job is killed in between: in the end it has told
 * what it would have told anyway.
 */
final class HostOperatorKilledTest {
    private static final Path TRACE = Path.of("../corpus/linux-7.2-enriched/execveat.jsonl");
    private static final Path EARLIER =
            Path.of("src/test/resources/io/execparity/stream/flink/followed-hosts-of-8f22b58.state.gz");
    private static final List<String> HOSTS = List.of("a", "b", "c");
    private static final long EPOCH = 1_000;

    @TempDir
    private Path folder;

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

    /** What that build saved has records that wait, numbers of lines, a timer for what is unfinished, and nothing. */
    @Test
    void aJobOfAnEarlierBuildGoesOn() throws Exception {
        // Given
        List<HostItem> items = mixture(new Random(7));
        int cut = items.size() / 3;
        Map<String, String> whole = run(items, new int[0], true, false);
        Map<String, String> told = new TreeMap<>();
        OperatorSubtaskState saved = part(items.subList(0, cut), harness(true, false, null), 0, told);
        String golden = System.getProperty("execparity.golden");
        if (golden != null) {
            OperatorSnapshotUtil.writeStateHandle(saved, golden);
        }
        Path state = folder.resolve("state");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(EARLIER))) {
            Files.copy(in, state);
        }
        OperatorSubtaskState earlier = OperatorSnapshotUtil.readStateHandle(state.toString());

        // When
        rest(items.subList(cut, items.size()), harness(true, false, earlier), 1, told);

        // Then
        assertThat(told).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hostsThatMayHaveMoreToTellAreTakenOutAfterARestartAndOthersAreNot(boolean rocks) throws Exception {
        // Given
        List<HostItem> items = new ArrayList<>(lines("a").subList(0, 700));
        items.add(snapshot("b"));
        Map<String, String> told = new TreeMap<>();

        // When
        OperatorSubtaskState saved = part(items, harness(true, rocks, null), 0, told);
        Harness again = harness(true, rocks, saved);

        // Then
        assertThat(again.correlating.hostsAtHand()).isEqualTo(1);
        again.close();
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
        return new HostNote(
                host, host + "/3", new LineNumber("agent/host", EPOCH, 0), Snapshots.ofKernel(host, 1, "7.3.4"));
    }

    /** What holds in the end of each result that was told, by its kind and key. */
    private static Map<String, String> run(List<HostItem> items, int[] cuts, boolean followed, boolean rocks)
            throws Exception {
        Map<String, String> told = new TreeMap<>();
        OperatorSubtaskState before = null;
        int from = 0;
        for (int i = 0; i < cuts.length; i++) {
            before = part(items.subList(from, cuts[i]), harness(followed, rocks, before), i, told);
            from = cuts[i];
        }
        rest(items.subList(from, items.size()), harness(followed, rocks, before), cuts.length, told);
        return told;
    }

    /** What is saved behind some of the items. */
    private static OperatorSubtaskState part(
            List<HostItem> items, Harness harness, int number, Map<String, String> told) throws Exception {
        feed(items, harness, number);
        OperatorSubtaskState saved = Checkpoints.take(harness, number);
        close(harness, told);
        return saved;
    }

    private static void rest(List<HostItem> items, Harness harness, int number, Map<String, String> told)
            throws Exception {
        feed(items, harness, number);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        close(harness, told);
    }

    private static void feed(List<HostItem> items, Harness harness, int number) throws Exception {
        // As time is for a job that was away: hosts that rest may be put away.
        harness.setProcessingTime(number * 2L * HostStreams.IDLE_MILLIS);
        for (HostItem item : items) {
            harness.processElement(new StreamRecord<>(item));
        }
    }

    private static void close(Harness harness, Map<String, String> told) throws Exception {
        for (EncodedResult result : harness.extractOutputValues()) {
            note(result, told);
        }
        harness.close();
    }

    private static void note(EncodedResult result, Map<String, String> told) {
        String key = result.kind() + " " + result.line().host() + " " + ResultId.of(result);
        String before = told.put(key, new String(result.line().line(), UTF_8));
        if (result.kind() == ResultKind.EXECUTIONS || result.kind() == ResultKind.CHECKS) {
            assertThat(before).as("%s is told once", key).isNull();
        }
    }

    /** An operator of a job of its own. */
    @SuppressWarnings("try") // Flink declares its close() so
    private static final class Harness extends KeyedOneInputStreamOperatorTestHarness<String, HostItem, EncodedResult> {
        private final HostOperator correlating;

        Harness(HostOperator operator) throws Exception {
            super(operator, HostItem::host, Types.STRING);
            correlating = operator;
        }
    }

    private static Harness harness(boolean followed, boolean rocks, @Nullable OperatorSubtaskState before)
            throws Exception {
        Pace pace = followed ? Pace.usual(Duration.ofSeconds(1), true) : null;
        Harness harness = new Harness(new HostOperator(Site.of("localhost"), pace, null));
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
