package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.ocsf.OcsfEvent;
import io.execparity.dashboard.store.ResultLines;
import io.execparity.dashboard.store.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Results in the words of others. */
@Command(
        name = "export",
        description = "Writes findings and executions in the words of others, one JSON object a line.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  written", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    /** What others have words for. */
    enum What {
        FINDINGS,
        EXECUTIONS
    }

    /** Whose words. */
    enum Words {
        OCSF {
            @Override
            String finding(String line) {
                return OcsfEvent.ofFinding(line);
            }

            @Override
            String execution(String line) {
                return OcsfEvent.ofExecution(line);
            }
        };

        abstract String finding(String line);

        abstract String execution(String line);
    }

    @Mixin
    private Console console = new Console();

    @ArgGroup(multiplicity = "1")
    private ResultSource source = new ResultSource();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}: OCSF 1.5.0 (default: ${DEFAULT-VALUE})",
            defaultValue = "ocsf")
    private Words format = Words.OCSF;

    @Option(
            names = "--what",
            paramLabel = "KIND",
            arity = "1..*",
            description = "${COMPLETION-CANDIDATES} (default: both)")
    private List<What> what = List.of(What.FINDINGS, What.EXECUTIONS);

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Override
    public Integer call() throws IOException, UnreadableSourceException {
        source.use(console.command(), site, Set.of(), this::write);
        return ExitCode.NOTHING_FOUND;
    }

    private boolean write(ResultLines lines) throws IOException {
        PrintWriter out = console.out();
        if (what.contains(What.FINDINGS)) {
            lines.each(Results.FINDINGS, line -> out.println(format.finding(line)));
        }
        if (what.contains(What.EXECUTIONS)) {
            lines.each(Results.EXECUTIONS, line -> out.println(format.execution(line)));
        }
        out.flush();
        return true;
    }
}
