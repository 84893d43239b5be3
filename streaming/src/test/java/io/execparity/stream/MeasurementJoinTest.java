package io.execparity.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.reference.Reference;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.MountTable;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.MeasurementPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lab's boots with the lists that their kernels wrote. What is listed is read here anew, line by line from the ASCII
 * list, and what IMA saw from the audit records; neither goes through the code under test.
 */
class MeasurementJoinTest {
    private static final String ENRICHED = "linux-7.2-enriched";
    private static final String RAW = "linux-7.2-raw";
    private static final List<String> LISTS = List.of(
            "ascii_runtime_measurements_sha1",
            "ascii_runtime_measurements_sha256",
            "binary_runtime_measurements",
            "binary_runtime_measurements_sha256");
    private static final String LIST = "ascii_runtime_measurements_sha256";
    private static final Pattern MEASURED =
            Pattern.compile("type=INTEGRITY_RULE .*file=(\\S+) hash=\"sha256:([0-9a-f]{64})\"");

    @TempDir
    private Path folder;

    private static Path corpus(String boot) {
        return Path.of("../corpus").resolve(boot);
    }

    private static List<ExpectedRegister> registers(String boot) throws IOException {
        return Files.readAllLines(corpus(boot).resolve("pcr10.txt")).stream()
                .map(line -> line.split(" ", -1))
                .map(words -> ExpectedRegister.parse(words[0] + "=" + words[1]))
                .toList();
    }

    private static CollectedResults run(String boot, List<Path> lists, List<ExpectedRegister> registers)
            throws Exception {
        return run(List.of(boot), lists, registers, true);
    }

    private static CollectedResults run(
            List<String> boots, List<Path> lists, List<ExpectedRegister> registers, boolean explained)
            throws Exception {
        HostMeasurements measurements = MeasurementListFiles.read(null, lists, registers, null);
        if (explained) {
            measurements = explained(measurements, boots.get(0));
        }
        EngineSettings site =
                new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), null, measurements);
        CollectedResults results = new CollectedResults();
        Analyses.run(
                boots.stream().map(boot -> corpus(boot).resolve("audit.log.gz")).toList(), site, results);
        return results;
    }

    private static HostMeasurements explained(HostMeasurements measurements, String boot) throws IOException {
        try (InputStream policy = Files.newInputStream(corpus(boot).resolve("ima-policy"));
                InputStream mounts = Files.newInputStream(corpus(boot).resolve("mounts.txt"))) {
            return measurements.with(
                    MeasurementPolicy.read("ima-policy", policy), MountTable.types("mounts.txt", mounts));
        }
    }

    /** What a list has, read with nothing but a split: names with their digests, violations left out. */
    private static Map<String, Set<String>> listed(Path list) throws IOException {
        Map<String, Set<String>> listed = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] fields = line.split(" ", -1);
            if (!fields[1].matches("0+")) {
                String digest = fields[3].substring(fields[3].indexOf(':') + 1);
                listed.computeIfAbsent(fields[4], name -> new TreeSet<>()).add(digest);
            }
        }
        return listed;
    }

    /** The digests that the kernel's audit records give a name, as they stand in the log. */
    private static Map<String, Set<String>> audited(String boot) throws IOException {
        Map<String, Set<String>> audited = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus(boot).resolve("audit.log.gz"))),
                StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = MEASURED.matcher(line);
                if (matcher.find() && matcher.group(1).startsWith("\"")) {
                    String name = matcher.group(1).replace("\"", "");
                    audited.computeIfAbsent(name, unseen -> new TreeSet<>()).add(matcher.group(2));
                }
            }
        }
        return audited;
    }

    /** By name; a memory file's script has none on record, and IMA's record of its digest instead. */
    private static boolean isListed(Execution run, Map<String, Set<String>> listed) {
        ContentDigest digest = run.file().digest();
        return run.file().path() == null
                ? digest != null && listed.values().stream().anyMatch(digests -> digests.contains(digest.hexadecimal()))
                : listed.containsKey(listedName(run));
    }

    private static String listedName(Execution run) {
        Bytes path = run.file().path();
        String name =
                (path == null ? "" : path.text()).replace(" (deleted)", "").replace(' ', '_');
        return name.startsWith("/memfd:") ? name.substring(1) : name;
    }

    private static List<Finding> findings(CollectedResults results, Rule rule) {
        return results.findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    private static Set<String> paths(List<Finding> findings) {
        return findings.stream()
                .map(finding -> String.valueOf(finding.file().path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

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

    private static List<String> lines(CollectedResults results) {
        return results.findings().stream().map(CollectedResults::line).toList();
    }
}
