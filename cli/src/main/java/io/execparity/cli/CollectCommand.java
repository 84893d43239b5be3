package io.execparity.cli;

import io.execparity.collect.agent.Agent;
import io.execparity.collect.agent.config.AgentConfig;
import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.collect.config.KafkaTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** The agent on a host: audit lines to Kafka. */
@Command(
        name = "collect",
        description = "Sends this host's audit lines to Kafka until it is told to stop.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped, or the file is sound", "  2  bad usage, file or folder", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class CollectCommand extends Follower<AgentConfig> {
    @Override
    AgentConfig read(Path file, String hostName) throws IOException {
        return new AgentConfigReader(System.getenv(), hostName).read(file);
    }

    @Override
    void check(AgentConfig config) throws IOException {
        FolderTrial.check(config.spool().folder());
        KafkaTrial.check(config.kafka().properties());
    }

    @Override
    String path(AgentConfig config) {
        return "lines of " + config.host() + " go to " + config.kafka();
    }

    @Override
    void run(AgentConfig config, Consumer<String> complaints) throws IOException, InterruptedException {
        Agent agent = Agent.start(config, System.in, System::currentTimeMillis, complaints);
        atStop(agent::close);
        agent.awaitEnd();
    }
}
