package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.Told;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.state.MapStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a live process costs in a checkpoint. */
class StateSizeTest {
    private static final List<String> OF_PROCESSES = List.of("processes", "orphans", "watched");

    @ParameterizedTest
    @ValueSource(strings = {"linux-7.2-raw", "linux-7.2-enriched"})
    void aLiveProcessTakesLessThan600Bytes(String boot) throws Exception {
        // Given
        Told told = Told.of(Path.of("../corpus", boot, "audit.log.gz"), EngineSettings.standard());
        List<String> sizes = new ArrayList<>();
        double most = 0;

        // When
        for (int tenth = 2; tenth <= 10; tenth++) {
            MapStore store = told.storeAfter(told.size() * tenth / 10);
            Map<String, Long> bytes = bytes(store);
            long live = live(store);
            long ofProcesses = OF_PROCESSES.stream()
                    .mapToLong(table -> bytes.getOrDefault(table, 0L))
                    .sum();
            most = Math.max(most, (double) ofProcesses / live);
            sizes.add(String.format("%d live, %d bytes each; %s", live, ofProcesses / live, bytes));
        }

        // Then
        assertThat(most).as("%s", String.join("\n", sizes)).isLessThan(600);
    }

    private static Map<String, Long> bytes(MapStore store) {
        Map<String, Long> bytes = new TreeMap<>();
        store.forEach((key, value) -> bytes.merge(table(key), (long) key.length() + value.length, Long::sum));
        return bytes;
    }

    private static long live(MapStore store) {
        ProcessStateCodec codec = new ProcessStateCodec(new KnownInterpreters(InterpreterCatalogue.bundled()));
        List<ProcessState> live = new ArrayList<>();
        store.forEach((key, value) -> {
            try {
                if (table(key).equals("processes") && !codec.fromBytes(value).ended) {
                    live.add(codec.fromBytes(value));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return live.size();
    }

    private static String table(Bytes key) {
        try {
            StateReader in = new StateReader(key.toArray());
            in.next();
            return in.text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
