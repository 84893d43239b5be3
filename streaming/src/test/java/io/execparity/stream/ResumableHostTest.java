package io.execparity.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.ExecveatFlags;
import io.execparity.stream.engine.MountTable;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.MeasurementPolicy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that was saved, thrown away and restored goes on as if nothing had been, whatever it was told by its site. */
class ResumableHostTest {
    private static final Path CORPUS = Path.of("../corpus");

    /** A log of the lab's, and what the site tells of it. */
    private enum Log {
        RAW("linux-7.2-raw") {
            @Override
            EngineSettings site() {
                return EngineSettings.standard();
            }
        },
        RAW_MEASURED("linux-7.2-raw") {
            @Override
            EngineSettings site() throws Exception {
                return measured(null);
            }
        },
        ENRICHED("linux-7.2-enriched") {
            @Override
            EngineSettings site() {
                return EngineSettings.standard();
            }
        },
        ENRICHED_MEASURED_AND_TRACED("linux-7.2-enriched") {
            @Override
            EngineSettings site() throws Exception {
                return measured(ExecveatFlags.read(folder().resolve("execveat.jsonl")));
            }
        };

        private final String name;

        Log(String name) {
            this.name = name;
        }

        abstract EngineSettings site() throws Exception;

        Path folder() {
            return CORPUS.resolve(name);
        }

        Told told() throws Exception {
            return Told.of(folder().resolve("audit.log.gz"), site());
        }

        EngineSettings measured(ExecveatFlags flags) throws Exception {
            List<Path> lists = List.of(folder().resolve("ascii_runtime_measurements_sha256"));
            try (InputStream policy = Files.newInputStream(folder().resolve("ima-policy"));
                    InputStream mounts = Files.newInputStream(folder().resolve("mounts.txt"))) {
                HostMeasurements measurements = MeasurementListFiles.read(null, lists, List.of(), null)
                        .with(MeasurementPolicy.read("ima-policy", policy), MountTable.types("mounts.txt", mounts));
                return new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), flags, measurements);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsPutBackWhereTheTableHandsOutCopies(Log log) throws Exception {
        // Given
        Told told = log.told();

        // When
        List<String> withCopies = told.withCopies();

        // Then
        assertSame(withCopies, told.golden());
    }

    @ParameterizedTest
    @EnumSource
    void aCutAnywhereChangesNothing(Log log) throws Exception {
        // Given
        Told told = log.told();
        Random random = new Random(log.ordinal());
        Set<Integer> cuts = new TreeSet<>();
        random.ints(40, 0, told.size()).forEach(cuts::add);

        // When
        List<String> withCuts = told.withCuts(cuts);

        // Then
        assertSame(withCuts, told.golden());
    }

    /** Names the first difference only: whole runs make no readable message. */
    private static void assertSame(List<String> actual, List<String> expected) {
        assertThat(expected).hasSizeGreaterThan(100);
        Stream.iterate(0, i -> i + 1)
                .limit(Math.min(actual.size(), expected.size()))
                .forEach(i -> assertThat(actual.get(i)).isEqualTo(expected.get(i)));
        assertThat(actual).hasSameSizeAs(expected);
    }
}
