package io.execparity.cli;

import io.execparity.collect.ima.ListedSignatures;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.readiness.Advisors;
import io.execparity.dashboard.terminal.AdviceTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.readiness.advice.Advice;
import io.execparity.readiness.advice.AdviceJson;
import io.execparity.readiness.advice.Advisor;
import io.execparity.readiness.advice.Switch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would break if a kernel switch were turned on. */
@Command(
        name = "advise",
        description = "Says what would break if a kernel switch were turned on, from what was observed.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  advised, whatever would break", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class AdviseCommand implements Callable<Integer> {
    private static final Set<String> OF_RESULTS = Set.of("--mounts", "--ima");

    @Mixin
    private Console console = new Console();

    @Mixin
    private ReadinessOptions options = new ReadinessOptions();

    @Option(
            names = "--switch",
            paramLabel = "NAME",
            arity = "1..*",
            description =
                    "restrict-file, deny-interactive, memfd-noexec=1, memfd-noexec=2, ima-appraise-scripts or noexec:/MOUNT (default: all but the last)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, UnreadableSourceException {
        List<Switch> switches = switches();
        List<String> mounts = options.mounts();
        Advice advice = options.judge(console, OF_RESULTS, (lines, snapshots) -> {
            Advisor advisor = Advisors.over(lines);
            snapshots.forEach(advisor::snapshot);
            advisor.mounts(mounts);
            readSignatures(advisor);
            return advisor.advise(switches);
        });
        options.print(
                console,
                () -> new AdviceTable(TerminalStyle.ofStandardOutput()).text(advice),
                () -> AdviceJson.text(advice));
        return ExitCode.NOTHING_FOUND;
    }

    private List<Switch> switches() {
        if (names.isEmpty()) {
            return Switch.usual();
        }
        List<Switch> switches = new ArrayList<>();
        for (String name : names) {
            switches.add(Switch.named(name)
                    .orElseThrow(() -> console.badUsage("--switch " + name + " is none of "
                            + Switch.usual().stream().map(Switch::name).collect(Collectors.joining(", "))
                            + " and noexec:/MOUNT, a path without //, . and ..")));
        }
        return switches;
    }

    private void readSignatures(Advisor advisor) throws IOException {
        for (Path list : options.lists()) {
            try (InputStream in = ListInput.open(list.toString())) {
                ListedSignatures.read(in, advisor::measured);
            } catch (NotAMeasurementListException e) {
                throw new IOException(list + ": " + e.getMessage(), e);
            }
        }
    }
}
