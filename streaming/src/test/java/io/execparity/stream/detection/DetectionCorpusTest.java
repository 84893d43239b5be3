package io.execparity.stream.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.execparity.schema.finding.Finding;
import io.execparity.stream.Analyses;
import io.execparity.stream.Analysis;
import io.execparity.stream.CollectedResults;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every log under {@code detections/}: what its rule says of it, byte for byte, and which other rules speak.
 *
 * <p>{@code -Dexecparity.golden=write} writes the expected findings anew; look at the difference before you commit it.
 */
class DetectionCorpusTest {
    private static final boolean WRITE = "write".equals(System.getProperty("execparity.golden"));
    private static final Path CORPUS = Path.of("../corpus");

    @TestFactory
    Stream<DynamicTest> everyLogIsJudgedAsItsNameSays() throws IOException {
        return DetectionCase.all().stream()
                .map(one -> dynamicTest(
                        one.rule().slug() + "/" + one.log().getFileName(),
                        one.log().toUri(),
                        () -> judge(one)));
    }

    private static void judge(DetectionCase one) throws Exception {
        // When
        CollectedResults results = new CollectedResults();
        Analysis analysis = Analyses.run(one.log(), one.site(), results);
        // Then
        assertThat(analysis.rejected()).as("lines that are no records").isZero();
        String lines = lines(one, results);
        boolean undetermined = analysis.undetermined().containsKey(one.rule());
        switch (one.kind()) {
            case FIRES -> {
                if (WRITE) {
                    Files.writeString(one.expected(), lines);
                }
                assertThat(lines).isNotEmpty();
                assertThat(lines).isEqualTo(Files.readString(one.expected()));
            }
            case QUIET -> {
                assertThat(lines).isEmpty();
                assertThat(undetermined).as("undetermined").isFalse();
            }
            case UNDETERMINED -> {
                assertThat(lines).isEmpty();
                assertThat(undetermined).as("undetermined").isTrue();
            }
        }
        assertThat(others(one, results)).as("rules beside").isEqualTo(one.beside());
        assertThat(results.suppressed().stream()
                        .map(held -> held.finding().rule().slug())
                        .collect(Collectors.toSet()))
                .as("suppressed")
                .isEqualTo(one.suppressed());
    }

    private static String lines(DetectionCase one, CollectedResults results) {
        return results.findings().stream()
                .filter(finding -> finding.rule() == one.rule())
                .map(finding -> CollectedResults.line(finding) + "\n")
                .collect(Collectors.joining());
    }

    private static Set<String> others(DetectionCase one, CollectedResults results) {
        Set<String> slugs = new TreeSet<>();
        for (Finding finding : results.findings()) {
            if (finding.rule() != one.rule()) {
                slugs.add(finding.rule().slug());
            }
        }
        return slugs;
    }

    @Test
    void expectedFindingsBelongToLogsThatFire() throws IOException {
        // Given
        Set<Path> wanted = new TreeSet<>();
        for (DetectionCase one : DetectionCase.all()) {
            if (one.kind() == DetectionCase.Kind.FIRES) {
                wanted.add(one.expected());
            }
        }
        // When
        Set<Path> present = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DetectionCase.FOLDERS)) {
            files.filter(file -> file.toString().endsWith(".expected.json")).forEach(present::add);
        }
        // Then
        assertThat(present).isEqualTo(wanted);
    }

    @Test
    void logsThatAreSaidToBeCutFromTheLabsHoldItsLinesButForSerials() throws IOException {
        // Given
        Map<String, Set<String>> labs = new TreeMap<>();
        for (DetectionCase one : DetectionCase.all()) {
            if (!one.scenarios().isEmpty()) {
                if (!labs.containsKey(one.from())) {
                    labs.put(one.from(), linesWithoutSerials(one.from()));
                }
                Set<String> lab = labs.get(one.from());
                // When
                try (Stream<String> lines = Files.lines(one.log(), StandardCharsets.ISO_8859_1)) {
                    // Then
                    assertThat(lines.map(DetectionCorpusTest::withoutSerial))
                            .as(one.log().toString())
                            .allMatch(lab::contains);
                }
                String log = Files.readString(one.log(), StandardCharsets.ISO_8859_1);
                assertThat(one.scenarios()).as(one.log().toString()).allMatch(id -> log.contains("lab-begin " + id));
            }
        }
    }

    private static Set<String> linesWithoutSerials(String folder) throws IOException {
        Path log = CORPUS.resolve(folder).resolve("audit.log.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.ISO_8859_1))) {
            return lines.lines().map(DetectionCorpusTest::withoutSerial).collect(Collectors.toSet());
        }
    }

    private static String withoutSerial(String line) {
        return line.replaceFirst("(msg=audit\\(\\d+\\.\\d+):\\d+\\)", "$1)");
    }
}
