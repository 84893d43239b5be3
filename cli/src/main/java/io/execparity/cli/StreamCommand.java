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
import io.execparity.stream.flink.LiveJob;
import io.execparity.stream.flink.LocalJob;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From audit logs to findings, as a Flink job: from files to files, or from Kafka's topics to its topics. */
@Command(
        name = "stream",
        description = {
            "Does what analyze does as a Flink job, on a cluster of its own inside this process.",
            "With --audit and --out from files to files, with --config alone from Kafka's topics to Kafka's topics.",
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  nothing of class bypass or alert, nothing critical; the end of bounded topics",
            "  3  some of these were found",
            "  2  bad usage or unreadable input",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class StreamCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 1024;

    @Mixin
    private Console console = new Console();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "how many threads correlate hosts; the results are the same (default: ${DEFAULT-VALUE})",
            defaultValue = "1")
    private int parallelism = 1;

    @Option(names = "--config", paramLabel = "FILE", description = "what to read and where to write, in YAML")
    @Nullable
    private Path config;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "audit logs, rotated sets and .gz included; - is standard input")
    private List<String> audit = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "the folder for the results")
    @Nullable
    private Path out;

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Override
    public Integer call() throws UnreadableSourceException, IOException, InterruptedException {
        if (config != null) {
            console.requireNothingBesideConfig();
            // Until the topics end, where they do; a signal ends the process, and the next one goes on.
            new LiveJob(new LiveConfigReader(System.getenv()).read(config)).run();
            return ExitCode.NOTHING_FOUND;
        }
        Path results = out;
        if (audit.isEmpty() || results == null) {
            throw console.badUsage("Either --audit and --out are needed, or --config.");
        }
        if (results.toString().isEmpty()) {
            throw console.badUsage("--out names no folder");
        }
        if (parallelism < 1 || parallelism > MOST_THREADS) {
            throw console.badUsage("--parallelism is " + parallelism + ", not 1 to " + MOST_THREADS + ".");
        }
        return stream(site.read(), results);
    }

    private int stream(Site told, Path results) throws UnreadableSourceException, IOException, InterruptedException {
        SummaryCollector summary = new SummaryCollector();
        JobCounts counts;
        try (Progress progress = Progress.of("stream")) {
            LocalJob job = new LocalJob(audit, told, results, parallelism);
            counts = job.run(records -> progress.at(0, 0, records));
            summary.understood(counts.understood());
            summary.losses(new Losses(
                    counts.gaps(), counts.missingEvents(), counts.incompleteEvents(), counts.missingParts()));
        }
        WrittenRun.read(results, summary);
        console.print(new SummaryTable(TerminalStyle.ofStandardOutput()).text(summary.summary()));
        return RunEnd.exitCode(console, told, counts.hosts(), summary.wantAttention());
    }
}
