package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.terminal.Progress;
import io.execparity.dashboard.terminal.RunSummary.Losses;
import io.execparity.dashboard.terminal.SummaryCollector;
import io.execparity.dashboard.terminal.SummaryTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.dashboard.terminal.WrittenRun;
import io.execparity.stream.Site;
import io.execparity.stream.flink.JobCounts;
import io.execparity.stream.flink.LocalJob;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** From audit logs to findings, as a Flink job. */
@Command(
        name = "stream",
        description = "Does what analyze does as a Flink job, on a cluster of its own inside this process.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  nothing of class bypass or alert, nothing critical",
            "  3  some of these were found",
            "  2  bad usage or unreadable input",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "how many threads correlate hosts; the results are the same (default: ${DEFAULT-VALUE})",
            defaultValue = "1")
    private int parallelism = 1;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (parallelism < 1 || parallelism > MOST_THREADS) {
            throw new ParameterException(
                    spec.commandLine(), "--parallelism is " + parallelism + ", not 1 to " + MOST_THREADS + ".");
        }
        try {
            return stream(options.site());
        } catch (UnreadableSourceException | IOException e) {
            spec.commandLine().getErr().println("execparity stream: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private int stream(Site told) throws UnreadableSourceException, IOException, InterruptedException {
        SummaryCollector summary = new SummaryCollector();
        try (Progress progress = Progress.of("stream")) {
            LocalJob job = new LocalJob(options.audit, told, options.out, parallelism);
            JobCounts counts = job.run(records -> progress.at(0, 0, records));
            summary.understood(counts.understood());
            summary.losses(new Losses(
                    counts.gaps(), counts.missingEvents(), counts.incompleteEvents(), counts.missingParts()));
        }
        WrittenRun.read(options.out, summary);
        spec.commandLine().getOut().print(new SummaryTable(TerminalStyle.ofStandardOutput()).text(summary.summary()));
        spec.commandLine().getOut().flush();
        return summary.wantAttention() > 0 ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
    }
}
