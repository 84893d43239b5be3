package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.ocsf.OcsfEvent;
import io.execparity.dashboard.store.ResultLines;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
        OCSF
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

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
    public Integer call() {
        try {
            source.use(spec.commandLine(), site.read(), this::write);
            return ExitCode.NOTHING_FOUND;
        } catch (UnreadableSourceException | IOException | StoreException e) {
            String name = "execparity export " + format.name().toLowerCase(Locale.ROOT);
            spec.commandLine().getErr().println(name + ": " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private boolean write(ResultLines lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (what.contains(What.FINDINGS)) {
            lines.each(Results.FINDINGS, line -> out.println(OcsfEvent.ofFinding(line)));
        }
        if (what.contains(What.EXECUTIONS)) {
            lines.each(Results.EXECUTIONS, line -> out.println(OcsfEvent.ofExecution(line)));
        }
        out.flush();
        return true;
    }
}
