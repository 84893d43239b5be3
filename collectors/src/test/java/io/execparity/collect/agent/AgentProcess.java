package io.execparity.collect.agent;

import io.execparity.collect.agent.config.AgentConfigReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An agent in a process of its own, to be killed. */
final class AgentProcess {
    private AgentProcess() {}

    static Process start(Path config, File log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentProcess.class.getName(),
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
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
