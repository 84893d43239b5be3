package io.execparity.cli.hostile;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.parse.LineParser;
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
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

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
    private final Analysis analysis = new Analysis(settings(), this, line -> told++);

    private static Analysis.Settings settings() {
        EngineSettings engine = new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), null);
        return new Analysis.Settings(
                "localhost", new LineParser(), CoalescerSettings.defaults(), engine, BenignMemfdMakers.bundled());
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
