package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.terminal.Progress;
import io.execparity.dashboard.terminal.SummaryCollector;
import io.execparity.dashboard.terminal.SummaryTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.Analysis;
import io.execparity.stream.ResultFiles;
import io.execparity.stream.ResultsAside;
import io.execparity.stream.Site;
import io.execparity.stream.detection.ResultSink;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** From audit logs to findings, in this process. */
@Command(
        name = "analyze",
        description =
                "Reads audit logs and says which executions escaped the kernel's checks, why, and on what evidence.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  nothing of class bypass or alert, nothing critical",
            "  3  some of these were found",
            "  2  bad usage or unreadable input",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private Console console = new Console();

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws UnreadableSourceException, IOException {
        AuditLogFiles files = AuditLogFiles.of(options.audit, System.in);
        Site site = options.site();
        Analysis.Settings settings = site.settings();
        Set<String> hosts;
        SummaryCollector summary = new SummaryCollector();
        try (ResultFiles results = new ResultFiles(options.out);
                Progress progress = Progress.of("analyze");
                ResultsAside aside = new ResultsAside(new Counted(results.sink(), summary));
                Analysis analysis = new Analysis(settings, aside, line -> {
                    results.rejected(line);
                    summary.rejected(line.reason().sentence());
                })) {
            analysis.onRecord(records ->
                    progress.at(files.progress().bytesRead(), files.progress().totalBytes(), records));
            analysis.onItem(summary::item);
            analysis.read(files);
            analysis.finish();
            aside.finish();
            summary.understood(analysis.understood());
            hosts = analysis.hosts();
            results.finish().forEach(summary::wrote);
        }
        console.print(new SummaryTable(TerminalStyle.ofStandardOutput()).text(summary.summary()));
        return RunEnd.exitCode(console, site, hosts, summary.wantAttention());
    }

    /** Passes results on to the files and counts them for the summary. */
    private record Counted(ResultSink files, SummaryCollector summary) implements ResultSink {
        @Override
        public void finding(Finding finding) {
            files.finding(finding);
            summary.finding(finding);
        }

        @Override
        public void execution(Execution execution) {
            files.execution(execution);
            summary.execution(execution);
        }

        @Override
        public void check(Check check) {
            files.check(check);
            summary.check(check);
        }

        @Override
        public void memfd(MemfdCall call) {
            files.memfd(call);
        }

        @Override
        public void suppressed(SuppressedFinding held) {
            files.suppressed(held);
            summary.suppressed(held);
        }
    }
}
