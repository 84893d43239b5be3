package io.execparity.stream.engine;

import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.measurement.MeasuredBoot;
import io.execparity.stream.measurement.MeasuredBoot.Violation;
import io.execparity.stream.state.ExecutionCodec;
import io.execparity.stream.state.FileViewCodec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The violations that lists hold, and which of them are on record as well: the kernel writes both at once, in the same
 * order, so the first record of a file belongs to its first entry.
 */
final class ListedViolations {
    private static final int MOST_ENTRIES = 32;
    /** What is on record beyond is told at once, without its entry. */
    private static final int MOST_RECORDED = 4_096;

    private static final int RECORDED = 1;

    private static final int KEY = 1;
    private static final int PROCESS = 2;
    private static final int FILE = 3;
    private static final int CAUSE = 4;
    private static final int EVIDENCE = 5;
    private static final int NAME = 6;
    private static final int BOOT = 7;

    private final String host;
    private final List<MeasuredBoot> boots;
    private final Consumer<Observation> out;
    /** For each boot, by name, the entries that no record was found for; none left is not the same as never any. */
    private final List<Map<Bytes, Deque<Long>>> unrecorded = new ArrayList<>();

    private final List<Recorded> recorded = new ArrayList<>();

    private record Recorded(Observation.MeasurementViolation violation, Bytes name, int boot) {}

    ListedViolations(String host, List<MeasuredBoot> boots, Consumer<Observation> out) {
        this.host = host;
        this.boots = boots;
        this.out = out;
        for (MeasuredBoot boot : boots) {
            Map<Bytes, Deque<Long>> byName = new LinkedHashMap<>();
            for (Violation violation : boot.violations()) {
                byName.computeIfAbsent(violation.name(), name -> new ArrayDeque<>())
                        .add(violation.entry());
            }
            unrecorded.add(byName);
        }
    }

    /** True where a boot's list has a violation of that name, as the list has it. */
    boolean has(int boot, Bytes name) {
        return unrecorded.get(boot).containsKey(name);
    }

    /**
     * Takes a record's violation, to be told at the end: only then is it known which list is of its boot.
     *
     * @param name as a list has it
     * @param boot the host's, counted from 0
     */
    void onRecord(Observation.MeasurementViolation violation, Bytes name, int boot) {
        if (recorded.size() < MOST_RECORDED) {
            recorded.add(new Recorded(violation, name, boot));
        } else {
            out.accept(violation);
        }
    }

    /**
     * Tells all: those on record with their entries, and then the entries that no record speaks of.
     *
     * @param lists for each boot of the host its list, -1 for none
     */
    void finish(int[] lists, EventKey last) {
        for (Recorded one : recorded) {
            int list = lists[one.boot()];
            Deque<Long> entries = list < 0 ? null : unrecorded.get(list).get(one.name());
            Long entry = entries == null ? null : entries.poll();
            out.accept(entry == null ? one.violation() : one.violation().with(EvidenceOrder.listed(entry)));
        }
        recorded.clear();
        for (int list = 0; list < boots.size(); list++) {
            tellUnrecorded(list, last);
        }
    }

    private void tellUnrecorded(int list, EventKey last) {
        MeasuredBoot measured = boots.get(list);
        unrecorded.get(list).forEach((name, entries) -> {
            if (!entries.isEmpty()) {
                out.accept(new Observation.ListedViolation(
                        host,
                        last,
                        new FileView(name, null, null),
                        measured.lists().get(0),
                        entries.stream()
                                .limit(MOST_ENTRIES)
                                .map(EvidenceOrder::listed)
                                .toList(),
                        entries.size(),
                        measured.sound()));
            }
        });
        unrecorded.get(list).values().forEach(Deque::clear);
    }

    /** Writes what is on record; what the lists hold they will hold again. */
    void save(StateWriter out) {
        for (Recorded one : recorded) {
            Observation.MeasurementViolation violation = one.violation();
            out.message(RECORDED, message -> {
                Parts.key(message, KEY, violation.key());
                ProcessViewCodec.CODEC.write(message, PROCESS, violation.process());
                FileViewCodec.CODEC.write(message, FILE, violation.file());
                Parts.bytes(message, CAUSE, violation.cause());
                Parts.texts(message, EVIDENCE, violation.evidence());
                Parts.bytes(message, NAME, one.name());
                message.number(BOOT, one.boot());
            });
        }
    }

    /** @param boots how many boots of the host there were */
    void restore(StateReader in, int boots) throws UnreadableStateException {
        while (in.next()) {
            if (in.tag() == RECORDED) {
                Parts.add(in, recorded, recorded(in.message(), boots), MOST_RECORDED);
            }
        }
    }

    private Recorded recorded(StateReader in, int boots) throws UnreadableStateException {
        @Nullable EventKey key = null;
        @Nullable ProcessView process = null;
        FileView file = FileView.UNKNOWN;
        Bytes cause = Bytes.EMPTY;
        List<String> evidence = new ArrayList<>();
        Bytes name = Bytes.EMPTY;
        int boot = 0;
        while (in.next()) {
            switch (in.tag()) {
                case KEY -> key = Parts.key(in);
                case PROCESS -> process = ProcessViewCodec.CODEC.read(in.message());
                case FILE -> file = FileViewCodec.CODEC.read(in.message());
                case CAUSE -> cause = Parts.bytes(in);
                case EVIDENCE -> Parts.add(in, evidence, in.text(), ExecutionCodec.MAX_EVIDENCE);
                case NAME -> name = Parts.bytes(in);
                case BOOT -> boot = in.integer(0, boots - 1);
                default -> {}
            }
        }
        Observation.MeasurementViolation violation = new Observation.MeasurementViolation(
                host,
                Parts.required(in, key, "stamp"),
                Parts.required(in, process, "process"),
                file,
                cause,
                List.copyOf(evidence));
        return new Recorded(violation, name, boot);
    }
}
