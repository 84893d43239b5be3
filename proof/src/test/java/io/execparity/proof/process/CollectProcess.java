package io.execparity.proof.process;

import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The agent as a host runs it, {@code collect --config FILE}, over one audit log. */
public final class CollectProcess implements AutoCloseable {
    private final OwnProcess process;

    /**
     * @param folder of its own, for its configuration, its state and what it prints
     * @param host what it calls its host
     * @param auditLog what it follows; it need not be there yet
     */
    public CollectProcess(Path folder, String host, Path auditLog, String broker, String topic) throws IOException {
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("agent.yaml"), """
                host: %s
                state: %s
                sources:
                  audit-log: {file: %s, begin: oldest}
                snapshot: {enabled: false}
                kafka:
                  bootstrap: ["%s"]
                  topics: {lines: %s, messages: %s-messages, execveat-flags: %s-flags}
                """.formatted(
                        host, folder.resolve("state"), auditLog, broker, topic, topic, topic));
        process = OwnProcess.java(
                List.of("-Xmx64m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                "io.execparity.cli.Main",
                List.of("collect", "--config", config.toString()),
                folder.resolve("agent.log"));
    }

    public void start() throws IOException {
        process.start();
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    public String told() {
        return process.told();
    }

    @Override
    public void close() {
        process.close();
    }
}
