package io.execparity.report.gather;

import io.execparity.readiness.coverage.Coverage;
import io.execparity.readiness.coverage.Sight;
import io.execparity.readiness.coverage.Survey;
import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Period;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.message.HostSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rules could not see on a host in the period, by what its agent told of the rules and policy loaded there. */
final class Sights {
    private static final int MOST_TOLD = 10;

    private final Period period;
    private final List<HostSnapshot> snapshots;

    /** @param snapshots of any hosts and times */
    Sights(Period period, List<HostSnapshot> snapshots) {
        this.period = period;
        this.snapshots = snapshots.stream()
                .filter(snapshot -> snapshot.epochMillis() < period.to())
                .sorted(Comparator.comparingLong(HostSnapshot::epochMillis))
                .toList();
    }

    /** A gap for each stretch of time in which the same rules were blind; none where no snapshot tells. */
    List<Gap> blind(HostView host) {
        List<HostSnapshot> own = snapshots.stream()
                .filter(snapshot -> snapshot.host().equals(host.name()))
                .toList();
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            long from = Math.max(period.from(), own.get(i).epochMillis());
            long to = i + 1 < own.size() ? own.get(i + 1).epochMillis() : period.to();
            if (to <= period.from()) {
                continue;
            }
            Gap gap = gap(host, own.get(i), from, to);
            Gap last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
            if (last != null && last.to() == from && last.blind().equals(gap.blind())) {
                gaps.set(
                        gaps.size() - 1, new Gap(last.kind(), last.host(), last.from(), to, last.words(), gap.blind()));
            } else {
                gaps.add(gap);
            }
        }
        gaps.removeIf(gap -> gap.blind().isEmpty());
        return gaps;
    }

    private static Gap gap(HostView host, HostSnapshot snapshot, long from, long to) {
        Survey survey = new Survey();
        survey.snapshot(snapshot);
        survey.results(host.name(), "executions", host.executions());
        survey.results(host.name(), "checks", host.checks());
        Set<Rule> blind = EnumSet.noneOf(Rule.class);
        Set<String> missing = new TreeSet<>();
        for (Coverage.OfHost of : survey.coverage().hosts()) {
            of.rules().forEach((rule, sight) -> {
                if (sight.sight() == Sight.BLIND) {
                    blind.add(rule);
                    sight.missing().forEach(feed -> missing.add(feed.words()));
                }
            });
        }
        String rules = told(blind.stream().map(Rule::slug).toList());
        String words = "By what its agent told of loaded rules, " + rules
                + " could not see there. Missing, at least in part: " + told(List.copyOf(missing)) + ".";
        return new Gap(Gap.Kind.UNSEEING, host.name(), from, to, words, blind);
    }

    private static String told(List<String> all) {
        String some = String.join(", ", all.subList(0, Math.min(MOST_TOLD, all.size())));
        return all.size() > MOST_TOLD ? some + " and " + (all.size() - MOST_TOLD) + " more" : some;
    }
}
