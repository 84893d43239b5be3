package io.execparity.report;

import io.execparity.report.control.ControlCatalogue;
import io.execparity.report.gather.Gathering;
import io.execparity.report.gather.HostPatterns;
import io.execparity.report.gather.KnownSuppression;
import io.execparity.report.gather.NoSuchHostException;
import io.execparity.report.gather.Question;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A folder of results, line by line, and reports on it. */
final class MadeResults {
    static final Period DAY = Period.of("2026-11-22", "2026-11-23");

    private final Path folder;
    private final List<String> findings = new ArrayList<>();
    private final List<String> suppressed = new ArrayList<>();
    private final List<String> executions = new ArrayList<>();
    private final List<KnownSuppression> suppressions = new ArrayList<>();
    private final List<HostSnapshot> snapshots = new ArrayList<>();

    MadeResults(Path folder) {
        this.folder = folder;
    }

    /** An execution each ten minutes of the day, of measured content. */
    MadeResults dayOf(String host) {
        for (int minute = 0; minute < 24 * 60; minute += 10) {
            execution(host, time(minute));
        }
        return this;
    }

    static String time(int minute) {
        return String.format(Locale.ROOT, "2026-11-22T%02d:%02d:00.000Z", minute / 60, minute % 60);
    }

    MadeResults execution(String host, String time) {
        int number = executions.size();
        executions.add("{\"@timestamp\":\"" + time + "\",\"event\":{\"kind\":\"event\"},\"host\":{\"name\":\"" + host
                + "\"},\"process\":{\"pid\":" + (100 + number) + ",\"entity_id\":\"p" + number
                + "\",\"executable\":\"/usr/bin/true\"},\"file\":{\"path\":\"/usr/bin/true\",\"hash\":{\"sha256\":\""
                + "ab".repeat(32)
                + "\"}},\"execparity\":{\"mode\":\"direct\",\"vector\":\"binary\",\"origin\":\"file\","
                + "\"check\":\"none\",\"outcome\":\"ran\",\"evidence\":[\"audit(1795346040.000:" + number + ")\"]}}");
        return this;
    }

    /** A file that an interpreter ran. */
    MadeResults interpreted(String host, String time, String interpreter, String path) {
        int number = executions.size();
        executions.add("{\"@timestamp\":\"" + time + "\",\"event\":{\"kind\":\"event\"},\"host\":{\"name\":\"" + host
                + "\"},\"process\":{\"pid\":" + (100 + number) + ",\"entity_id\":\"p" + number
                + "\",\"executable\":\"" + interpreter + "\"},\"file\":{\"path\":\"" + path
                + "\"},\"execparity\":{\"mode\":\"indirect\",\"vector\":\"script-file\",\"origin\":\"file\","
                + "\"check\":\"denied\",\"outcome\":\"ran\",\"interpreter\":\"" + interpreter
                + "\",\"evidence\":[\"audit(1795346040.000:" + number + ")\"]}}");
        return this;
    }

    /** A finding with the rule's own severity. */
    MadeResults finding(Rule rule, String confidence, String time) {
        return finding(rule, rule.severity().word(), confidence, time, "web-1", "/opt/x.sh", "Because.", "");
    }

    /** A finding; {@code more} are members of its own object, each behind a comma. */
    MadeResults finding(
            Rule rule,
            String severity,
            String confidence,
            String time,
            String host,
            String path,
            String explanation,
            String more) {
        findings.add(line(rule, severity, confidence, time, host, path, explanation, more));
        return this;
    }

    MadeResults suppressed(Rule rule, String by, String reason) {
        suppressed.add(line(
                rule,
                rule.severity().word(),
                "proven",
                time(60 + suppressed.size()),
                "web-1",
                "/opt/x.sh",
                "Because.",
                ",\"suppressed\":{\"by\":\"" + by + "\",\"confidence\":\"proven\",\"reason\":\"" + reason + "\"}"));
        return this;
    }

    MadeResults knows(KnownSuppression suppression) {
        suppressions.add(suppression);
        return this;
    }

    MadeResults mounts(String host, String... lines) {
        return snapshot(host, DAY.from(), List.of(lines), List.of(), List.of("auditctl -l", "ima/policy"));
    }

    /** What an agent told of the audit rules that were loaded, and that it could not read IMA's policy. */
    MadeResults loaded(String host, long millis, String... rules) {
        return snapshot(host, millis, List.of(), List.of(rules), List.of("ima/policy"));
    }

    private MadeResults snapshot(
            String host, long millis, List<String> mounts, List<String> rules, List<String> unreadable) {
        snapshots.add(new HostSnapshot(
                millis,
                host,
                host,
                HostSnapshot.Cause.CHANGE,
                "",
                "7.2.13",
                "x86_64",
                List.of(),
                "0",
                mounts,
                List.of("enabled 1"),
                rules,
                List.of(),
                List.of(),
                unreadable,
                ""));
        return this;
    }

    private String line(
            Rule rule,
            String severity,
            String confidence,
            String time,
            String host,
            String path,
            String explanation,
            String more) {
        int number = findings.size() + suppressed.size();
        int elastic = Severity.valueOf(severity.toUpperCase(Locale.ROOT)).number();
        return "{\"@timestamp\":\"" + time + "\",\"event\":{\"kind\":\"alert\",\"severity\":" + elastic
                + "},\"rule\":{\"name\":\"" + rule.slug() + "\"},\"host\":{\"name\":\"" + host
                + "\"},\"process\":{\"pid\":7,\"entity_id\":\"f" + number + "\"},\"file\":{\"path\":\"" + path
                + "\"},\"execparity\":{\"class\":\"" + rule.findingClass().word() + "\",\"severity\":\"" + severity
                + "\",\"confidence\":\"" + confidence + "\",\"evidence\":[\"audit(1795346040.000:" + (9000 + number)
                + ")\"],\"explanation\":\"" + explanation + "\"" + more + "}}";
    }

    Path write() throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("findings.jsonl"), findings);
        Files.write(folder.resolve("suppressed.jsonl"), suppressed);
        Files.write(folder.resolve("executions.jsonl"), executions);
        return folder;
    }

    /** What somebody does with the open results and the report on them. */
    interface Use {
        void of(Report report, FolderResults results, Gathering gathering) throws Exception;
    }

    Report report(String... hosts) throws Exception {
        Report[] made = new Report[1];
        with(DAY, (report, results, gathering) -> made[0] = report, hosts);
        return made[0];
    }

    void with(Period period, Use use, String... hosts) throws Exception {
        try (FolderResults results = FolderResults.read(write())) {
            Gathering gathering = gathering(results, period, hosts);
            use.of(gathering.gather(), results, gathering);
        }
    }

    private Gathering gathering(FolderResults results, Period period, String... hosts)
            throws IOException, NoSuchHostException {
        Question question = new Question(
                period,
                new HostPatterns(List.of(hosts)),
                Duration.ofHours(1),
                ControlCatalogue.bundled(),
                true,
                suppressions,
                snapshots);
        return new Gathering(results.store(), TriageCopy.apply(results.store(), folder), question);
    }

    /** What a report says of one control. */
    static ControlReport control(Report report, String id) {
        return report.frameworks().stream()
                .flatMap(framework -> framework.controls().stream())
                .filter(control -> control.control().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
