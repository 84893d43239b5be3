package io.execparity.cli;

import io.execparity.collect.reference.ReferenceException;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.store.StoreException;
import io.execparity.report.gather.NoSuchHostException;
import io.execparity.stream.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code execparity} command: without a subcommand it says what it can do. */
@Command(
        name = "execparity",
        description = "Finds code that ran on a Linux host without passing the checks its policy asks for.",
        mixinStandardHelpOptions = true,
        version = "execparity 0.1.0")
final class Main implements Callable<Integer> {
    /** The subcommands in the order in which help lists them. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("analyze", AnalyzeCommand.class);
        COMMANDS.put("stream", StreamCommand.class);
        COMMANDS.put("verify-ima", VerifyImaCommand.class);
        COMMANDS.put("reference", ReferenceCommand.class);
        COMMANDS.put("collect", CollectCommand.class);
        COMMANDS.put("serve", ServeCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("alert", AlertCommand.class);
        COMMANDS.put("backfill", BackfillCommand.class);
        COMMANDS.put("advise", AdviseCommand.class);
        COMMANDS.put("coverage", CoverageCommand.class);
        COMMANDS.put("export", ExportCommand.class);
        COMMANDS.put("probe", ProbeCommand.class);
    }

    /** What correlates, and so needs the catalogues. */
    private static final Set<String> CORRELATING = Set.of("demo", "analyze", "stream", "backfill", "probe");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = ExitCode.FAILED;
        StandardOutput output = StandardOutput.install();
        String first = arguments.length == 0 ? "" : arguments[0];
        if (CORRELATING.contains(first)) {
            warmUp();
        }
        try {
            exitCode = commandLine(first).execute(arguments);
            System.out.flush();
            IOException unwritten = output.failure();
            if (unwritten != null) {
                System.err.println("execparity: standard output could not be written: " + unwritten.getMessage() + ".");
                exitCode = ExitCode.UNUSABLE;
            }
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "execparity: this takes more memory than there is; allow more, as in EXECPARITY_HEAP=1g.");
        }
        System.exit(exitCode);
    }

    /** Reads what every analysis needs, on the other core, while the command line is still being understood. */
    private static void warmUp() {
        Thread warmUp = new Thread(Site::readBundled, "warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
    }

    /** The command with its subcommands, ready to run: tests point its writers elsewhere. */
    static CommandLine commandLine() {
        return commandLine("");
    }

    /** The same with no other subcommand than the one that is called first, since making each takes a while. */
    private static CommandLine commandLine(String first) {
        CommandLine command = new CommandLine(new Main());
        COMMANDS.forEach((name, type) -> {
            if (first.equals(name) || !COMMANDS.containsKey(first)) {
                command.addSubcommand(name, type);
            }
        });
        return command.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Main::failed);
    }

    /** What a person can mend is a sentence; any other exception is our own fault, and says so with its trace. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        Exception cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (cause instanceof IOException
                || cause instanceof UnreadableSourceException
                || cause instanceof ReferenceException
                || cause instanceof NoSuchHostException
                || cause instanceof StoreException) {
            Console.complain(command, ErrorText.of(cause));
            return ExitCode.UNUSABLE;
        }
        command.getErr().println("execparity: internal failure; please report it with what follows.");
        failure.printStackTrace(command.getErr());
        return ExitCode.FAILED;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
