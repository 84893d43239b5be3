package io.execparity.collect.ima;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a list entry by entry, and where it leads. What it keeps does not grow with the list, so that a list can be
 * followed while it grows.
 *
 * <p>Whether entries are missing, repeated, made up or in another order shows only in a register that the list does not
 * lead to.
 */
public final class MeasurementListVerifier {
    private static final int KEPT = 100;
    private static final int TEMPLATES = 64;

    private final ListShape shape;
    private final Expectations expectations;
    private final EntryCheck check;
    private final ReplayQueue replays;
    private final SequenceSuspects suspects;
    private final List<ListProblem> problems = new ArrayList<>();
    private final List<MeasurementEntry> violations = new ArrayList<>();
    private final List<BootAggregate> bootAggregates = new ArrayList<>();
    private final Map<TemplateFormat, long[]> templates = new HashMap<>();
    private TemplateFormat latest = new TemplateFormat("", List.of());
    private long[] latestCount = new long[1];
    private long entries;
    private long problemCount;
    private long violationCount;

    /** Tries every rule by which kernels extend registers. */
    public MeasurementListVerifier(ListShape shape, Expectations expectations) {
        this(shape, expectations, true);
    }

    /**
     * Tries only the rule that kernels follow since Linux 5.8, where the list itself shows no other, which spares a third
     * of the replay. Where its report has unreached registers, only one that tries every rule can tell.
     */
    public static MeasurementListVerifier ofUsualRule(ListShape shape, Expectations expectations) {
        return new MeasurementListVerifier(shape, expectations, false);
    }

    private MeasurementListVerifier(ListShape shape, Expectations expectations, boolean everyRule) {
        List<ExpectedRegister> replayed = expectations.registers().stream()
                .filter(register -> !register.isOfBoot())
                .toList();
        this.shape = shape;
        this.expectations = expectations;
        this.check = new EntryCheck(shape);
        Replays beside = new Replays(shape, replayed, everyRule);
        expectations.composite().ifPresent(beside::expect);
        this.replays = new ReplayQueue(beside);
        this.suspects = new SequenceSuspects(shape, replayed);
    }

    /** Verifies the rest of a list. */
    public static VerificationReport verify(MeasurementListReader reader, Expectations expectations)
            throws IOException {
        MeasurementListVerifier verifier = new MeasurementListVerifier(reader.shape(), expectations);
        for (ListItem item = reader.next(); item != null; item = reader.next()) {
            verifier.add(item);
        }
        return verifier.report(reader.position());
    }

    /** Takes the next item of the list. */
    public void add(ListItem item) {
        if (item instanceof MeasurementEntry entry) {
            entry(entry);
        } else {
            problem((ListProblem) item);
        }
    }

    private void entry(MeasurementEntry entry) {
        entries++;
        count(entry.format());
        replays.add(entry);
        suspects.add(entry);
        if (entry.isViolation()) {
            violation(entry);
        }
        ListProblem problem = check.problem(entry);
        if (problem != null) {
            problem(problem);
        }
        FileDigest digest = mayBeBootAggregate(entry) ? entry.digest() : null;
        if (digest != null && bootAggregates.size() < KEPT) {
            BootAggregate next = BootAggregate.of(entry, digest, expectations.registers());
            boolean matched = bootAggregates.stream().anyMatch(before -> before.state() == BootAggregate.State.MATCHES);
            bootAggregates.add(matched ? next.afterMatch() : next);
        }
    }

    private void violation(MeasurementEntry entry) {
        violationCount++;
        if (violations.size() < KEPT) {
            violations.add(entry);
        }
    }

    private static boolean mayBeBootAggregate(MeasurementEntry entry) {
        return !entry.isViolation() && entry.isBootAggregate();
    }

    private void count(TemplateFormat format) {
        if (!format.equals(latest)) {
            latest = format;
            latestCount = templates.size() < TEMPLATES
                    ? templates.computeIfAbsent(format, unseen -> new long[1])
                    : templates.getOrDefault(format, new long[1]);
        }
        latestCount[0]++;
    }

    private void problem(ListProblem problem) {
        problemCount++;
        if (problems.size() < KEPT) {
            problems.add(problem);
        }
    }

    private boolean concerns(int register, Replays done) {
        return !expectations.onlyIfExtended().contains(register) || done.wasExtended(register);
    }

    /**
     * What was found so far.
     *
     * @param bytes how long the list is
     */
    public VerificationReport report(long bytes) {
        Replays done = replays.finished();
        List<RegisterResult> results = done.results(expectations).stream()
                .filter(result -> concerns(result.expected().register(), done))
                .toList();
        List<ListProblem> all = new ArrayList<>(problems);
        if (problemCount == 0) {
            suspects.suspect(results).ifPresent(all::add);
        }
        Map<String, Long> counts = new TreeMap<>();
        templates.forEach((format, count) -> counts.put(format.name(), count[0]));
        return new VerificationReport(
                shape,
                entries,
                bytes,
                violationCount,
                violations,
                counts,
                Math.max(problemCount, all.size()),
                all,
                done.values(),
                results,
                done.compositeResult(expectations),
                bootAggregates);
    }
}
