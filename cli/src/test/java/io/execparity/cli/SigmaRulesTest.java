package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.LabCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Sigma rules are what Sigma's specification asks for, and match the real kernel's records that they are for. */
final class SigmaRulesTest {
    private static final Path FOLDER = Corpora.root().resolve("deploy/sigma");
    private static final Pattern STAMP = Pattern.compile("msg=(audit\\(\\d+\\.\\d+:\\d+\\))");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9_\\[\\]-]+)=(\"[^\"]*\"|'[^']*'|[^ \u001d]*)");
    /** What a rule cannot see by itself, as its description says. */
    private static final Map<String, Set<String>> MISSED = Map.of(
            "memfd-exec", Set.of("M14-ldso"),
            "unchecked-script", Set.of("I03-py-module", "I09-sh-dot", "I15-py-args"),
            "unverifiable-code", Set.of("E05-c"));

    private static final Map<String, CatalogueNode> RULES = new TreeMap<>();
    private static final Map<String, Set<String>> MATCHED = new TreeMap<>();
    private static LabCorpus lab;

    @BeforeAll
    static void match() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yml")).toList()) {
                RULES.put(file.getFileName().toString().replace(".yml", ""), CatalogueReader.read(file));
            }
        }
        lab = LabCorpus.of("linux-7.2-enriched");
        for (byte[] bytes : Corpora.lines(Corpora.ENRICHED)) {
            String line = new String(bytes, StandardCharsets.ISO_8859_1);
            Map<String, String> fields = fields(line);
            Matcher stamp = STAMP.matcher(line);
            for (Map.Entry<String, CatalogueNode> rule : RULES.entrySet()) {
                if (stamp.reset().find()
                        && new SigmaMatch(line, fields).matches(rule.getValue().require("detection"))) {
                    MATCHED.computeIfAbsent(rule.getKey(), none -> new TreeSet<>())
                            .add(lab.scenario(stamp.group(1)));
                }
            }
        }
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            String value = field.group(2);
            boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
            fields.putIfAbsent(field.group(1), quoted ? value.substring(1, value.length() - 1) : value);
        }
        return fields;
    }

    @Test
    void everyRuleIsHereOrSaidToBeImpossible() throws IOException {
        Set<String> known = new HashSet<>(RULES.keySet());
        Files.readAllLines(FOLDER.resolve("README.md")).stream()
                .map(line -> Pattern.compile("^\\| `([a-z-]+)` \\| .{10,} \\|$").matcher(line))
                .filter(Matcher::matches)
                .forEach(row ->
                        assertThat(known.add(row.group(1))).as(row.group(1)).isTrue());
        assertThat(known).isEqualTo(Arrays.stream(Rule.values()).map(Rule::slug).collect(Collectors.toSet()));
    }

    /** As Sigma's rule specification 2.0.0 has it. */
    @Test
    void everyRuleIsWhatTheSpecificationAsks() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, CatalogueNode> entry : RULES.entrySet()) {
            CatalogueNode rule = entry.getValue();
            rule.allowOnly(List.of(
                    "title",
                    "id",
                    "status",
                    "description",
                    "author",
                    "date",
                    "tags",
                    "logsource",
                    "detection",
                    "falsepositives",
                    "level"));
            assertThat(rule.require("title").text()).hasSizeLessThan(257);
            assertThat(ids.add(UUID.fromString(rule.require("id").text()).toString()))
                    .isTrue();
            assertThat(rule.require("status").text()).isIn("stable", "test", "experimental");
            assertThat(rule.require("date").text()).matches("\\d{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])");
            assertThat(rule.require("level").text()).isIn("informational", "low", "medium", "high", "critical");
            assertThat(rule.textsOf("tags")).isNotEmpty().allMatch(tag -> tag.matches("[a-z0-9_-]+\\.[a-z0-9._-]+"));
            assertThat(rule.require("description").text()).as(entry.getKey()).contains("Loses: ");
            assertThat(rule.require("logsource").textOf("product")).isEqualTo("linux");
            assertThat(rule.require("logsource").textOf("service")).isEqualTo("auditd");
        }
    }

    @Test
    void whatMustFireIsMatchedAndWhatMustNotIsNot() {
        Map<String, Set<String>> missed = new TreeMap<>();
        Map<String, Set<String>> tooMuch = new TreeMap<>();
        for (String slug : RULES.keySet()) {
            Set<String> matched = MATCHED.getOrDefault(slug, Set.of());
            for (LabCorpus.Row row : lab.rows()) {
                boolean must = row.must().stream()
                        .anyMatch(alternatives -> alternatives.stream()
                                .allMatch(expected -> expected.rule().equals(slug)
                                        && expected.scenario().equals(row.scenario())));
                if (must && !matched.contains(row.scenario())) {
                    missed.computeIfAbsent(slug, none -> new TreeSet<>()).add(row.scenario());
                }
                if (row.mustNot().contains(slug) && matched.contains(row.scenario())) {
                    tooMuch.computeIfAbsent(slug, none -> new TreeSet<>()).add(row.scenario());
                }
            }
            assertThat(matched).as("%s matches", slug).isNotEmpty();
        }
        assertThat(missed).isEqualTo(MISSED);
        assertThat(tooMuch).isEmpty();
    }
}
