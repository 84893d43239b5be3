package io.execparity.collect.agent;

import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.schema.testing.OwnProcess;
import java.nio.file.Path;
import java.util.List;

/** An agent in a process of its own, to be killed. */
final class AgentProcess {
    private AgentProcess() {}

    /** @param log told what it prints */
    static OwnProcess of(Path config, Path log) {
        return OwnProcess.java(List.of("-Xmx64m"), AgentProcess.class.getName(), List.of(config.toString()), log);
    }

    public static void main(String[] arguments) throws Exception {
        Agent.start(
                new AgentConfigReader(System.getenv(), "h").read(Path.of(arguments[0])),
                System.in,
                System::currentTimeMillis,
                System.err::println);
        Thread.currentThread().join();
    }
}
