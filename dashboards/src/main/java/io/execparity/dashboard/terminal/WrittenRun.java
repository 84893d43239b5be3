package io.execparity.dashboard.terminal;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Finding.RollUp;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.record.EventKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Counts a run from the files that it wrote, for where the run was elsewhere: the summary is then of what is there to be
 * read. How many lines were understood, and how much of the evidence is missing, no file tells.
 */
public final class WrittenRun {
    private final Path directory;
    private final SummaryCollector summary;

    private WrittenRun(Path directory, SummaryCollector summary) {
        this.directory = directory;
        this.summary = summary;
    }

    /** Adds all that the files in {@code directory} tell. */
    public static void read(Path directory, SummaryCollector summary) throws IOException {
        WrittenRun run = new WrittenRun(directory, summary);
        run.each("findings", line -> summary.finding(finding(line)));
        run.each("executions", run::execution);
        run.each(
                "checks", line -> summary.check(word(CheckState.values(), CheckState::word, line, "execparity.check")));
        run.each("memfds", line -> {});
        run.each("suppressed", line -> summary.suppressed(rule(line), text(line, "execparity.suppressed.by")));
        run.each("rejected", line -> summary.rejected(text(line, "explanation")));
    }

    private void each(String name, Consumer<Map<String, String>> counter) throws IOException {
        Path file = directory.resolve(name + ".jsonl");
        long lines = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                counter.accept(FlatJson.of(line));
                lines++;
            }
        }
        summary.wrote(file, lines);
    }

    private void execution(Map<String, String> line) {
        summary.execution(
                word(Mode.values(), Mode::word, line, "execparity.mode"),
                word(Vector.values(), Vector::word, line, "execparity.vector"),
                word(CodeOrigin.values(), CodeOrigin::word, line, "execparity.origin"),
                word(Outcome.values(), Outcome::word, line, "execparity.outcome"));
    }

    /** As much of a finding as is counted. */
    private static Finding finding(Map<String, String> line) {
        EventKey key = new EventKey(Instant.parse(text(line, "@timestamp")).toEpochMilli(), 0);
        Confidence confidence = word(Confidence.values(), Confidence::word, line, "execparity.confidence");
        Finding.Builder finding = Finding.of(rule(line), text(line, "host.name"), key, confidence)
                .severity(word(Severity.values(), Severity::word, line, "execparity.severity"));
        String count = line.get("execparity.count");
        if (count != null) {
            finding.rollUp(new RollUp(Long.parseLong(count), key, key));
        }
        return finding.because(text(line, "execparity.explanation"));
    }

    private static Rule rule(Map<String, String> line) {
        return word(Rule.values(), Rule::slug, line, "rule.name");
    }

    private static <T> T word(T[] all, Function<T, String> toWord, Map<String, String> line, String field) {
        String word = text(line, field);
        for (T one : all) {
            if (toWord.apply(one).equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException(field + " is " + word + ", which no run writes");
    }

    private static String text(Map<String, String> line, String field) {
        String value = line.get(field);
        if (value == null) {
            throw new IllegalArgumentException("a line has no " + field);
        }
        return value;
    }
}
