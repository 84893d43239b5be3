package io.execparity.stream;

import io.execparity.collect.parse.Rejected;
import io.execparity.schema.codec.CheckJson;
import io.execparity.schema.codec.ExecutionJson;
import io.execparity.schema.codec.FindingJson;
import io.execparity.schema.codec.OrderedLines;
import io.execparity.schema.codec.RejectedJson;
import io.execparity.schema.codec.SortKey;
import io.execparity.schema.codec.SuppressedJson;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The results of a bounded run as JSON lines in one folder, each file in event order whatever the order in which results
 * came. The files appear when the run is finished, so a run that fails leaves those of an earlier one as they were.
 */
public final class ResultFiles implements ResultSink, Closeable {
    private final FindingJson findingJson = new FindingJson();
    private final ExecutionJson executionJson = new ExecutionJson();
    private final CheckJson checkJson = new CheckJson();
    private final SuppressedJson suppressedJson = new SuppressedJson();
    private final RejectedJson rejectedJson = new RejectedJson();
    private final OrderedLines findings;
    private final OrderedLines executions;
    private final OrderedLines checks;
    private final OrderedLines suppressed;
    private final OrderedLines rejected;

    /** @param directory made where it does not exist */
    public ResultFiles(Path directory) throws IOException {
        Files.createDirectories(directory);
        findings = OrderedLines.into(directory, "findings");
        executions = OrderedLines.into(directory, "executions");
        checks = OrderedLines.into(directory, "checks");
        suppressed = OrderedLines.into(directory, "suppressed");
        rejected = OrderedLines.into(directory, "rejected");
    }

    @Override
    public void finding(Finding finding) {
        add(findings, SortKey.of(finding), findingJson.line(finding));
    }

    @Override
    public void execution(Execution execution) {
        add(executions, SortKey.of(execution), executionJson.line(execution));
    }

    @Override
    public void check(Check check) {
        add(checks, SortKey.of(check), checkJson.line(check));
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        add(suppressed, SortKey.of(held.finding()), suppressedJson.line(held));
    }

    public void rejected(Rejected line) {
        byte[] json = rejectedJson.line(
                line.origin(),
                line.reason().name().toLowerCase(Locale.ROOT),
                line.reason().sentence(),
                line.line());
        add(rejected, SortKey.of(line.origin()), json);
    }

    private static void add(OrderedLines lines, SortKey key, byte[] line) {
        try {
            lines.add(key, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the files, and returns each with its number of lines. */
    public Map<Path, Long> finish() throws IOException {
        Map<Path, Long> written = new LinkedHashMap<>();
        for (OrderedLines lines : new OrderedLines[] {findings, executions, checks, suppressed, rejected}) {
            long count = lines.lines();
            written.put(lines.finish(), count);
        }
        return written;
    }

    @Override
    public void close() throws IOException {
        findings.close();
        executions.close();
        checks.close();
        suppressed.close();
        rejected.close();
    }
}
