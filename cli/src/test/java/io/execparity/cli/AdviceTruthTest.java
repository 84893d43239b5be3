package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.ListedSignatures;
import io.execparity.dashboard.readiness.Advisors;
import io.execparity.dashboard.store.FolderLines;
import io.execparity.readiness.advice.Advisor;
import io.execparity.readiness.advice.Effect;
import io.execparity.readiness.advice.Switch;
import io.execparity.stream.LabCorpus;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For each switch, exactly the lab's scenarios that would end otherwise under it; and that they did, where it was on. */
final class AdviceTruthTest {
    private static final List<String> CORPORA = List.of("linux-7.2-enriched", "linux-7.2-raw");
    private static final Pattern STAMP = Pattern.compile("audit\\(\\d+\\.\\d+:\\d+\\)");

    /** By neither MFD_EXEC nor MFD_NOEXEC_SEAL, and executed. */
    private static final Set<String> OLD_CALLS = Set.of(
            "M01-fexecve",
            "M02-execveat",
            "M03-procself",
            "M04-devfd",
            "M05-procpid",
            "M06-runc",
            "M10-script-fexecve",
            "M17-odd-name",
            "M18-deleted-name");

    @TempDir
    private static Path folder;

    private static final Map<String, Lab> LABS = new LinkedHashMap<>();

    /** A corpus that was analyzed, and its advisor. */
    private record Lab(LabCorpus corpus, Advisor advisor, List<String> lines) {
        private Set<String> that(Effect effect, String name) {
            Switch which = Switch.named(name).orElseThrow();
            Set<String> scenarios = new TreeSet<>();
            for (String line : lines) {
                Matcher stamp = STAMP.matcher(line);
                if (stamp.find() && advisor.predict(which, line).effect() == effect) {
                    scenarios.add(corpus.scenario(stamp.group()));
                }
            }
            return scenarios;
        }
    }

    @BeforeAll
    static void analyze() throws Exception {
        for (String name : CORPORA) {
            LabCorpus corpus = LabCorpus.of(name);
            Path results = folder.resolve(name);
            CommandRun run = CommandRun.of("analyze", "--audit", corpus.log().toString(), "--out", results.toString());
            assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
            Advisor advisor = Advisors.over(new FolderLines(results));
            try (InputStream in = Files.newInputStream(corpus.file("binary_runtime_measurements_sha256"))) {
                ListedSignatures.read(in, advisor::measured);
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(results.resolve("memfds.jsonl")));
            lines.addAll(Files.readAllLines(results.resolve("executions.jsonl")));
            LABS.put(name, new Lab(corpus, advisor, lines));
        }
    }

    private static void breaks(String name, Set<String> scenarios) {
        LABS.forEach((corpus, lab) -> {
            assertThat(lab.that(Effect.BREAKS, name))
                    .as("%s in %s", name, corpus)
                    .isEqualTo(scenarios);
            assertThat(lab.that(Effect.UNKNOWN, name))
                    .as("%s in %s", name, corpus)
                    .isEmpty();
        });
    }

    private static Set<String> with(Set<String> some, String... others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(Set.of(others));
        return all;
    }

    @Test
    void restrictFileStopsWhatWasRunAfterADeniedCheck() {
        breaks("restrict-file", Set.of("E04-file-denied-permissive"));
    }

    @Test
    void denyInteractiveStopsCodeWithoutAFileInAnInterpreterThatAsks() {
        breaks("deny-interactive", Set.of("E05-c", "E06-pipe"));
    }

    @Test
    void memfdNoexecOneStopsOldCallsThatExecute() {
        breaks("memfd-noexec=1", OLD_CALLS);
    }

    @Test
    void memfdNoexecTwoRefusesThoseThatAskForAnExecutableFileAsWell() {
        breaks("memfd-noexec=2", with(OLD_CALLS, "M07-mfdexec", "M21-sysctl1-mexec"));
    }

    /** Each pair is one program with the same arguments, run with 0, and with the value that the first was judged for. */
    @Test
    void whatRanUnderOneAndTwoEndedAsWasPredictedFromTheRunUnderZero() {
        LABS.forEach((corpus, lab) -> {
            // memfd x none fexecve: predicted to break, and was denied (M20).
            assertThat(lab.that(Effect.BREAKS, "memfd-noexec=1")).contains("M01-fexecve", "M03-procself");
            assertThat(outcomes(lab, "M20-sysctl1-default")).containsExactly("denied");
            // memfd x mexec fexecve: predicted to run on, and did (M21); to be refused under 2, and was (M22).
            assertThat(lab.that(Effect.BREAKS, "memfd-noexec=1")).doesNotContain("M07-mfdexec");
            assertThat(outcomes(lab, "M21-sysctl1-mexec")).containsExactly("ran");
            assertThat(lab.that(Effect.BREAKS, "memfd-noexec=2")).contains("M07-mfdexec");
            assertThat(outcomes(lab, "M22-sysctl2-mexec")).isEmpty();
            assertThat(answers(lab, "M22-sysctl2-mexec")).containsExactly("-13");
            // memfd x noexec: predicted to be made all the same, and was (M23).
            assertThat(lab.that(Effect.BREAKS, "memfd-noexec=2")).doesNotContain("M08-noexecseal");
            assertThat(answers(lab, "M23-sysctl2-seal")).doesNotContain("-13").isNotEmpty();
        });
    }

    private static List<String> outcomes(Lab lab, String scenario) {
        return found(lab, scenario, Pattern.compile("\"origin\":\"memfd\".*\"outcome\":\"(\\w+)\""));
    }

    private static List<String> answers(Lab lab, String scenario) {
        return found(lab, scenario, Pattern.compile("\"answer\":(-?\\d+)"));
    }

    private static List<String> found(Lab lab, String scenario, Pattern wanted) {
        List<String> found = new ArrayList<>();
        for (String line : lab.lines()) {
            Matcher stamp = STAMP.matcher(line);
            Matcher value = wanted.matcher(line);
            if (stamp.find() && lab.corpus().scenario(stamp.group()).equals(scenario) && value.find()) {
                found.add(value.group(1));
            }
        }
        return found;
    }

    @Test
    void appraisalStopsUnsignedScriptsThatTheKernelIsAskedAbout() {
        breaks(
                "ima-appraise-scripts",
                Set.of(
                        "D02-direct-shebang-sh",
                        "D03-direct-shebang-py",
                        "I16-busy-nested",
                        "E01-direct",
                        "R01-ok",
                        "R09-both-ok",
                        "V03-check-then-direct",
                        "V11-copy-evade",
                        "M10-script-fexecve",
                        "L03-apparmor",
                        "X06-parallel"));
    }

    @Test
    void noexecStopsWhatIsExecutedOrMappedFromTheMount() {
        breaks("noexec:/dev/shm", Set.of("T01-devshm"));
        breaks("noexec:/tmp", Set.of("T02-otmpfile"));
        breaks("noexec:/mnt/nx", Set.of());
        breaks(
                "noexec:/opt/lab/",
                Set.of(
                        "D01-direct-elf",
                        "D02-direct-shebang-sh",
                        "D03-direct-shebang-py",
                        "I14-ldso-elf",
                        "I16-busy-nested",
                        "E01-direct",
                        "R01-ok",
                        "R09-both-ok",
                        "V03-check-then-direct",
                        "V09-execveat-fd-ok",
                        "V11-copy-evade",
                        "T03-unlinked",
                        "A01-modified",
                        "L03-apparmor",
                        "X01-args",
                        "X02-empty",
                        "X03-long",
                        "X04-huge-arg",
                        "X05-spacepath",
                        "X06-parallel"));
    }
}
