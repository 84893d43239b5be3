package io.execparity.report.gather;

import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.triage.ActivityEntry;
import io.execparity.report.control.Control;
import io.execparity.report.control.Framework;
import io.execparity.report.control.Quantity;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.Facts;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Report;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.Tally;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.message.HostSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Asks a store all that a report says. The same results, decisions and question give the same report. */
public final class Gathering {
    private static final int MOST_EXEMPTED = 500_000;

    private final ResultStore store;
    private final Question question;
    private final Decisions decisions;
    private final Telemetry telemetry;
    private final Filter filter;
    private final QuietRollUps quiet;
    private final Set<String> everSeen = new TreeSet<>();
    private final Set<String> chosen = new TreeSet<>();

    /**
     * @param entries of the triage, the newest first
     * @throws NoSuchHostException where a pattern matches none
     */
    public Gathering(ResultStore store, List<ActivityEntry> entries, Question question) throws NoSuchHostException {
        this.store = store;
        this.question = question;
        decisions = new Decisions(entries, question.suppressions());
        telemetry = new Telemetry(store, question.period(), decisions);
        chooseHosts();
        Filter all =
                Filter.ALL.between(question.period().from(), question.period().to());
        filter = question.hosts().areAll() ? all : all.with(Field.HOST, chosen.toArray(String[]::new));
        quiet = new QuietRollUps(store, filter, decisions);
    }

    private void chooseHosts() throws NoSuchHostException {
        for (Results results : Results.values()) {
            List<Group> groups = store.groups(results, Filter.ALL, List.of(Field.HOST), ResultStore.MOST);
            groups.forEach(group -> everSeen.add(group.values().get(0)));
            if (groups.size() == ResultStore.MOST) {
                telemetry.addUnread("There are " + ResultStore.MOST
                        + " hosts or more; only the ones with most results are looked at one by one.");
            }
        }
        everSeen.stream().filter(question.hosts()::match).forEach(chosen::add);
        chosen.addAll(question.hosts().names());
        if (chosen.isEmpty() && !question.hosts().areAll()) {
            throw new NoSuchHostException(question.hosts().patterns());
        }
    }

    /** Hands over every finding that the report is of, the oldest first, exempted ones among them. */
    public void findings(Consumer<Row> consumer) {
        findings(filter, Long.MAX_VALUE, consumer);
    }

    private long findings(Filter which, long most, Consumer<Row> consumer) {
        return Rows.each(store, Results.FINDINGS, which, most, row -> {
            if (!quiet.contains(row)) {
                consumer.accept(row);
            }
        });
    }

    public Report gather() {
        ExemptionList exempted = new ExemptionList(decisions);
        long unread = findings(filter.with(Field.STATUS, "suppressed"), MOST_EXEMPTED, exempted::addSuppressed)
                + findings(filter.with(Field.STATUS, "closed"), MOST_EXEMPTED, exempted::addClosed);
        if (unread + exempted.beyond() > 0) {
            telemetry.addUnread("Of the findings that were suppressed or closed, " + (unread + exempted.beyond())
                    + " are not told.");
        }
        Facts facts = facts(exempted);
        List<HostView> hosts = hosts();
        telemetry.addFindings(filter);
        Sights sights = new Sights(question.period(), question.snapshots());
        hosts.forEach(host -> sights.blind(host).forEach(telemetry::add));
        telemetry.addHosts(hosts, everSeen, new Silences(store, question.period(), question.patience()), filter);
        List<Exemption> exemptions = exempted.list();
        return new Report(
                question.period(),
                question.hosts().patterns(),
                question.hasReference(),
                hosts,
                telemetry.completeness(question.patience().toMillis()),
                facts,
                frameworks(facts, hosts, exemptions),
                exemptions);
    }

    private Facts facts(ExemptionList exempted) {
        ExecutionCount executions = new ExecutionCount(store, filter);
        Map<Quantity, Long> numbers = executions.numbers();
        List<Tally> tallies = new Tallies(store, filter, exempted, quiet, telemetry).list();
        Attention.count(tallies, numbers);
        numbers.put(
                Quantity.HOSTS, hosts().stream().filter(HostView::hasRecords).count());
        return new Facts(numbers, tallies, executions.isAtLeast());
    }

    private List<HostView> hosts() {
        Map<String, Group> executions = byHost(Results.EXECUTIONS);
        Map<String, Group> checks = byHost(Results.CHECKS);
        List<HostView> hosts = new ArrayList<>();
        for (String name : chosen) {
            Group ran = executions.get(name);
            Group checked = checks.get(name);
            long first = Math.min(
                    ran == null ? Long.MAX_VALUE : ran.first(), checked == null ? Long.MAX_VALUE : checked.first());
            long last = Math.max(ran == null ? 0 : ran.last(), checked == null ? 0 : checked.last());
            hosts.add(new HostView(
                    name,
                    ran == null ? 0 : ran.count(),
                    checked == null ? 0 : checked.count(),
                    first == Long.MAX_VALUE ? 0 : first,
                    last));
        }
        return hosts;
    }

    private Map<String, Group> byHost(Results of) {
        Map<String, Group> byHost = new HashMap<>();
        for (Group group : store.groups(of, filter, List.of(Field.HOST), ResultStore.MOST)) {
            byHost.put(group.values().get(0), group);
        }
        return byHost;
    }

    private List<FrameworkReport> frameworks(Facts facts, List<HostView> hosts, List<Exemption> exemptions) {
        Judge judge = new Judge(facts, hosts, telemetry.gaps(), mounts(), question.hasReference());
        Samples samples = new Samples(store, filter, decisions, quiet);
        List<FrameworkReport> frameworks = new ArrayList<>();
        for (Framework framework : question.frameworks()) {
            List<ControlReport> controls = new ArrayList<>();
            for (Control control : framework.controls()) {
                List<RuleLine> lines = judge.lines(control);
                Judge.Verdict verdict = judge.verdict(control, lines);
                controls.add(new ControlReport(
                        control,
                        verdict.status(),
                        verdict.reason(),
                        lines,
                        samples.of(control, lines),
                        exemptions.stream()
                                .filter(exemption -> decides(control, exemption.rule()))
                                .toList(),
                        judge.gaps(control),
                        judge.blind(control)));
            }
            frameworks.add(new FrameworkReport(framework, controls));
        }
        return frameworks;
    }

    private static boolean decides(Control control, Rule rule) {
        return control.violatedBy().contains(rule)
                || control.handled().contains(rule)
                || control.handlesAttention() && Attention.isWanted(rule, rule.severity());
    }

    /** Of each host the last one that was taken before the period ended. */
    private Map<String, MountTable> mounts() {
        Map<String, MountTable> last = new HashMap<>();
        question.snapshots().stream()
                .filter(snapshot -> snapshot.epochMillis() < question.period().to())
                .filter(snapshot -> !snapshot.mounts().isEmpty())
                .sorted(Comparator.comparing(HostSnapshot::epochMillis))
                .forEach(snapshot -> last.put(snapshot.host(), new MountTable(snapshot.mounts())));
        return last;
    }
}
