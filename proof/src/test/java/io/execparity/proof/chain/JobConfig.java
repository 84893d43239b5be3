package io.execparity.proof.chain;

import io.execparity.stream.elastic.TestServer;
import java.nio.file.Path;

/** What the job is told, in the words of {@code stream --config}. */
final class JobConfig {
    private JobConfig() {}

    /**
     * @param checkpoints the folder that the cluster's scripts look in
     * @param elastic null for none
     */
    static String text(Setup setup, String broker, Path checkpoints, TestServer elastic) {
        return """
                kafka:
                  bootstrap: ["%s"]
                parallelism: %d
                state: {backend: %s, checkpoints: %s, interval-milliseconds: %d}
                roll-up-seconds: 1
                waits: {lateness-milliseconds: %d}
                %s""".formatted(
                        broker,
                        setup.parallelism(),
                        setup.backend(),
                        checkpoints,
                        setup.checkpointMillis(),
                        setup.latenessMillis(),
                        elastic == null ? "" : "elasticsearch: {servers: [\"" + elastic.address() + "\"]}\n");
    }
}
