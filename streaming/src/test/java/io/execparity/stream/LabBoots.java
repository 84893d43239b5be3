package io.execparity.stream;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The lab's boots with the lists that their kernels wrote. What is listed is read here anew, line by line from the ASCII
 * list, and what IMA saw from the audit records; neither goes through the code under test.
 */
final class LabBoots {
    static final String ENRICHED = "linux-7.2-enriched";
    static final String RAW = "linux-7.2-raw";
    static final List<String> LISTS = List.of(
            "ascii_runtime_measurements_sha1",
            "ascii_runtime_measurements_sha256",
            "binary_runtime_measurements",
            "binary_runtime_measurements_sha256");
    static final String LIST = "ascii_runtime_measurements_sha256";
    private static final Pattern MEASURED =
            Pattern.compile("type=INTEGRITY_RULE .*file=(\\S+) hash=\"sha256:([0-9a-f]{64})\"");

    static Path corpus(String boot) {
        return Path.of("../corpus").resolve(boot);
    }

    static List<ExpectedRegister> registers(String boot) throws IOException {
        return Files.readAllLines(corpus(boot).resolve("pcr10.txt")).stream()
                .map(line -> line.split(" ", -1))
                .map(words -> ExpectedRegister.parse(words[0] + "=" + words[1]))
                .toList();
    }

    static CollectedResults run(String boot, List<Path> lists, List<ExpectedRegister> registers) throws Exception {
        return run(List.of(boot), lists, registers, true);
    }

    static CollectedResults run(
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

    static HostMeasurements explained(HostMeasurements measurements, String boot) throws IOException {
        try (InputStream policy = Files.newInputStream(corpus(boot).resolve("ima-policy"));
                InputStream mounts = Files.newInputStream(corpus(boot).resolve("mounts.txt"))) {
            return measurements.with(
                    MeasurementPolicy.read("ima-policy", policy), MountTable.types("mounts.txt", mounts));
        }
    }

    /** What a list has, read with nothing but a split: names with their digests, violations left out. */
    static Map<String, Set<String>> listed(Path list) throws IOException {
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
    static Map<String, Set<String>> audited(String boot) throws IOException {
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
    static boolean isListed(Execution run, Map<String, Set<String>> listed) {
        ContentDigest digest = run.file().digest();
        return run.file().path() == null
                ? digest != null && listed.values().stream().anyMatch(digests -> digests.contains(digest.hexadecimal()))
                : listed.containsKey(listedName(run));
    }

    static String listedName(Execution run) {
        Bytes path = run.file().path();
        String name =
                (path == null ? "" : path.text()).replace(" (deleted)", "").replace(' ', '_');
        return name.startsWith("/memfd:") ? name.substring(1) : name;
    }

    static List<Finding> findings(CollectedResults results, Rule rule) {
        return results.findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    static Set<String> paths(List<Finding> findings) {
        return findings.stream()
                .map(finding -> String.valueOf(finding.file().path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private LabBoots() {}

    static List<String> lines(CollectedResults results) {
        return results.findings().stream().map(CollectedResults::line).toList();
    }
}
