package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.readiness.Surveys;
import io.execparity.dashboard.terminal.CoverageTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.readiness.coverage.Coverage;
import io.execparity.readiness.coverage.CoverageJson;
import io.execparity.readiness.coverage.Survey;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which rules can see on which hosts. */
@Command(
        name = "coverage",
        description = "Says which rules can see on which hosts, and exactly what is missing where they cannot.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  told, whatever is missing", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
    @Mixin
    private Console console = new Console();

    @Mixin
    private ReadinessOptions options = new ReadinessOptions();

    @Override
    public Integer call() throws IOException, UnreadableSourceException {
        Coverage coverage = options.judge(console, Set.of(), (lines, snapshots) -> {
            Survey survey = Surveys.over(lines);
            snapshots.forEach(survey::snapshot);
            return survey.coverage();
        });
        options.print(
                console,
                () -> new CoverageTable(TerminalStyle.ofStandardOutput()).text(coverage),
                () -> CoverageJson.text(coverage));
        return ExitCode.NOTHING_FOUND;
    }
}
