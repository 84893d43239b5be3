package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.Corpus;
import io.execparity.collect.parse.FieldTokenizer;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.UnreadableStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A coalescer that was saved and restored goes on as if nothing had been. */
class SavedStateTest {
    private static final List<AuditRecord> ENRICHED = Lines.corpus("linux-7.2-enriched");
    private static final List<AuditRecord> RAW = Lines.corpus("linux-7.2-raw");
    private static final CoalescerSettings SMALL =
            new CoalescerSettings(Duration.ofSeconds(1), Duration.ofSeconds(3), 200_000, 1024, 1);
    private static final List<CoalescerSettings> SETTINGS =
            List.of(CoalescerSettings.defaults(), SMALL, CoalescerSettings.live());

    /** Parts of both logs, each out of order, with losses and repeats: a reboot between them, and one read again. */
    private static List<AuditRecord> troubled(Random random) {
        List<AuditRecord> stream = new ArrayList<>(harmed(ENRICHED, random));
        if (random.nextBoolean()) {
            stream.addAll(harmed(RAW, random));
        }
        if (random.nextInt(4) == 0) {
            stream.addAll(stream.subList(0, stream.size() / 2));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            long serial = random.nextLong() & EventKey.MAX_SERIAL;
            long millis = Script.START + random.nextInt(100_000);
            stream.add(random.nextInt(stream.size()), Script.user(serial, millis));
        }
        return stream;
    }

    private static List<AuditRecord> harmed(List<AuditRecord> log, Random random) {
        int from = random.nextInt(log.size() - 300);
        int to = Math.min(log.size(), from + 300 + random.nextInt(2500));
        List<AuditRecord> part =
                ArrivalOrderTest.displaced(log.subList(from, to), 1 + random.nextInt(100), random.nextInt(4), random);
        int losses = random.nextInt(30);
        part.removeIf(record -> random.nextInt(part.size()) < losses);
        for (int i = random.nextInt(50); i > 0; i--) {
            int original = random.nextInt(part.size());
            part.add(original + random.nextInt(part.size() - original), part.get(original));
        }
        return part;
    }

    private static Set<Integer> cuts(int size, Random random) {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> random.nextInt(size))
                .collect(Collectors.toSet());
    }

    private static Map<Integer, Integer> passing(int size, Random random) {
        Map<Integer, Integer> passing = new HashMap<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            passing.put(random.nextInt(size), random.nextInt(random.nextInt(10) == 0 ? 90_000 : 500));
        }
        return passing;
    }

    /** Names the first difference only: whole streams make no readable message. */
    private static void assertSame(Cut cut, Cut whole) {
        for (int i = 0; i < Math.min(cut.items.size(), whole.items.size()); i++) {
            assertThat(cut.items.get(i)).as("item %d", i).isEqualTo(whole.items.get(i));
        }
        assertThat(cut.items.size()).isEqualTo(whole.items.size());
        assertThat(cut.coalescer.statistics()).isEqualTo(whole.coalescer.statistics());
        assertThat(cut.coalescer.due()).isEqualTo(whole.coalescer.due());
        assertThat(cut.coalescer.pendingBytes()).isEqualTo(whole.coalescer.pendingBytes());
        assertThat(cut.state()).isEqualTo(whole.state());
        whole.pages.forEach((page, content) ->
                assertThat(cut.pages.get(page)).as("page %d", page).isEqualTo(content));
    }

    @Property(tries = 120)
    void aCutAnywhereChangesNothing(@ForAll @IntRange(max = 2) int choice, @ForAll long seed)
            throws UnreadableStateException {
        // Given
        Random random = new Random(seed);
        List<AuditRecord> stream = troubled(random);
        Map<Integer, Integer> passing = passing(stream.size(), random);
        Cut whole = new Cut(SETTINGS.get(choice), Lines::fields).through(stream, Set.of(), passing);

        // When
        Cut cut = new Cut(SETTINGS.get(choice), Lines::fields).through(stream, cuts(stream.size(), random), passing);

        // Then
        assertSame(cut, whole);
        whole.coalescer.flush();
        cut.coalescer.flush();
        assertSame(cut, whole);
    }

    @Property(tries = 150)
    void norDoStampsThatNoKernelWrites(@ForAll @IntRange(min = 10, max = 2500) int records, @ForAll long seed)
            throws UnreadableStateException {
        // Given
        Random random = new Random(seed);
        long base = random.nextInt(4) == 0 ? EventKey.MAX_SERIAL - 100 : random.nextInt(100_000);
        List<AuditRecord> stream = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            stream.add(HostileStampsTest.record(random, base, i));
        }
        Map<Integer, Integer> passing = passing(records, random);
        Cut whole = new Cut(SMALL, Lines::fields).through(stream, Set.of(), passing);

        // When
        Cut cut = new Cut(SMALL, Lines::fields).through(stream, cuts(records, random), passing);

        // Then
        assertSame(cut, whole);
        whole.coalescer.flush();
        cut.coalescer.flush();
        assertSame(cut, whole);
    }

    @Example
    void recordsThatWaitedAreTheVeryRecordsThatWereRead() throws Exception {
        for (String name : List.of("linux-7.2-enriched", "linux-7.2-raw")) {
            // Given
            List<AuditRecord> records = parsed(name);
            Set<Integer> cuts = new HashSet<>();
            for (int i = 3; i < records.size(); i += 97) {
                cuts.add(i);
            }
            Cut whole = new Cut(CoalescerSettings.defaults(), new FieldTokenizer()::tokenize);
            whole.through(records, Set.of(), Map.of()).coalescer.flush();

            // When
            Cut cut = new Cut(CoalescerSettings.defaults(), new FieldTokenizer()::tokenize);
            cut.through(records, cuts, Map.of()).coalescer.flush();

            // Then
            assertSame(cut, whole);
        }
    }

    static List<AuditRecord> parsed(String name) throws UnreadableSourceException {
        LineParser parser = new LineParser();
        List<AuditRecord> records = new ArrayList<>();
        for (RawLine line : Corpus.lines(name + "/audit.log.gz")) {
            records.add(((Parsed) parser.parse(line)).record());
        }
        return records;
    }
}
