package io.execparity.proof.process;

import io.execparity.schema.testing.OwnProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka broker in a process of its own. Its folder keeps all of it, so that one started again is the same one. */
public final class Broker implements AutoCloseable {
    private static final Duration UP = Duration.ofMinutes(1);

    private final OwnProcess process;
    private final int port;

    /** @param folder of its own, for its data and what it prints */
    public Broker(Path folder) throws Exception {
        port = Ports.free();
        Path data = Files.createDirectories(folder.resolve("data"));
        process = OwnProcess.java(
                List.of("-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                BrokerMain.class.getName(),
                List.of(data.toString(), Integer.toString(port), Integer.toString(Ports.free())),
                folder.resolve("broker.log"));
    }

    /** Returns when it answers. */
    public void start() throws Exception {
        process.start();
        Waiting.until(UP, process::told, () -> {
            if (!process.isRunning()) {
                throw new Waiting.InVainException("the broker ended: " + process.told());
            }
            try (Admin admin = admin()) {
                return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
            }
        });
    }

    public void stop() throws InterruptedException {
        process.stop();
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    /** As {@code bootstrap.servers} takes it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Somebody who asks the broker; to be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "10000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "5000"));
    }

    public void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
