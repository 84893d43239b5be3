package io.execparity.stream;

import static io.execparity.stream.LabBoots.ENRICHED;
import static io.execparity.stream.LabBoots.LIST;
import static io.execparity.stream.LabBoots.RAW;
import static io.execparity.stream.LabBoots.corpus;
import static io.execparity.stream.LabBoots.findings;
import static io.execparity.stream.LabBoots.lines;
import static io.execparity.stream.LabBoots.listed;
import static io.execparity.stream.LabBoots.listedName;
import static io.execparity.stream.LabBoots.registers;
import static io.execparity.stream.LabBoots.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.measurement.HostMeasurements;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of other boots and hosts, copies that differ, and lists that end too early. */
class MeasurementListChoiceTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsProvenAgainstAListThatMayBeOlderThanTheLog() throws Exception {
        // Given
        Path list = folder.resolve("list");
        Files.write(list, Files.readAllLines(corpus(ENRICHED).resolve(LIST)).subList(0, 70));
        Path late = folder.resolve("late.log");
        List<String> lines = new ArrayList<>();
        try (BufferedReader log = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus(ENRICHED).resolve("audit.log.gz"))),
                StandardCharsets.ISO_8859_1))) {
            log.lines().skip(4_569).forEach(lines::add);
        }
        Files.write(late, lines, StandardCharsets.ISO_8859_1);
        HostMeasurements measurements = MeasurementListFiles.read(null, List.of(list), List.of(), null);
        EngineSettings site =
                new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), null, measurements);
        CollectedResults results = new CollectedResults();
        // When
        Analyses.run(List.of(late), site, results);
        // Then
        assertThat(findings(results, Rule.EXECUTED_UNMEASURED))
                .isNotEmpty()
                .noneMatch(finding -> finding.confidence() == Confidence.PROVEN);
    }

    @Test
    void aListThatWasReadBeforeSaysSoOfWhatRanLater() throws Exception {
        // Given
        Path list = folder.resolve("list");
        Files.write(list, Files.readAllLines(corpus(ENRICHED).resolve(LIST)).subList(0, 60));
        Set<String> later = new HashSet<>(listed(corpus(ENRICHED).resolve(LIST)).keySet());
        later.removeAll(listed(list).keySet());
        // When
        CollectedResults results = run(ENRICHED, List.of(list), List.of());
        // Then
        List<Finding> ended = findings(results, Rule.EXECUTED_UNMEASURED).stream()
                .filter(finding -> finding.explanation().contains("read before"))
                .toList();
        assertThat(ended).hasSizeGreaterThan(25).allSatisfy(finding -> {
            assertThat(finding.confidence()).isEqualTo(Confidence.POSSIBLE);
            assertThat(finding.evidence()).contains("ima:58");
            assertThat(later).contains(listedName(finding.execution()));
        });
        assertThat(findings(results, Rule.MEASUREMENT_LIST_TAMPERED)).isEmpty();
    }

    @Test
    void eachOfTwoBootsIsHeldAgainstItsOwnList() throws Exception {
        // Given
        List<Path> lists = List.of(
                corpus(RAW).resolve(LIST),
                corpus(ENRICHED).resolve(LIST),
                corpus(ENRICHED).resolve("binary_runtime_measurements"));
        // When
        CollectedResults results = run(List.of(ENRICHED, RAW), lists, List.of(), true);
        // Then
        List<Finding> unmeasured = findings(results, Rule.EXECUTED_UNMEASURED);
        assertThat(unmeasured).hasSize(10);
        for (String boot : List.of(ENRICHED, RAW)) {
            assertThat(unmeasured.stream()
                            .filter(finding -> finding.explanation().contains(boot)))
                    .hasSize(5);
        }
        assertThat(unmeasured).noneMatch(finding -> finding.explanation().contains("another boot"));
        assertThat(findings(results, Rule.MEASUREMENT_LIST_TAMPERED)).isEmpty();
        assertThat(findings(results, Rule.MEASUREMENT_VIOLATION))
                .hasSize(4)
                .allMatch(finding -> finding.evidence().stream().anyMatch(e -> e.startsWith("ima:")));
    }

    @Test
    void oneListOfTwoBootsSpeaksOfItsOwnBootOnly() throws Exception {
        // When
        CollectedResults results =
                run(List.of(ENRICHED, RAW), List.of(corpus(RAW).resolve(LIST)), List.of(), true);
        // Then
        long begin = findings(run(RAW, List.of(corpus(RAW).resolve(LIST)), List.of()), Rule.EXECUTED_UNMEASURED)
                .get(0)
                .key()
                .epochMillis();
        assertThat(findings(results, Rule.EXECUTED_UNMEASURED))
                .hasSize(5)
                .allMatch(finding -> finding.key().epochMillis() >= begin);
        assertThat(findings(results, Rule.MEASUREMENT_VIOLATION).stream()
                        .filter(finding -> finding.evidence().size() == 2))
                .hasSize(2)
                .allMatch(finding -> finding.key().epochMillis() >= begin);
    }

    @Test
    void ofTwoListsOfOneBootTheOneIsAccusedThatNoRegisterVouchesFor() throws Exception {
        // Given
        List<String> lines = new ArrayList<>(Files.readAllLines(corpus(ENRICHED).resolve(LIST)));
        String moved = lines.remove(56);
        lines.add(moved);
        Path rewritten = folder.resolve("rewritten");
        Files.write(rewritten, lines);
        // When
        CollectedResults results =
                run(ENRICHED, List.of(rewritten, corpus(ENRICHED).resolve(LIST)), registers(ENRICHED));
        // Then
        assertThat(findings(results, Rule.MEASUREMENT_LIST_TAMPERED))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.explanation()).contains("list " + rewritten + " agrees");
                    assertThat(finding.evidence()).containsExactly("ima:56");
                    assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
                });
        assertThat(findings(results, Rule.EXECUTED_UNMEASURED)).hasSize(5);
    }

    @Test
    void aChangedCopyIsTheOnlyOneAccused() throws Exception {
        // Given
        byte[] bytes = Files.readAllBytes(corpus(ENRICHED).resolve("binary_runtime_measurements_sha256"));
        bytes[bytes.length / 2] ^= 1;
        Path changed = folder.resolve("changed");
        Files.write(changed, bytes);
        // When
        CollectedResults results =
                run(ENRICHED, List.of(changed, corpus(ENRICHED).resolve(LIST)), registers(ENRICHED));
        // Then
        assertThat(findings(results, Rule.MEASUREMENT_LIST_TAMPERED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation()).contains(changed + " is wrong at entry"));
        assertThat(findings(results, Rule.EXECUTED_UNMEASURED)).hasSize(5);
    }

    @Test
    void aListOfAnotherHostLeavesThisOneAlone() throws Exception {
        // Given
        HostMeasurements measurements =
                MeasurementListFiles.read("elsewhere", List.of(corpus(RAW).resolve(LIST)), List.of(), null);
        EngineSettings site =
                new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), null, measurements);
        CollectedResults without = new CollectedResults();
        CollectedResults with = new CollectedResults();
        List<Path> log = List.of(corpus(RAW).resolve("audit.log.gz"));
        // When
        Analyses.run(log, EngineSettings.standard(), without);
        Analyses.run(log, site, with);
        // Then
        assertThat(lines(with)).isEqualTo(lines(without));
        assertThat(with.executions()).isEqualTo(without.executions());
    }
}
