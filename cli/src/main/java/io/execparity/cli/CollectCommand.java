package io.execparity.cli;

import io.execparity.collect.agent.Agent;
import io.execparity.collect.agent.config.AgentConfig;
import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The agent on a host: audit lines to Kafka. */
@Command(
        name = "collect",
        description = "Sends this host's audit lines to Kafka until it is told to stop.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped, or the file is sound", "  2  bad usage, file or folder", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "what to do, in YAML")
    @SuppressWarnings("NullAway.Init") // required
    private Path config;

    @Option(names = "--check-config", description = "only say whether the file is sound")
    private boolean checkOnly;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            AgentConfig read = new AgentConfigReader(System.getenv(), LongRun.hostName()).read(config);
            if (checkOnly) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(TerminalText.UNICODE.of(
                        config + " is sound: lines of " + read.host() + " go to " + read.kafka()));
                out.flush();
                return ExitCode.NOTHING_FOUND;
            }
            run(read, err);
            return ExitCode.NOTHING_FOUND;
        } catch (IOException e) {
            err.println("execparity collect: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private static void run(AgentConfig config, PrintWriter err) throws IOException, InterruptedException {
        LongRun.endWithAnyThread(err);
        Agent agent = Agent.start(config, System.in, System::currentTimeMillis, sentence -> {
            synchronized (err) {
                err.println("execparity collect: " + TerminalText.UNICODE.of(sentence));
                err.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(agent, err), "stop"));
        agent.awaitEnd();
    }

    private static void close(Agent agent, PrintWriter err) {
        try {
            agent.close();
        } catch (IOException e) {
            err.println("execparity collect: " + ErrorText.of(e));
            err.flush();
        }
    }
}
