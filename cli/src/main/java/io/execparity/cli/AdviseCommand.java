package io.execparity.cli;

import io.execparity.collect.ima.ListedSignatures;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.readiness.Advisors;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.terminal.AdviceTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.readiness.advice.Advice;
import io.execparity.readiness.advice.AdviceJson;
import io.execparity.readiness.advice.Advisor;
import io.execparity.readiness.advice.Switch;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What would break if a kernel switch were turned on. */
@Command(
        name = "advise",
        description = "Says what would break if a kernel switch were turned on, from what was observed.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  advised, whatever would break", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class AdviseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ResultSource source = new ResultSource();

    @Option(
            names = "--switch",
            paramLabel = "NAME",
            arity = "1..*",
            description =
                    "restrict-file, deny-interactive, memfd-noexec=1, memfd-noexec=2, ima-appraise-scripts or noexec:/MOUNT (default: all but the last)")
    private List<String> names = List.of();

    @Option(
            names = "--host-snapshot",
            paramLabel = "FILE",
            arity = "1..*",
            description = "messages of agents about their hosts, one a line: kernels, mounts and what is on already")
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
        List<Switch> switches = switches();
        try {
            List<HostSnapshot> told = SnapshotFiles.read(snapshots);
            Advice advice = source.use(spec.commandLine(), site.read(), lines -> {
                Advisor advisor = Advisors.over(lines);
                told.forEach(advisor::snapshot);
                readSignatures(advisor);
                return advisor.advise(switches);
            });
            print(advice);
            return ExitCode.NOTHING_FOUND;
        } catch (UnreadableSourceException | IOException | StoreException e) {
            spec.commandLine().getErr().println("execparity advise: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private List<Switch> switches() {
        if (names.isEmpty()) {
            return Switch.usual();
        }
        List<Switch> switches = new ArrayList<>();
        for (String name : names) {
            switches.add(Switch.named(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            TerminalText.UNICODE.of("--switch " + name + " is none of "
                                    + Switch.usual().stream().map(Switch::name).collect(Collectors.joining(", "))
                                    + " and noexec:/MOUNT"))));
        }
        return switches;
    }

    private void readSignatures(Advisor advisor) throws IOException {
        for (Path list : site.ima) {
            try (InputStream in = ListInput.open(list.toString())) {
                ListedSignatures.read(in, advisor::measured);
            } catch (NotAMeasurementListException e) {
                throw new IOException(list + ": " + e.getMessage(), e);
            }
        }
    }

    private void print(Advice advice) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> new AdviceTable(TerminalStyle.ofStandardOutput()).text(advice);
                    case JSON -> AdviceJson.text(advice) + "\n";
                });
        out.flush();
    }
}
