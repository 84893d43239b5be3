package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.Place;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.SyscallRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any order, repetition and loss of a real log's records. */
class ArrivalOrderTest {
    private static final List<AuditRecord> LOG = kernelRecords("linux-7.2-enriched");
    private static final Set<String> WITNESSES = Set.of(
            "AVC",
            "BPF",
            "CONFIG_CHANGE",
            "INTEGRITY_DATA",
            "INTEGRITY_PCR",
            "INTEGRITY_POLICY_RULE",
            "INTEGRITY_RULE",
            "MMAP",
            "SOCKADDR",
            "UNKNOWN[1423]",
            "UNKNOWN[1424]",
            "UNKNOWN[1808]");
    private static final long MOST_LATE = 8_000;

    private static List<AuditRecord> kernelRecords(String name) {
        List<AuditRecord> records = new ArrayList<>(Lines.corpus(name));
        records.removeIf(record -> record.head().typeName().startsWith("DAEMON_"));
        return records;
    }

    /** The events of consecutive serials from a place in the log, as they came. */
    private static List<AuditRecord> stretch(int from, int events) {
        return LOG.stream()
                .filter(record -> record.key().serial() >= from && record.key().serial() < from + events)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private record Seen(EventKey key, Set<String> records, Set<MissingPart> missing) {
        static Seen of(EventKey key, List<AuditRecord> records, Set<MissingPart> missing) {
            return new Seen(key, records.stream().map(ArrivalOrderTest::text).collect(Collectors.toSet()), missing);
        }
    }

    private static String text(AuditRecord record) {
        return record.head().typeName() + " " + record.fields();
    }

    /**
     * What went out, additions put back: nothing in an event tells that a witness will follow its PROCTITLE, so such a
     * record comes as an addition, and only such.
     */
    private static List<Object> seen(List<StreamItem> items) {
        Map<Object, Object> seen = new LinkedHashMap<>();
        for (StreamItem item : items) {
            if (item instanceof AuditEvent event && event.place() == Place.ADDED) {
                assertThat(event.records())
                        .allMatch(record -> WITNESSES.contains(record.head().typeName()));
                Seen first = (Seen) requireNonNull(seen.get(event.key()));
                Set<String> union = new HashSet<>(first.records());
                event.records().forEach(record -> union.add(text(record)));
                seen.put(event.key(), new Seen(event.key(), union, first.missing()));
            } else if (item instanceof AuditEvent event) {
                seen.put(event.key(), Seen.of(event.key(), event.records(), event.missing()));
            } else {
                seen.put(item, item);
            }
        }
        return new ArrayList<>(seen.values());
    }

    private static List<Object> coalesced(List<AuditRecord> records) {
        return seen(new Run().take(records).flush().items);
    }

    private static List<Object> expected(List<AuditRecord> records) {
        Map<Long, List<AuditRecord>> bySerial = new TreeMap<>();
        records.forEach(record -> bySerial.computeIfAbsent(record.key().serial(), unused -> new ArrayList<>())
                .add(record));
        return bySerial.values().stream()
                .<Object>map(event -> Seen.of(event.get(0).key(), event, Set.of()))
                .toList();
    }

    /** Names the first difference only: whole logs make no readable message. */
    private static void assertSame(List<Object> items, List<Object> expected) {
        for (int i = 0; i < Math.min(items.size(), expected.size()); i++) {
            assertThat(items.get(i)).as("item %d", i).isEqualTo(expected.get(i));
        }
        assertThat(items.size()).isEqualTo(expected.size());
    }

    /**
     * The records as the kernel may deliver them: each somewhat out of place, and some runs later by seconds, as its
     * retry queue does.
     */
    static List<AuditRecord> displaced(List<AuditRecord> records, int jitter, int runs, Random random) {
        int size = records.size();
        double[] place = new double[size];
        for (int i = 0; i < size; i++) {
            place[i] = i + random.nextDouble() * jitter;
        }
        for (int run = 0; run < runs; run++) {
            int from = random.nextInt(size);
            int length = 1 + random.nextInt(200);
            int by = 1 + random.nextInt(1300);
            for (int i = from; i < Math.min(size, from + length); i++) {
                place[i] = i + by;
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        for (int i = 0; i < size; i++) {
            place[i] = Math.min(place[i], lastPlace(records, i));
        }
        order.sort(Comparator.comparingDouble(i -> place[i]));
        return order.stream().map(records::get).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Behind no record that is younger by more than the retry queue has been seen to keep one. */
    private static double lastPlace(List<AuditRecord> records, int index) {
        int last = index;
        long latest = records.get(index).key().epochMillis() + MOST_LATE;
        while (last + 1 < records.size() && records.get(last + 1).key().epochMillis() <= latest) {
            last++;
        }
        return last;
    }

    @Property(tries = 60)
    void anyOrderWithinTheKernelsFreedomGivesTheSameEvents(
            @ForAll @IntRange(min = 2, max = 1600) int from,
            @ForAll @IntRange(min = 50, max = 400) int events,
            @ForAll @IntRange(min = 1, max = 200) int jitter,
            @ForAll @IntRange(max = 6) int runs,
            @ForAll long seed) {
        // Given
        List<AuditRecord> inOrder = stretch(from, events);
        inOrder.sort(Comparator.comparingLong(record -> record.key().serial()));

        // When
        List<Object> items = coalesced(displaced(inOrder, jitter, runs, new Random(seed)));

        // Then
        assertSame(items, expected(inOrder));
    }

    @Property(tries = 40)
    void repeatsAnywhereChangeNothing(
            @ForAll @IntRange(min = 2, max = 1600) int from,
            @ForAll @IntRange(max = 500) int repeats,
            @ForAll long seed) {
        // Given
        List<AuditRecord> records = stretch(from, 300);
        Random random = new Random(seed);
        List<AuditRecord> repeated = new ArrayList<>(records);
        for (int i = 0; i < repeats; i++) {
            int original = random.nextInt(repeated.size());
            int copy = original + 1 + random.nextInt(repeated.size() - original);
            repeated.add(copy, repeated.get(original));
        }

        // When
        Run run = new Run().take(repeated).flush();

        // Then
        assertSame(seen(run.items), expected(records));
        assertThat(run.statistics().duplicates()).isEqualTo(repeats);
    }

    @Example
    void aPartOfAnExecveIsMissedWhereTheSystemCallIsLostAsWell() {
        whatIsDroppedIsNamedAndNothingElse(1282, 28, 28657);
    }

    @Property(tries = 40)
    void whatIsDroppedIsNamedAndNothingElse(
            @ForAll @IntRange(min = 30, max = 1500) int from,
            @ForAll @IntRange(max = 60) int drops,
            @ForAll long seed) {
        // Given
        List<AuditRecord> whole = stretch(from, 400);
        Set<Integer> dropped = new HashSet<>();
        Random random = new Random(seed);
        for (int i = 0; i < drops; i++) {
            dropped.add(100 + random.nextInt(whole.size() - 200));
        }
        List<AuditRecord> rest = new ArrayList<>();
        Map<Long, Set<String>> lost = new HashMap<>();
        Set<Long> left = new HashSet<>();
        for (int i = 0; i < whole.size(); i++) {
            AuditRecord record = whole.get(i);
            if (dropped.contains(i)) {
                lost.computeIfAbsent(record.key().serial(), unused -> new HashSet<>())
                        .add(record.head().typeName());
            } else {
                rest.add(record);
                left.add(record.key().serial());
            }
        }

        // When
        Run run = new Run().take(rest).flush();

        // Then
        for (StreamItem item : run.items) {
            if (item instanceof TelemetryGap gap) {
                for (long serial = gap.firstMissing(); serial <= gap.lastMissing(); serial++) {
                    assertThat(left).doesNotContain(serial);
                    assertThat(lost).containsKey(serial);
                }
            } else if (item instanceof AuditEvent event) {
                assertThat(names(event.missing())).as("%s", event.records()).isEqualTo(nameable(event, lost));
            }
        }
        long serialsLost =
                lost.keySet().stream().filter(serial -> !left.contains(serial)).count();
        assertThat(run.statistics().missingSerials()).isEqualTo(serialsLost);
    }

    private static Set<String> names(Set<MissingPart> missing) {
        return missing.stream().map(MissingPart::name).collect(Collectors.toSet());
    }

    /**
     * What can be known to be missing: without a SYSCALL only that and a part of an EXECVE that has several, and never a
     * record that need not be there.
     */
    private static Set<String> nameable(AuditEvent event, Map<Long, Set<String>> lost) {
        Set<String> types = new HashSet<>(lost.getOrDefault(event.key().serial(), Set.of()));
        types.removeIf(type -> Arrays.stream(MissingPart.values())
                .noneMatch(part -> part.name().equals(type)));
        if (types.contains("SYSCALL")) {
            Set<String> known = event.records().stream()
                    .map(record -> record.head().typeName())
                    .collect(Collectors.toSet());
            known.retainAll(Set.of("PATH", "CWD", "EXECVE", "PROCTITLE", "SOCKADDR", "MMAP"));
            if (types.contains("EXECVE") && known.contains("EXECVE")) {
                return Set.of("SYSCALL", "EXECVE");
            }
            return known.isEmpty() ? Set.of() : Set.of("SYSCALL");
        }
        if (event.paths().stream().allMatch(path -> path.fields().toString().contains(" name=(null) "))
                && !types.contains("PATH")) {
            types.remove("CWD");
        }
        SyscallRecord call = event.syscall();
        if (call != null && call.number() == 322 && call.items() == 1) {
            types.remove("EXECVE");
        }
        return types;
    }
}
