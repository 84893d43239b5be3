package io.execparity.proof.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.proof.chain.Scenario.Disordered;
import io.execparity.proof.fleet.Fleet;
import io.execparity.proof.results.Comparison;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain in small; {@code bench/faults} has the rest. */
class ChainTest {
    @TempDir
    private Path folder;

    @Test
    void what_breaks_leaves_nothing_out_and_tells_nothing_twice() throws Exception {
        // Given
        Fleet fleet = Fleet.of(6, 3);
        List<Fault> faults = List.of(Fault.AGENT_KILLED_IN_ROTATION, Fault.TASK_MANAGER_KILLED, Fault.BROKER_RESTARTED);
        Scenario scenario = new Scenario("small", fleet, 4_000, faults, List.of(), Disordered.NOT, 3);

        // When
        List<Comparison> comparisons =
                scenario.run(folder, new Setup(2, 2, "rocksdb", fleet.hosts().subList(0, 1), false));

        // Then
        assertThat(comparisons)
                .isNotEmpty()
                .allSatisfy(comparison -> assertThat(comparison.isEqual())
                        .as(comparison.toString())
                        .isTrue());
        assertThat(comparisons.stream().mapToInt(Comparison::expected).sum()).isPositive();
    }
}
