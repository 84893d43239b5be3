package io.execparity.alert;

import io.execparity.alert.choice.Choice;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.finding.FindingReader;
import io.execparity.alert.notice.Notice;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.Analyses;
import io.execparity.stream.CollectedResults;
import io.execparity.stream.engine.EngineSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings for tests: made up, or those of a real kernel's log. */
public final class Findings {
    private Findings() {}

    /** A line of {@code findings.jsonl}. */
    public static String line(long millis, String rule, String type, String severity, String host, String path) {
        return """
                {"@timestamp":"%s","event":{"kind":"alert","severity":73},"rule":{"name":"%s"},"host":{"name":"%s"},\
                "process":{"pid":7,"executable":"/usr/bin/sh","name":"sh","entity_id":"e%d"},\
                "file":{"path":"%s","inode":"5","device":"fe:00"},\
                "execparity":{"class":"%s","severity":"%s","confidence":"likely",\
                "evidence":["audit(%d.%03d:1)"],"explanation":"Something ran on %s."}}""".formatted(
                        Instant.ofEpochMilli(millis).toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"),
                        rule,
                        host,
                        millis,
                        path,
                        type,
                        severity,
                        millis / 1_000,
                        millis % 1_000,
                        host);
    }

    /** One of class alert. */
    public static AlertFacts facts(long millis, String rule, String host, String path) {
        return facts(line(millis, rule, "alert", "high", host, path));
    }

    /** What alerts make of a line. */
    public static AlertFacts facts(String line) {
        try {
            return new FindingReader()
                    .read(line.getBytes(StandardCharsets.UTF_8))
                    .facts();
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    /** A notice of something new. */
    public static Notice notice(AlertFacts facts) {
        return new Notice(
                "to",
                "matter",
                Notice.Kind.NEW,
                false,
                1,
                facts,
                1,
                0,
                List.of(facts.host()),
                1,
                facts.time(),
                facts.time(),
                1_000,
                1_000,
                61_000);
    }

    /** What a log leads to, in order. */
    public record OfLog(List<String> lines, List<String> suppressed) {}

    /** What a log leads to, by a path from the root of the checkout. */
    public static OfLog ofLog(String log) throws Exception {
        CollectedResults results = new CollectedResults();
        Analyses.run(Path.of("..").resolve(log), EngineSettings.standard(), results);
        List<String> lines = new ArrayList<>();
        for (Finding finding : results.findings()) {
            lines.add(CollectedResults.line(finding));
        }
        return new OfLog(
                lines,
                results.suppressed().stream()
                        .map(SuppressedFinding::finding)
                        .map(CollectedResults::line)
                        .toList());
    }

    /** What the usual choice tells of these lines: the first finding of each thing, in order. */
    public static List<AlertFacts> told(Collection<String> lines) {
        Map<String, AlertFacts> first = new LinkedHashMap<>();
        for (String line : lines) {
            AlertFacts facts = facts(line);
            if (Choice.usual().stream().anyMatch(choice -> choice.isAbout(facts))) {
                first.putIfAbsent(
                        String.join("|", facts.rule(), facts.host(), facts.subject(), facts.severity()), facts);
            }
        }
        return List.copyOf(first.values());
    }
}
