package io.execparity.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.ExecveatFlags;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both logs of the lab's real kernel against what is true of each scenario: what must fire fires, for the process that
 * did it, and what must not does not. With the tracer's feed of execveat's flags the same holds, and what audit alone
 * cannot tell apart is told apart.
 */
class CorpusTruthTest {
    private static final String ENRICHED = "linux-7.2-enriched";
    /** Scenarios whose subject is the shell that was asked: its descendants ran what the row speaks of. */
    private static final Set<String> BY_DESCENDANTS = Set.of(
            "I13-py-heredoc",
            "I16-busy-nested",
            "V11-copy-evade",
            "X03-long",
            "X04-huge-arg",
            "X05-spacepath",
            "X06-parallel");
    /** Refused executions that the flags tell from refused checks; the records alone do not. */
    private static final Set<String> TOLD_APART = Set.of("V08-execveat-fd-denied", "V10-execveat-path-denied");

    /** Where another process than the row's subject did what the rule is about, as the row's last column says. */
    private static final Map<LabCorpus.Expected, Integer> OTHER_SUBJECTS = Map.of(
            new LabCorpus.Expected("deny-interactive-ignored", "R10-both-child"), 293,
            new LabCorpus.Expected("measurement-violation", "A02-open-writers"), 435);

    private static final Map<String, CollectedResults> RUNS = new LinkedHashMap<>();

    static Stream<Arguments> runs() {
        return Stream.of(
                arguments("linux-7.2-raw", null), arguments(ENRICHED, null), arguments(ENRICHED, "execveat.jsonl"));
    }

    static Stream<Arguments> runsWithSubjects() {
        return runs().filter(run -> run.get()[0].equals(ENRICHED));
    }

    private static CollectedResults results(LabCorpus corpus, @Nullable String flags) throws Exception {
        String key = corpus.log() + " " + flags;
        CollectedResults known = RUNS.get(key);
        if (known == null) {
            known = new CollectedResults();
            Analyses.run(corpus.log(), site(corpus, flags), known);
            RUNS.put(key, known);
        }
        return known;
    }

    private static EngineSettings site(LabCorpus corpus, @Nullable String flags) throws Exception {
        return flags == null
                ? EngineSettings.standard()
                : new EngineSettings(
                        InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), ExecveatFlags.read(corpus.file(flags)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatMustFireFiresForTheProcessThatDidIt(String name, @Nullable String flags) throws Exception {
        // Given
        LabCorpus corpus = LabCorpus.of(name);
        // When
        List<Finding> findings = results(corpus, flags).findings();
        // Then
        List<String> missing = new ArrayList<>();
        for (LabCorpus.Row row : corpus.rows()) {
            for (List<LabCorpus.Expected> alternatives : row.must()) {
                if (!fires(corpus, findings, row, alternatives)) {
                    missing.add(row.scenario() + ": " + alternatives);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(corpus.scenarios()).hasSize(91);
    }

    private static boolean fires(
            LabCorpus corpus, List<Finding> findings, LabCorpus.Row row, List<LabCorpus.Expected> alternatives) {
        boolean ofSubject = alternatives.size() == 1 && row.subject() > 0;
        return alternatives.stream()
                .anyMatch(expected -> findings.stream()
                        .filter(finding -> finding.rule().slug().equals(expected.rule()))
                        .filter(finding -> corpus.scenarios(finding).contains(expected.scenario()))
                        .anyMatch(finding ->
                                !ofSubject || concerns(finding, OTHER_SUBJECTS.getOrDefault(expected, row.subject()))));
    }

    /** A roll-up names one process of many. */
    private static boolean concerns(Finding finding, int subject) {
        boolean many = finding.rollUp() != null && finding.rollUp().count() > 1;
        return many || finding.process() == null || finding.process().pid() == subject;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void nothingElseFires(String name, @Nullable String flags) throws Exception {
        // Given
        LabCorpus corpus = LabCorpus.of(name);
        // When
        List<Finding> findings = results(corpus, flags).findings();
        // Then
        assertThat(findings.stream()
                        .filter(finding -> wrong(corpus, finding))
                        .map(finding -> finding.rule().slug() + " in " + corpus.scenarios(finding) + ": "
                                + finding.explanation()))
                .isEmpty();
    }

    /** True for a finding that no scenario of its evidence allows, or that the last of them forbids. */
    private static boolean wrong(LabCorpus corpus, Finding finding) {
        String slug = finding.rule().slug();
        Set<String> scenarios = corpus.scenarios(finding);
        boolean allowed = scenarios.stream().anyMatch(scenario -> allows(corpus, scenario, slug));
        boolean forbidden = scenarios.stream().anyMatch(scenario -> forbids(corpus, scenario, slug));
        boolean forbiddenLast =
                corpus.lastScenarios(finding).stream().anyMatch(scenario -> forbids(corpus, scenario, slug));
        boolean one = finding.rollUp() == null || finding.rollUp().count() == 1;
        if (allowed) {
            return forbidden && forbiddenLast && one;
        }
        return forbidden || finding.rule().findingClass() != FindingClass.GAP;
    }

    private static boolean allows(LabCorpus corpus, String scenario, String slug) {
        return corpus.row(scenario).may().contains(slug)
                || corpus.rows().stream()
                        .flatMap(row -> row.must().stream().flatMap(List::stream))
                        .anyMatch(expected -> expected.equals(new LabCorpus.Expected(slug, scenario)));
    }

    private static boolean forbids(LabCorpus corpus, String scenario, String slug) {
        return corpus.row(scenario).mustNot().contains(slug);
    }

    @ParameterizedTest
    @MethodSource("runsWithSubjects")
    void executionsAreClassifiedAsTheTruthSays(String name, @Nullable String flags) throws Exception {
        // Given
        LabCorpus corpus = LabCorpus.of(name);
        // When
        CollectedResults results = results(corpus, flags);
        // Then
        List<String> disagreements = new ArrayList<>();
        for (LabCorpus.Row row : corpus.rows()) {
            if (row.subject() > 0 && row.runs()) {
                List<String> columns = columns(row, flags);
                boolean agrees = of(corpus, row, results.executions()).stream()
                        .anyMatch(execution -> agrees(columns, execution));
                if (!agrees) {
                    disagreements.add(row.scenario() + " " + columns);
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static List<String> columns(LabCorpus.Row row, @Nullable String flags) {
        List<String> columns = new ArrayList<>(row.columns());
        if (flags != null && TOLD_APART.contains(row.scenario())) {
            columns.set(3, "none");
        }
        return columns;
    }

    private static List<Execution> of(LabCorpus corpus, LabCorpus.Row row, List<Execution> executions) {
        List<Execution> within = executions.stream()
                .filter(execution ->
                        corpus.within(row.scenario(), execution.key().serial()))
                .toList();
        if (!BY_DESCENDANTS.contains(row.scenario())) {
            return within.stream()
                    .filter(execution -> execution.process().pid() == row.subject())
                    .toList();
        }
        return within.stream()
                .filter(execution -> descends(within, execution.process().pid(), row.subject()))
                .toList();
    }

    private static boolean descends(List<Execution> executions, int pid, int ancestor) {
        int at = pid;
        for (int generation = 0; generation < 8 && at != ancestor; generation++) {
            int child = at;
            at = executions.stream()
                    .filter(execution -> execution.process().pid() == child)
                    .mapToInt(execution -> execution.process().parentPid())
                    .findFirst()
                    .orElse(0);
        }
        return at == ancestor && pid != ancestor;
    }

    private static boolean agrees(List<String> columns, Execution execution) {
        List<String> actual = List.of(
                execution.mode().word(),
                execution.vector().word(),
                execution.origin().word(),
                execution.check().word(),
                execution.outcome().word());
        for (int i = 0; i < actual.size(); i++) {
            if (!columns.get(i).isEmpty() && !columns.get(i).equals(actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("runsWithSubjects")
    void whatWasOnlyCheckedIsNotSaidToHaveBeenExecuted(String name, @Nullable String flags) throws Exception {
        // Given
        LabCorpus corpus = LabCorpus.of(name);
        // When
        CollectedResults results = results(corpus, flags);
        // Then
        for (LabCorpus.Row row : corpus.rows()) {
            if (row.subject() > 0 && !row.runs()) {
                List<Check> checks = results.checks().stream()
                        .filter(check -> check.process().pid() == row.subject())
                        .toList();
                assertThat(checks)
                        .as(row.scenario())
                        .allSatisfy(check -> assertThat(check.state().word()).isEqualTo(row.check()));
                assertThat(of(corpus, row, results.executions()))
                        .as(row.scenario())
                        .allSatisfy(execution ->
                                assertThat(concernsChecked(execution, checks)).isFalse());
            }
        }
    }

    /** True for an execution of a checked file, or of a memory file. */
    private static boolean concernsChecked(Execution execution, List<Check> checks) {
        if (execution.origin() == CodeOrigin.MEMFD) {
            return true;
        }
        FileIdentity file = execution.file().identity();
        return file != null
                && checks.stream().anyMatch(check -> file.equals(check.file().identity()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyRuleThatTheLabProvokesIsProvoked(String name, @Nullable String flags) throws Exception {
        // Given
        LabCorpus corpus = LabCorpus.of(name);
        Set<String> provoked = new TreeSet<>();
        // When
        results(corpus, flags)
                .findings()
                .forEach(finding -> provoked.add(finding.rule().slug()));
        // Then
        Set<Rule> notThere = Set.of(
                Rule.CHECKED_FILE_SWAPPED,
                Rule.TELEMETRY_LOSS,
                Rule.EXECUTED_UNMEASURED,
                Rule.MEASUREMENT_LIST_TAMPERED,
                Rule.UNKNOWN_DIGEST);
        assertThat(Arrays.stream(Rule.values()).filter(rule -> !notThere.contains(rule)))
                .allSatisfy(rule -> assertThat(provoked).contains(rule.slug()));
    }
}
