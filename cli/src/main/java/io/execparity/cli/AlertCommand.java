package io.execparity.cli;

import io.execparity.alert.AlertService;
import io.execparity.alert.config.AlertConfig;
import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.config.AlertConfigReader;
import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From findings to whoever is on call. */
@Command(
        name = "alert",
        description = "Tells people and programs of findings until it is told to stop.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped, or the file is sound", "  2  bad usage, file or folder", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class AlertCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "what to tell whom, in YAML")
    @SuppressWarnings("NullAway.Init") // required
    private Path config;

    @Option(names = "--check-config", description = "only say whether the file is sound")
    private boolean checkOnly;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            AlertConfig read = new AlertConfigReader(System.getenv(), LongRun.hostName()).read(config);
            if (checkOnly) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(TerminalText.UNICODE.of(config + " is sound: findings of " + read.input() + " go to "
                        + read.routes().stream().map(Route::name).collect(Collectors.joining(", "))));
                out.flush();
                return ExitCode.NOTHING_FOUND;
            }
            run(read, err);
            return ExitCode.NOTHING_FOUND;
        } catch (IOException e) {
            err.println("execparity alert: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private static void run(AlertConfig config, PrintWriter err) throws IOException, InterruptedException {
        LongRun.endWithAnyThread(err);
        AlertService service = AlertService.start(config, Clock.systemUTC(), sentence -> {
            synchronized (err) {
                err.println("execparity alert: " + TerminalText.UNICODE.of(sentence));
                err.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
        service.awaitEnd();
    }
}
