package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.StreamItem;
import io.execparity.stream.Analyses;
import io.execparity.stream.CollectedResults;
import io.execparity.stream.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of what ran where there is too little room to remember its process until the run is over. */
final class ForgottenProcessesTest {
    private static final Path LOG = Path.of("../corpus/linux-7.2-enriched/audit.log.gz");

    @Test
    void everyRunIsToldOnceThoughItsProcessWasForgotten() throws Exception {
        // Given
        List<StreamItem> items = new ArrayList<>();
        Analyses.run(List.of(LOG), Site.of(Analyses.HOST).settings().engine(), new CollectedResults(), items::add);
        List<String> expected = runs(items, new StateRoom(Long.MAX_VALUE));

        // When
        List<String> told = runs(items, new StateRoom(20_000));

        // Then
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Each run's event and process. */
    private static List<String> runs(List<StreamItem> items, StateRoom room) throws Exception {
        List<String> runs = new ArrayList<>();
        EngineSettings settings = Site.of(Analyses.HOST).settings().engine();
        HostEngine engine = new HostEngine(Analyses.HOST, settings, Tables.onHeap(room), observation -> {
            if (observation instanceof Observation.RunEnded ended) {
                runs.add(ended.run().key().stamp() + " " + ended.run().process().pid());
            }
        });
        items.forEach(engine::accept);
        engine.finish();
        return runs;
    }
}
