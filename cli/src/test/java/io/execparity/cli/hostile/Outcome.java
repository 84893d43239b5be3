package io.execparity.cli.hostile;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.codec.CheckJson;
import io.execparity.schema.codec.ExecutionJson;
import io.execparity.schema.codec.FindingJson;
import io.execparity.schema.codec.MemfdJson;
import io.execparity.schema.codec.SuppressedJson;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.Analysis;
import io.execparity.stream.Site;
import io.execparity.stream.detection.ResultSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The whole analysis over one input, every result written as JSON and counted, nothing kept. */
public final class Outcome implements ResultSink {
    private final FindingJson findingJson = new FindingJson();
    private final ExecutionJson executionJson = new ExecutionJson();
    private final CheckJson checkJson = new CheckJson();
    private final MemfdJson memfdJson = new MemfdJson();
    private final SuppressedJson suppressedJson = new SuppressedJson();
    private long findings;
    private long executions;
    private long told;
    private long bytes;
    private long records;
    private final Analysis analysis;

    public Outcome() throws IOException {
        analysis = new Analysis(Site.of("localhost").settings(), this, line -> told++);
        analysis.onItem(item ->
                records += item instanceof AuditEvent event ? event.records().size() : 0);
    }

    /** Reads the input to its end. A source without one record is no failure here. */
    public void analyze(InputStream input) throws UnreadableSourceException {
        analysis.read(AuditLogFiles.of(List.of(AuditLogFiles.STANDARD_INPUT), input));
        analysis.finish();
    }

    public void analyze(Path log) throws UnreadableSourceException {
        analysis.read(AuditLogFiles.of(List.of(log.toString()), InputStream.nullInputStream()));
        analysis.finish();
    }

    /** Records that went on in an event, or were there already. */
    public long accountedRecords() {
        return records + analysis.statistics().duplicates();
    }

    public long understood() {
        return analysis.understood();
    }

    public long rejected() {
        return analysis.rejected();
    }

    /** Rejected lines that somebody was told of. */
    public long told() {
        return told;
    }

    public long findings() {
        return findings;
    }

    public long executions() {
        return executions;
    }

    /** Of everything that was written. */
    public long bytes() {
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
    public void memfd(MemfdCall call) {
        bytes += memfdJson.line(call).length;
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        bytes += suppressedJson.line(held).length;
    }
}
