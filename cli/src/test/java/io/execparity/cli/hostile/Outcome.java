package io.execparity.cli.hostile;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.codec.CheckJson;
import io.execparity.schema.codec.ExecutionJson;
import io.execparity.schema.codec.FindingJson;
import io.execparity.schema.codec.SuppressedJson;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.Analysis;
import io.execparity.stream.ResultSink;
import io.execparity.stream.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The whole analysis over one input, every result written as JSON and counted, nothing kept. */
final class Outcome implements ResultSink {
    private final FindingJson findingJson = new FindingJson();
    private final ExecutionJson executionJson = new ExecutionJson();
    private final CheckJson checkJson = new CheckJson();
    private final SuppressedJson suppressedJson = new SuppressedJson();
    private long findings;
    private long executions;
    private long told;
    private long bytes;
    private final Analysis analysis;

    Outcome() throws IOException {
        analysis = new Analysis(Site.of("localhost").settings(), this, line -> told++);
    }

    /** Reads the input to its end. A source without one record is no failure here. */
    void analyze(InputStream input) throws UnreadableSourceException {
        analysis.read(AuditLogFiles.of(List.of(AuditLogFiles.STANDARD_INPUT), input));
        analysis.finish();
    }

    long understood() {
        return analysis.understood();
    }

    long rejected() {
        return analysis.rejected();
    }

    /** Rejected lines that somebody was told of. */
    long told() {
        return told;
    }

    long findings() {
        return findings;
    }

    long executions() {
        return executions;
    }

    /** Of everything that was written. */
    long bytes() {
        return bytes;
    }

    @Override
    public void finding(Finding finding) {
        findings++;
        bytes += findingJson.line(finding).length;
    }

    @Override
    public void execution(Execution execution) {
        executions++;
        bytes += executionJson.line(execution).length;
    }

    @Override
    public void check(Check check) {
        bytes += checkJson.line(check).length;
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        bytes += suppressedJson.line(held).length;
    }
}
