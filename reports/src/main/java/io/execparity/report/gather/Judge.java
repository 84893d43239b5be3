package io.execparity.report.gather;

import io.execparity.report.control.Control;
import io.execparity.report.control.Need;
import io.execparity.report.control.Quantity;
import io.execparity.report.model.BlindRule;
import io.execparity.report.model.Facts;
import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.RuleLine.Bearing;
import io.execparity.report.model.State;
import io.execparity.report.model.Status;
import io.execparity.report.model.Tally;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides what the evidence says of a control. It never says more than the evidence. */
final class Judge {
    private final Facts facts;
    private final List<HostView> hosts;
    private final List<Gap> gaps;
    private final Map<String, MountTable> mounts;
    private final boolean hasReference;

    /** @param mounts by host */
    Judge(Facts facts, List<HostView> hosts, List<Gap> gaps, Map<String, MountTable> mounts, boolean hasReference) {
        this.facts = facts;
        this.hosts = List.copyOf(hosts);
        this.gaps = List.copyOf(gaps);
        this.mounts = Map.copyOf(mounts);
        this.hasReference = hasReference;
    }

    /** A status, and the sentence that says why. */
    record Verdict(Status status, String reason) {}

    /** How findings bear on a control, rule by rule; only rules that have any. */
    List<RuleLine> lines(Control control) {
        Map<Rule, long[]> counts = new EnumMap<>(Rule.class);
        Map<Rule, Bearing> bearings = new EnumMap<>(Rule.class);
        for (Tally tally : facts.tallies()) {
            Bearing bearing = bearing(control, tally);
            if (bearing == null) {
                continue;
            }
            bearings.merge(tally.rule(), bearing, (one, other) -> one.compareTo(other) < 0 ? one : other);
            add(counts.computeIfAbsent(tally.rule(), rule -> new long[6]), tally, bearing);
        }
        List<RuleLine> lines = new ArrayList<>();
        counts.forEach((rule, n) -> lines.add(
                new RuleLine(rule, bearings.getOrDefault(rule, Bearing.NOTED), n[0], n[1], n[2], n[3], n[4], n[5])));
        lines.sort(Comparator.comparing(RuleLine::bearing).thenComparing(RuleLine::rule));
        return lines;
    }

    private static void add(long[] counts, Tally tally, Bearing bearing) {
        if (!tally.state().counts()) {
            counts[4] += tally.findings();
            return;
        }
        boolean against = bearing != Bearing.NOTED && tally.isSerious();
        counts[against ? tally.isSupported() ? 0 : 1 : 2] += tally.findings();
        counts[3] += tally.state() == State.OPEN ? tally.findings() : 0;
        counts[5] += tally.acts();
    }

    private static @Nullable Bearing bearing(Control control, Tally tally) {
        if (control.violatedBy().contains(tally.rule())) {
            return Bearing.AGAINST;
        }
        boolean handled = control.handlesAttention() && Attention.isWanted(tally.rule(), tally.severity());
        if (handled || control.handled().contains(tally.rule())) {
            return Bearing.TO_BE_HANDLED;
        }
        return control.noted().contains(tally.rule()) ? Bearing.NOTED : null;
    }

    /** The verdict over what {@link #lines} told. */
    Verdict verdict(Control control, List<RuleLine> lines) {
        long weighty = sum(lines, Bearing.AGAINST, line -> line.weighty());
        List<String> executable = executable(control);
        if (weighty > 0 || !executable.isEmpty()) {
            String found = weighty > 0 ? count(weighty, "finding") + " against it" : "";
            String mount = executable.isEmpty()
                    ? ""
                    : control.mount() + " is not noexec on " + count(executable.size(), "host") + ": "
                            + String.join(", ", executable.subList(0, Math.min(10, executable.size())));
            return new Verdict(
                    Status.VIOLATION, found + (found.isEmpty() || mount.isEmpty() ? "" : "; ") + mount + ".");
        }
        List<String> unmet = control.needs().stream()
                .filter(need -> !isMet(need))
                .map(Need::words)
                .toList();
        if (!unmet.isEmpty()) {
            return new Verdict(Status.NOT_JUDGED, "It needs " + String.join("; and ", unmet) + ".");
        }
        long doubtful = sum(lines, Bearing.AGAINST, line -> line.doubtful());
        long open = sum(lines, Bearing.TO_BE_HANDLED, line -> line.open());
        if (doubtful + open > 0) {
            String parts = (doubtful > 0
                            ? count(doubtful, "finding") + " that " + (doubtful == 1 ? "is" : "are")
                                    + " no more than possible"
                            : "")
                    + (doubtful > 0 && open > 0 ? " and on " : "")
                    + (open > 0 ? count(open, "finding") + " that nobody took up" : "");
            return new Verdict(Status.NOT_JUDGED, "It needs a decision on " + parts + ".");
        }
        long missing = gaps(control);
        return missing == 0
                ? new Verdict(Status.NONE_SEEN, "No such finding, and the telemetry has no gap that is known.")
                : new Verdict(
                        Status.INCOMPLETE,
                        "No such finding, but " + count(missing, "gap")
                                + " in the telemetry, in which one may be missing.");
    }

    private interface Count {
        long of(RuleLine line);
    }

    private static long sum(List<RuleLine> lines, Bearing bearing, Count count) {
        return lines.stream()
                .filter(line -> line.bearing() == bearing)
                .mapToLong(count::of)
                .sum();
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** How many gaps concern the control. */
    long gaps(Control control) {
        Set<Rule> rules = deciding(control);
        return gaps.stream()
                .filter(gap -> control.handlesAttention() || gap.concerns(rules))
                .count();
    }

    private static Set<Rule> deciding(Control control) {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        rules.addAll(control.violatedBy());
        rules.addAll(control.handled());
        return rules;
    }

    /** The rules that bear on a control and could not see on some host, and where. */
    List<BlindRule> blind(Control control) {
        Set<Rule> rules = control.handlesAttention() ? EnumSet.allOf(Rule.class) : deciding(control);
        Map<Rule, Set<String>> hosts = new EnumMap<>(Rule.class);
        for (Gap gap : gaps) {
            for (Rule rule : gap.blind()) {
                if (rules.contains(rule)) {
                    hosts.computeIfAbsent(rule, of -> new TreeSet<>()).add(gap.host());
                }
            }
        }
        List<BlindRule> blind = new ArrayList<>();
        hosts.forEach((rule, names) -> blind.add(new BlindRule(rule, List.copyOf(names))));
        return blind;
    }

    private boolean isMet(Need need) {
        return switch (need) {
            case EXECUTIONS -> facts.number(Quantity.EXECUTIONS) > 0;
            case MEASUREMENTS ->
                facts.number(Quantity.WITH_DIGEST) > 0
                        || facts.tallies().stream()
                                .anyMatch(tally -> tally.rule().findingClass() == FindingClass.INTEGRITY);
            case REFERENCE ->
                hasReference || facts.tallies().stream().anyMatch(tally -> tally.rule() == Rule.UNKNOWN_DIGEST);
            case MOUNTS -> !hosts.isEmpty() && hosts.stream().allMatch(host -> mounts.containsKey(host.name()));
            case SETTINGS, ASSESSOR -> false;
        };
    }

    private List<String> executable(Control control) {
        if (control.mount().isEmpty()) {
            return List.of();
        }
        return hosts.stream()
                .map(HostView::name)
                .filter(host -> mounts.containsKey(host) && !mounts.get(host).isNoexec(control.mount()))
                .toList();
    }
}
