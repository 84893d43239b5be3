package io.execparity.proof.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.proof.fleet.Fleet;
import io.execparity.proof.fleet.FleetLine;
import io.execparity.proof.process.Broker;
import io.execparity.proof.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from auditd's log to the topic, by processes that are killed. */
class AgentHostTest {
    private static final String TOPIC = "lines";

    @TempDir
    private Path folder;

    @Test
    void killed_agents_and_a_killed_broker_lose_no_line_and_change_no_order() throws Exception {
        List<FleetLine> lines = new ArrayList<>();
        Fleet.of(1, 1).forEach(lines::add);
        try (Broker broker = new Broker(folder.resolve("broker"))) {
            broker.start();
            broker.createTopic(TOPIC, 3);
            try (AgentHost host = new AgentHost(folder.resolve("host"), "fleet-0000", broker.address(), TOPIC, 500)) {
                host.start();
                Pace pace = new Pace(2_000);
                for (int i = 0; i < lines.size(); i++) {
                    host.write(lines.get(i));
                    pace.await(i + 1);
                    switch (i) {
                        case 1_500 -> host.killAgent();
                        case 4_200 -> host.killAgentInRotation();
                        case 6_000 -> {
                            broker.kill();
                            broker.start();
                        }
                        default -> {}
                    }
                }
                Waiting.until(Duration.ofMinutes(1), host::told, () -> host.isShipped(broker.address(), TOPIC));

                assertThat(host.shipped(broker.address(), TOPIC))
                        .isEqualTo(lines.stream()
                                .map(line -> new String(line.shipped(), ISO_8859_1))
                                .toList());
            }
        }
    }
}
