package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.readiness.Surveys;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.terminal.CoverageTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.readiness.coverage.Coverage;
import io.execparity.readiness.coverage.CoverageJson;
import io.execparity.readiness.coverage.Survey;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which rules can see on which hosts. */
@Command(
        name = "coverage",
        description = "Says which rules can see on which hosts, and exactly what is missing where they cannot.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  told, whatever is missing", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ResultSource source = new ResultSource();

    @Option(
            names = "--host-snapshot",
            paramLabel = "FILE",
            arity = "1..*",
            description = "messages of agents about their hosts, one a line: the rules and the policy that are loaded")
    private List<Path> snapshots = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
            defaultValue = "table")
    private ReportFormat format = ReportFormat.TABLE;

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Override
    public Integer call() {
        try {
            List<HostSnapshot> told = SnapshotFiles.read(snapshots);
            print(source.use(spec.commandLine(), site.read(), lines -> {
                Survey survey = Surveys.over(lines);
                told.forEach(survey::snapshot);
                return survey.coverage();
            }));
            return ExitCode.NOTHING_FOUND;
        } catch (UnreadableSourceException | IOException | StoreException e) {
            spec.commandLine().getErr().println("execparity coverage: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private void print(Coverage coverage) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> new CoverageTable(TerminalStyle.ofStandardOutput()).text(coverage);
                    case JSON -> CoverageJson.text(coverage) + "\n";
                });
        out.flush();
    }
}
