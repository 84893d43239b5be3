package io.execparity.stream.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.RuleNeeds;
import io.execparity.stream.engine.RecordKind;
import io.execparity.stream.probe.Verb;
import io.execparity.stream.probe.VerbCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule is whole: a class, a folder, a description, logs, and the class and severity that were agreed. */
class DetectionCatalogueTest {
    /** Slug, class and severity as the contract fixes them. Rules about measurement lists are judged elsewhere. */
    private static final String CONTRACT = """
            unchecked-script          gap        low
            unverifiable-code         gap        info
            dynamic-linker-exec       gap        medium
            denied-check-permissive   gap        medium
            parity-break              bypass     high
            restrict-file-ignored     bypass     high
            deny-interactive-ignored  bypass     high
            denied-check-ignored      bypass     critical
            checked-file-swapped      bypass     high
            securebits-tamper         alert      high
            memfd-exec                alert      high
            memfd-exec-denied         alert      medium
            memfd-script              alert      high
            memfd-map-exec            alert      medium
            memfd-create-rejected     alert      low
            memfd-masquerade          alert      critical
            fileless-exec             alert      high
            lsm-denied-exec           alert      medium
            appraisal-failed          integrity  high
            measurement-violation     integrity  medium
            executed-unmeasured       integrity  medium
            measurement-list-tampered integrity  critical
            unknown-digest            integrity  medium
            unknown-digest            integrity  medium
            telemetry-loss            telemetry  high
            audit-tampering           telemetry  critical
            sensor-blind-spot         telemetry  low
            """;

    private static final List<String> HEADINGS = List.of(
            "Fires",
            "Stays quiet",
            "Missed",
            "Evasions",
            "Records needed",
            "State",
            "Confidence",
            "Lab",
            "ATT&CK",
            "Triage");

    private static final int TRIAGE_LINES = 5;
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");

    private static List<Detection> detections() {
        return Detections.all(BenignMemfdMakers.bundled());
    }

    @Test
    void everyRuleHasOneDetectionWhoseNameIsItsSlug() {
        // Given
        Map<Rule, String> classes = new LinkedHashMap<>();
        // When
        for (Detection detection : detections()) {
            String before = classes.put(detection.rule(), detection.getClass().getSimpleName());
            assertThat(before).as("a second detection of " + detection.rule()).isNull();
        }
        // Then
        assertThat(classes.keySet()).containsExactlyInAnyOrder(Rule.values());
        classes.forEach((rule, name) -> assertThat(name).isEqualTo(className(rule)));
    }

    private static String className(Rule rule) {
        return Arrays.stream(rule.slug().split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    @Test
    void everyFolderBelongsToARule() throws IOException {
        // Given
        Set<String> slugs = new TreeSet<>();
        for (Rule rule : Rule.values()) {
            slugs.add(rule.slug());
        }
        // When
        Set<String> folders = new TreeSet<>();
        try (Stream<Path> entries = Files.list(DetectionCase.FOLDERS)) {
            entries.filter(Files::isDirectory)
                    .forEach(folder -> folders.add(folder.getFileName().toString()));
        }
        // Then
        assertThat(folders).isEqualTo(slugs);
    }

    @Test
    void classAndSeverityAreThoseOfTheContract() {
        // Given
        Map<String, String> contract = new LinkedHashMap<>();
        CONTRACT.lines()
                .map(line -> line.trim().split(" +"))
                .forEach(cells -> contract.put(cells[0], cells[1] + " " + cells[2]));
        // When
        for (Rule rule : Rule.values()) {
            String actual = rule.findingClass().word() + " " + rule.severity().word();
            // Then
            assertThat(actual).as(rule.slug()).isEqualTo(contract.get(rule.slug()));
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aRuleIsDescribedUnderAllHeadings(Rule rule) throws IOException {
        // When
        String readme = Files.readString(DetectionCase.folder(rule).resolve("README.md"));
        // Then
        assertThat(readme).startsWith("# " + rule.slug() + "\n");
        assertThat(HEADING.matcher(readme).results().map(m -> m.group(1)).toList())
                .isEqualTo(HEADINGS);
        HEADINGS.forEach(
                heading -> assertThat(section(readme, heading)).as(heading).isNotBlank());
        assertThat(section(readme, "Triage")
                        .lines()
                        .filter(line -> line.matches("\\d\\. .+"))
                        .count())
                .as("lines of triage")
                .isEqualTo(TRIAGE_LINES);
        rule.technique()
                .ifPresent(technique -> assertThat(section(readme, "ATT&CK")).contains(technique));
    }

    @Test
    void aDescriptionNamesTheRecordsThatItsRuleNeeds() throws IOException {
        for (Detection detection : detections()) {
            // When
            String readme =
                    Files.readString(DetectionCase.folder(detection.rule()).resolve("README.md"));
            // Then
            for (RecordKind kind : RecordKind.values()) {
                if (RuleNeeds.bundled().of(detection.rule()).needs(kind.feed())) {
                    assertThat(section(readme, "Records needed"))
                            .as(detection.rule().slug())
                            .contains("`" + kind + "`");
                }
            }
        }
    }

    @Test
    void aDescriptionNamesTheScenariosAndTheVerbsThatHaveToShowItsRule() throws IOException {
        // Given
        Map<String, Set<String>> showing = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../lab/guest/truth.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (!line.startsWith("#") && !cells[0].equals("scenario")) {
                for (String expected : cells[1].isEmpty() ? new String[0] : cells[1].split("[,|]")) {
                    String[] parts = expected.split("[<>@]", 2);
                    String scenario = expected.contains("@") ? parts[1] : cells[0];
                    showing.computeIfAbsent(parts[0], rule -> new TreeSet<>()).add(scenario);
                }
            }
        }
        for (Verb verb : VerbCatalogue.bundled().all()) {
            verb.rules()
                    .forEach(rule -> showing.computeIfAbsent(rule.slug(), slug -> new TreeSet<>())
                            .add(verb.name()));
        }
        for (Rule rule : Rule.values()) {
            // When
            String readme = Files.readString(DetectionCase.folder(rule).resolve("README.md"));
            // Then
            assertThat(NAME.matcher(section(readme, "Lab")).results().map(m -> m.group(1)))
                    .as(rule.slug())
                    .containsExactlyInAnyOrderElementsOf(showing.getOrDefault(rule.slug(), Set.of()));
        }
    }

    @Test
    void everyKindOfRecordIsAFeedOfTheSameWords() {
        Map<String, String> feeds = RuleNeeds.bundled().feeds().stream()
                .collect(Collectors.toMap(RuleNeeds.Feed::id, RuleNeeds.Feed::words));
        for (RecordKind kind : RecordKind.values()) {
            assertThat(feeds).containsEntry(kind.feed(), kind.words());
        }
    }

    private static String section(String readme, String heading) {
        int start = readme.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            return "";
        }
        String rest = readme.substring(start + heading.length() + 5);
        Matcher next = HEADING.matcher(rest);
        return next.find() ? rest.substring(0, next.start()) : rest;
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aRuleHasLogsThatFireAndLogsThatStayQuiet(Rule rule) throws IOException {
        // Given
        assertThatCode(() -> DetectionCase.of(rule)).doesNotThrowAnyException();
        // When
        Set<DetectionCase.Kind> kinds =
                DetectionCase.of(rule).stream().map(DetectionCase::kind).collect(Collectors.toSet());
        // Then
        assertThat(kinds).contains(DetectionCase.Kind.FIRES, DetectionCase.Kind.QUIET);
    }
}
