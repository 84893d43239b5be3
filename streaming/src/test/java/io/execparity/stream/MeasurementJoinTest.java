package io.execparity.stream;

import static io.execparity.stream.LabBoots.ENRICHED;
import static io.execparity.stream.LabBoots.LIST;
import static io.execparity.stream.LabBoots.LISTS;
import static io.execparity.stream.LabBoots.RAW;
import static io.execparity.stream.LabBoots.audited;
import static io.execparity.stream.LabBoots.corpus;
import static io.execparity.stream.LabBoots.findings;
import static io.execparity.stream.LabBoots.isListed;
import static io.execparity.stream.LabBoots.lines;
import static io.execparity.stream.LabBoots.listed;
import static io.execparity.stream.LabBoots.listedName;
import static io.execparity.stream.LabBoots.paths;
import static io.execparity.stream.LabBoots.registers;
import static io.execparity.stream.LabBoots.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.reference.Reference;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.UnknownDigests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lab's boots held against their own lists, {@link LabBoots} being the witness. */
class MeasurementJoinTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {ENRICHED, RAW})
    void exactlyWhatTheListLacksIsUnmeasured(String boot) throws Exception {
        // Given
        Map<String, Set<String>> listed = listed(corpus(boot).resolve(LIST));
        List<Path> lists = LISTS.stream().map(corpus(boot)::resolve).toList();
        // When
        CollectedResults results = run(boot, lists, registers(boot));
        // Then
        Map<String, Long> lacking = new TreeMap<>();
        int have = 0;
        for (Execution run : results.executions()) {
            boolean fileRan = run.outcome() == Outcome.RAN && !run.hasNoFile();
            // A memory file that is only read has no digest on record, and its name proves nothing.
            boolean tells = run.origin() != CodeOrigin.MEMFD || run.mode() == Mode.DIRECT;
            if (fileRan && tells && !isListed(run, listed)) {
                lacking.merge(String.valueOf(run.file().path()), 1L, Long::sum);
            } else if (fileRan && tells) {
                have++;
            }
        }
        Map<String, Long> told = new TreeMap<>();
        for (Finding finding : findings(results, Rule.EXECUTED_UNMEASURED)) {
            told.put(String.valueOf(finding.file().path()), finding.rollUp().count());
            assertThat(finding.explanation()).contains("only being read, and no rule of the policy measures that");
        }
        assertThat(told).isEqualTo(lacking);
        assertThat(lacking.keySet())
                .containsExactly(
                        "/mnt/nx/ok.sh",
                        "/opt/lab/noexec.ei",
                        "/opt/lab/noexec.py",
                        "/opt/lab/noexec.sh",
                        "/opt/lab/pkg/mymod.py");
        assertThat(have).isGreaterThan(300);
        assertThat(findings(results, Rule.MEASUREMENT_LIST_TAMPERED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENRICHED, RAW})
    void everyRunOfAListedFileCarriesItsDigestAndItsPlace(String boot) throws Exception {
        // Given
        Map<String, Set<String>> listed = listed(corpus(boot).resolve(LIST));
        Map<String, Set<String>> audited = audited(boot);
        List<String> lines = Files.readAllLines(corpus(boot).resolve(LIST));
        // When
        CollectedResults results = run(boot, List.of(corpus(boot).resolve(LIST)), List.of());
        // Then
        int carried = 0;
        for (Execution run : results.executions()) {
            ContentDigest digest = run.file().digest();
            String name = listedName(run);
            if (run.outcome() != Outcome.RAN || run.mode() != Mode.DIRECT) {
                continue;
            }
            assertThat(digest).as(name).isNotNull();
            if (run.file().path() != null) {
                assertThat(listed.get(name)).as(name).contains(digest.hexadecimal());
            }
            assertThat(audited.getOrDefault(name, Set.of(digest.hexadecimal()))).contains(digest.hexadecimal());
            List<String> places =
                    run.evidence().stream().filter(e -> e.startsWith("ima:")).toList();
            assertThat(places).as(name).hasSize(1);
            String line = lines.get(Integer.parseInt(places.get(0).substring("ima:".length())));
            assertThat(line.split(" ", -1)[3]).isEqualTo("sha256:" + digest.hexadecimal());
            carried++;
        }
        assertThat(carried).isGreaterThan(350);
    }

    @Test
    void aRecordAndAnEntryOfOneViolationAreOneFinding() throws Exception {
        // When
        CollectedResults results = run(ENRICHED, List.of(corpus(ENRICHED).resolve(LIST)), List.of());
        // Then
        List<Finding> violations = findings(results, Rule.MEASUREMENT_VIOLATION);
        List<String> lines = Files.readAllLines(corpus(ENRICHED).resolve(LIST));
        assertThat(paths(violations)).containsExactly("/opt/lab/viol", "/opt/lab/viol2");
        assertThat(violations).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.evidence()).hasSize(2);
            int entry = Integer.parseInt(finding.evidence().get(1).substring("ima:".length()));
            assertThat(lines.get(entry))
                    .contains(" " + finding.file().path() + " ")
                    .contains("0".repeat(64));
        });
    }

    @Test
    void anEntryThatWasLeftOutIsMissedByNameAndByTheRegister() throws Exception {
        // Given
        Path list = folder.resolve("list");
        Files.write(
                list,
                Files.readAllLines(corpus(ENRICHED).resolve(LIST)).stream()
                        .filter(line -> !line.contains(" /usr/bin/xargs "))
                        .toList());
        // When
        CollectedResults results = run(ENRICHED, List.of(list), registers(ENRICHED));
        // Then
        List<Finding> unmeasured = findings(results, Rule.EXECUTED_UNMEASURED).stream()
                .filter(finding -> finding.confidence() == Confidence.PROVEN)
                .toList();
        assertThat(paths(unmeasured)).containsExactly("/usr/bin/xargs");
        assertThat(unmeasured.get(0).explanation()).contains("no reason is known");
        assertThat(findings(results, Rule.MEASUREMENT_LIST_TAMPERED))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
                    assertThat(finding.explanation()).contains("register sha1:10 and sha256:10");
                });
    }

    @Test
    void anEntryThatWasChangedIsTamperedAndNoUnknownContentBesides() throws Exception {
        // Given
        Path list = folder.resolve("list");
        Files.write(
                list,
                Files.readAllLines(corpus(ENRICHED).resolve(LIST)).stream()
                        .map(line -> line.contains(" /usr/bin/xargs ")
                                ? line.replaceFirst("sha256:.{8}", "sha256:00000000")
                                : line)
                        .toList());
        Path sums = Files.writeString(folder.resolve("sums"), "ab".repeat(32) + "  /usr/bin/none\n");
        Reference reference = Reference.load(sums, null);
        // When
        HostMeasurements measurements = MeasurementListFiles.read(null, List.of(list), List.of(), reference);
        // Then
        assertThat(measurements.flaws()).hasSize(1);
        assertThat(measurements.unknown().contents())
                .extracting(UnknownDigests.Content::path)
                .contains("/usr/bin/dash")
                .doesNotContain("/usr/bin/xargs");
    }

    @Test
    void aListThatIsNamedTwiceIsOneList() throws Exception {
        // Given
        Path list = folder.resolve("list");
        List<String> lines = new ArrayList<>(Files.readAllLines(corpus(ENRICHED).resolve(LIST)));
        lines.set(5, lines.get(5).replaceFirst("sha256:.{8}", "sha256:00000000"));
        Files.write(list, lines);
        Path link = Files.createSymbolicLink(folder.resolve("link"), list);
        // When
        HostMeasurements measurements = MeasurementListFiles.read(null, List.of(list, list, link), List.of(), null);
        // Then
        assertThat(measurements.flaws()).hasSize(1);
    }

    @Test
    void aListOfNothingMissesEverythingThatRanAndIsSureOfNothing() throws Exception {
        // Given
        Path list = folder.resolve("list");
        Files.write(list, Files.readAllLines(corpus(ENRICHED).resolve(LIST)).subList(0, 1));
        // When
        CollectedResults results = run(ENRICHED, List.of(list), List.of());
        // Then
        assertThat(findings(results, Rule.EXECUTED_UNMEASURED))
                .hasSizeGreaterThan(40)
                .allMatch(finding -> finding.confidence() == Confidence.POSSIBLE);
    }

    @Test
    void aReferenceOfAnotherAlgorithmIsRefusedAndSaysNothingByItsSilence() throws Exception {
        // Given
        Path sums = Files.writeString(folder.resolve("sums"), "ab".repeat(64) + "  /usr/bin/dash\n");
        // Then
        assertThatThrownBy(() -> MeasurementListFiles.read(
                        null, List.of(corpus(RAW).resolve(LIST)), List.of(), Reference.load(sums, null)))
                .hasMessageContaining("no digests of the algorithm");
    }

    @Test
    void anUnknownDigestIsProvenAsFarAsARegisterVouches() throws Exception {
        // Given
        Path list = folder.resolve("list");
        List<String> lines = new ArrayList<>(Files.readAllLines(corpus(RAW).resolve(LIST)));
        int vouched = lines.size();
        lines.addAll(Files.readAllLines(corpus(ENRICHED).resolve(LIST)).stream()
                .filter(line -> line.contains(" /opt/lab/copy.sh ") || line.contains("/usr/bin/xargs"))
                .toList());
        Files.write(list, lines);
        Path sums = Files.writeString(folder.resolve("sums"), "ab".repeat(32) + "  /usr/bin/none\n");
        // When
        HostMeasurements measurements = MeasurementListFiles.read(
                null,
                List.of(list),
                registers(RAW).stream()
                        .filter(register -> register.toString().startsWith("sha256"))
                        .toList(),
                Reference.load(sums, null));
        // Then
        assertThat(measurements.flaws()).isEmpty();
        assertThat(measurements.unknown().contents())
                .allMatch(content -> content.vouched() == content.entry() < vouched)
                .anyMatch(content -> content.vouched());
    }

    @Test
    void aRegisterVouchesForNoEntryOfAnother() throws Exception {
        // Given
        Path list = folder.resolve("list");
        List<String> lines = new ArrayList<>(Files.readAllLines(corpus(RAW).resolve(LIST)));
        Files.readAllLines(corpus(ENRICHED).resolve(LIST)).stream()
                .filter(line -> line.contains(" /opt/lab/copy.sh "))
                .forEach(line -> lines.add(5, line.replaceFirst("^10", "11")));
        Files.write(list, lines);
        Path sums = Files.writeString(folder.resolve("sums"), "ab".repeat(32) + "  /usr/bin/none\n");
        // When
        HostMeasurements measurements =
                MeasurementListFiles.read(null, List.of(list), registers(RAW), Reference.load(sums, null));
        // Then
        assertThat(measurements.flaws()).isEmpty();
        assertThat(measurements.unknown().contents())
                .filteredOn(content -> !content.vouched())
                .singleElement()
                .satisfies(content -> assertThat(content.entry()).isEqualTo(5));
    }
}
