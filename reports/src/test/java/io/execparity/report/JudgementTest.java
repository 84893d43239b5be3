package io.execparity.report;

import static io.execparity.report.MadeResults.DAY;
import static io.execparity.report.MadeResults.control;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Results;
import io.execparity.report.control.Quantity;
import io.execparity.report.gather.KnownSuppression;
import io.execparity.report.gather.NoSuchHostException;
import io.execparity.report.model.BlindRule;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.Gap;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.Sample;
import io.execparity.report.model.State;
import io.execparity.report.model.Status;
import io.execparity.report.model.Tally;
import io.execparity.schema.finding.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a control, and that it is never more than the evidence. */
final class JudgementTest {
    private static final String NOON = MadeResults.time(12 * 60);

    private static final String LASTING =
            ",\"count\":2,\"first_seen\":\"2026-11-20T01:00:00.000Z\"," + "\"last_seen\":\"2026-11-25T01:00:00.000Z\"";

    @TempDir
    private Path folder;

    private MadeResults made;

    @BeforeEach
    void aDayOfOneHost() {
        made = new MadeResults(folder.resolve("results")).dayOf("web-1");
    }

    private static void assertStatus(Report report, String id, Status status, String reason) {
        ControlReport control = control(report, id);
        assertThat(control.status()).as(id).isEqualTo(status);
        assertThat(control.reason()).as(id).contains(reason);
    }

    @Test
    void aSeriousAndSupportedFindingIsEvidenceOfViolation() throws Exception {
        Report report = made.finding(Rule.PARITY_BREAK, "likely", NOON).report();
        assertStatus(report, "CM-7(2)", Status.VIOLATION, "1 finding against it");
        assertThat(control(report, "CM-7(2)").samples()).hasSize(1);
        assertThat(report.facts().number(Quantity.EXECUTIONS)).isEqualTo(144);
        assertThat(report.facts().number(Quantity.DIGESTS)).isEqualTo(1);
    }

    @Test
    void whatIsNoMoreThanPossibleNeedsADecision() throws Exception {
        Report report = made.finding(Rule.PARITY_BREAK, "possible", NOON).report();
        assertStatus(report, "CM-7(2)", Status.NOT_JUDGED, "1 finding that is no more than possible");
    }

    @Test
    void whatIsOfLowSeverityIsNoViolationButStoppedAuditingIsAGap() throws Exception {
        made.finding(Rule.AUDIT_TAMPERING, "low", "proven", NOON, "web-1", "", "The daemon was stopped.", "");
        Report report = made.report();
        assertStatus(report, "AU-9", Status.INCOMPLETE, "1 gap");
        assertThat(control(report, "AU-9").rules()).extracting(RuleLine::minor).containsExactly(1L);
        assertThat(report.completeness().gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.STOPPED);
    }

    @Test
    void withoutFindingsAndGapsNoViolationWasSeenAndNoMore() throws Exception {
        Report report = made.report();
        assertThat(report.completeness().isComplete()).isTrue();
        assertStatus(report, "CM-7(2)", Status.NONE_SEEN, "no gap that is known");
        assertStatus(report, "SI-7", Status.NONE_SEEN, "");
        assertStatus(report, "AU-3", Status.NOT_JUDGED, "an assessor");
        assertStatus(report, "RHEL-09-433015", Status.NOT_JUDGED, "configured on the hosts");
        assertThat(report.count(Status.VIOLATION)).isZero();
    }

    @Test
    void lostRecordsMakeSilenceMeanNothing() throws Exception {
        Report report = made.finding(Rule.TELEMETRY_LOSS, "proven", NOON).report();
        assertStatus(report, "CM-7(2)", Status.INCOMPLETE, "1 gap");
        assertStatus(report, "10.7.2", Status.NOT_JUDGED, "1 finding that nobody took up");
    }

    @Test
    void aBlindRuleConcernsTheControlsThatRestOnItAlone() throws Exception {
        String sentence = "No record of x ever came from web-1, so these rules may be blind there: parity-break; see.";
        made.finding(Rule.SENSOR_BLIND_SPOT, "low", "likely", "2026-10-01T00:00:00.000Z", "web-1", "", sentence, "");
        Report report = made.report();
        assertStatus(report, "CM-7(2)", Status.INCOMPLETE, "1 gap");
        assertStatus(report, "SC-18", Status.NONE_SEEN, "");
    }

    @Test
    void aRuleThatCouldNotSeeByWhatTheHostsAgentToldIsNamedWithItsHostAndTime() throws Exception {
        String[] exec = {"-a always,exit -F arch=b64 -S execve,execveat -F key=execparity-exec"};
        long noon = Instant.parse(NOON).toEpochMilli();
        made.loaded("web-1", MadeResults.DAY.from() - 1, exec).loaded("web-1", noon, "No rules");

        Report report = made.report();

        List<Gap> gaps = report.completeness().gaps();
        assertThat(gaps).extracting(Gap::kind).containsOnly(Gap.Kind.UNSEEING);
        assertThat(gaps).hasSize(2);
        assertThat(gaps.get(0).blind()).contains(Rule.SECUREBITS_TAMPER).doesNotContain(Rule.MEMFD_EXEC);
        assertThat(gaps.get(0).to()).isEqualTo(noon);
        assertThat(gaps.get(1).from()).isEqualTo(noon);
        assertThat(gaps.get(1).to()).isEqualTo(MadeResults.DAY.to());
        assertThat(gaps.get(1).blind()).contains(Rule.PARITY_BREAK, Rule.MEMFD_EXEC);
        assertStatus(report, "CM-7(2)", Status.INCOMPLETE, "2 gaps");
        assertThat(control(report, "CM-7(2)").blind())
                .anySatisfy(blind -> assertThat(blind).isEqualTo(new BlindRule(Rule.PARITY_BREAK, List.of("web-1"))));
    }

    @Test
    void aHostThatFellSilentIsAGapAndOneThatNeverCameIsOneToo() throws Exception {
        for (int minute = 0; minute < 9 * 60; minute += 10) {
            made.execution("web-2", MadeResults.time(minute));
        }
        Report report = made.report("web-*", "db-1");
        assertThat(report.completeness().gaps())
                .extracting(Gap::kind, Gap::host)
                .containsExactly(tuple(Gap.Kind.NEVER_SEEN, "db-1"), tuple(Gap.Kind.SILENT, "web-2"));
        assertThat(report.completeness().gaps().get(1).words()).contains("15 h 0 min");
        assertStatus(report, "CM-7(2)", Status.INCOMPLETE, "2 gaps");
        assertThatThrownBy(() -> made.report("nobody-*")).isInstanceOf(NoSuchHostException.class);
    }

    @Test
    void anEmptyPeriodShowsNothingAndSaysSo() throws Exception {
        Report[] report = new Report[1];
        made.with(Period.of("2026-10-01", "2026-10-02"), (of, results, gathering) -> report[0] = of);
        assertStatus(report[0], "CM-7(2)", Status.NOT_JUDGED, "none came in this time");
        assertThat(report[0].completeness().gaps()).extracting(Gap::kind).containsExactly(Gap.Kind.SILENT);
        assertThat(report[0].count(Status.NONE_SEEN) + report[0].count(Status.INCOMPLETE))
                .isZero();
    }

    @Test
    void nothingAtAllIsNoCompliance() throws Exception {
        Report report = new MadeResults(folder.resolve("nothing")).report();
        assertThat(report.hosts()).isEmpty();
        assertThat(report.count(Status.NOT_JUDGED))
                .isEqualTo(report.frameworks().stream()
                        .mapToLong(framework -> framework.controls().size())
                        .sum());
    }

    @Test
    void thePeriodEndsBeforeItsEndAndARollUpReachesIntoIt() throws Exception {
        made.finding(Rule.PARITY_BREAK, "likely", "2026-11-21T23:59:59.999Z");
        made.finding(Rule.PARITY_BREAK, "likely", "2026-11-22T00:00:00.000Z");
        made.finding(Rule.PARITY_BREAK, "likely", "2026-11-23T00:00:00.000Z");
        String lasting =
                ",\"count\":9,\"first_seen\":\"2026-11-21T23:00:00.000Z\",\"last_seen\":\"2026-11-22T01:00:00.000Z\"";
        made.finding(
                Rule.UNCHECKED_SCRIPT,
                "low",
                "likely",
                "2026-11-21T23:00:00.000Z",
                "web-1",
                "/opt/g",
                "Because.",
                lasting);
        List<RuleLine> rules = control(made.report(), "CM-7(2)").rules();
        assertThat(rules).extracting(RuleLine::rule).containsExactly(Rule.PARITY_BREAK, Rule.UNCHECKED_SCRIPT);
        assertThat(rules).extracting(RuleLine::findings).containsExactly(1L, 1L);
        assertThat(rules.get(1).acts()).isEqualTo(9);
    }

    @Test
    void aRollUpThatLastsThroughThePeriodCountsOnlyIfAnActOfItFellInside() throws Exception {
        String lasting = LASTING + ",\"interpreter\":\"/usr/bin/dash\"";
        for (String path : List.of("/opt/quiet", "/opt/run")) {
            made.finding(
                    Rule.DENIED_CHECK_PERMISSIVE,
                    "medium",
                    "likely",
                    "2026-11-20T01:00:00.000Z",
                    "web-1",
                    path,
                    "Because.",
                    lasting);
        }
        made.with(DAY, (report, results, gathering) -> {
            assertThat(report.facts().tallies()).isEmpty();
            assertStatus(report, "CM-7(2)", Status.NONE_SEEN, "");
            gathering.findings(row -> fail("the table has " + row.source()));
        });
        // By another interpreter, on another host, and directly.
        made.interpreted("web-1", NOON, "/usr/bin/bash", "/opt/run");
        made.interpreted("web-2", NOON, "/usr/bin/dash", "/opt/run");
        made.execution("web-1", NOON);
        assertThat(made.report("web-*").facts().tallies()).isEmpty();
        made.interpreted("web-1", NOON, "/usr/bin/dash", "/opt/run");
        Report report = made.report("web-1");
        assertThat(control(report, "CM-7(2)").rules())
                .extracting(RuleLine::rule, RuleLine::findings)
                .containsExactly(tuple(Rule.DENIED_CHECK_PERMISSIVE, 1L));
        List<String> table = new ArrayList<>();
        made.with(DAY, (again, results, gathering) -> gathering.findings(row -> table.add(row.source())), "web-1");
        assertThat(table).singleElement().asString().contains("/opt/run");
    }

    @Test
    void aBreachThatLastsThroughThePeriodSpeaksAgainstAControlOnlyIfItsFileRanInside() throws Exception {
        for (Rule rule : List.of(Rule.PARITY_BREAK, Rule.EXECUTED_UNMEASURED)) {
            made.finding(
                    rule,
                    rule.severity().word(),
                    "likely",
                    "2026-11-20T01:00:00.000Z",
                    "web-1",
                    "/opt/x.sh",
                    "Because.",
                    LASTING);
        }
        made.finding(
                Rule.PARITY_BREAK,
                "high",
                "likely",
                "2026-11-20T01:00:00.000Z",
                "silent",
                "/opt/x.sh",
                "Because.",
                LASTING);
        assertStatus(made.report("silent"), "CM-7(2)", Status.VIOLATION, "1 finding against it.");
        Report quiet = made.report("web-1");
        assertStatus(quiet, "CM-7(2)", Status.NONE_SEEN, "");
        assertStatus(quiet, "SI-7(12)", Status.NONE_SEEN, "");
        made.interpreted("web-1", NOON, "/usr/bin/dash", "/opt/x.sh");
        Report report = made.report("web-1");
        assertStatus(report, "CM-7(2)", Status.VIOLATION, "1 finding against it.");
        assertStatus(report, "SI-7(12)", Status.VIOLATION, "1 finding against it.");
        assertThat(control(report, "CM-7(2)").samples())
                .extracting(Sample::acts)
                .containsExactly(2L);
    }

    @Test
    void aRollUpThatWasClosedOrSuppressedAndIsQuietInThePeriodIsNoExemptionOfIt() throws Exception {
        made.finding(
                Rule.DENIED_CHECK_PERMISSIVE,
                "medium",
                "likely",
                "2026-11-20T01:00:00.000Z",
                "web-1",
                "/opt/x.sh",
                "Because.",
                LASTING);
        made.finding(Rule.DENIED_CHECK_PERMISSIVE, "likely", NOON);
        String lasting;
        try (FolderResults results = FolderResults.read(made.write())) {
            lasting = results.store()
                    .page(Results.FINDINGS, Filter.ALL, Order.OLDEST, Optional.empty(), 1)
                    .rows()
                    .get(0)
                    .id();
        }
        Files.write(folder.resolve("results/activity.jsonl"), List.of(entry("1", "closed: expected", lasting)));
        Report report = made.report();
        assertThat(report.exemptions()).isEmpty();
        assertThat(report.facts().tallies())
                .extracting(Tally::state, Tally::findings)
                .containsExactly(tuple(State.OPEN, 1L));
    }

    @Test
    void whatIsSuppressedDoesNotCountAndStandsThereWithReasonOwnerAndEnd() throws Exception {
        made.suppressed(Rule.MEMFD_EXEC, "runc", "It is a copy of runc.")
                .suppressed(Rule.MEMFD_EXEC, "build-7", "Builds do so.");
        made.knows(new KnownSuppression(
                "build-7",
                Set.of(Rule.MEMFD_EXEC),
                "",
                "",
                "fe:00",
                "9",
                "/opt/x.sh",
                "Builds do so.",
                "the build team",
                1,
                DAY.to()));
        Report report = made.report();
        assertStatus(report, "A.8.7", Status.NONE_SEEN, "");
        assertThat(control(report, "A.8.7").rules().get(0).exempted()).isEqualTo(2);
        assertThat(report.exemptions())
                .extracting(Exemption::name, Exemption::reason, Exemption::owner, Exemption::expires)
                .containsExactly(
                        tuple("build-7", "Builds do so.", "the build team", DAY.to()),
                        tuple("runc", "It is a copy of runc.", "", 0L));
    }

    @Test
    void whatSomebodyClosedAsNoViolationDoesNotCountAndWhatWasFixedDoes() throws Exception {
        made.finding(Rule.PARITY_BREAK, "likely", NOON).finding(Rule.MEMFD_EXEC, "proven", NOON);
        Report before = made.report();
        String parity = control(before, "CM-7(2)").samples().get(0).id();
        String memory = control(before, "A.8.7").samples().get(0).id();
        Path said = folder.resolve("results/activity.jsonl");
        Files.write(said, List.of(entry("1", "closed: false positive", parity), entry("2", "closed: fixed", memory)));
        Report after = made.report();
        assertStatus(after, "CM-7(2)", Status.NONE_SEEN, "");
        assertStatus(after, "A.8.7", Status.VIOLATION, "");
        assertStatus(after, "SI-4(5)", Status.NONE_SEEN, "");
        assertThat(after.exemptions()).extracting(Exemption::kind).containsExactly(Exemption.Kind.DISMISSAL);
        assertThat(after.exemptions().get(0).owner()).isEqualTo("eva");
        assertThat(after.exemptions().get(0).name()).isEqualTo("entry 1");
    }

    private static String entry(String id, String words, String finding) {
        String open = "{\"status\":\"open\",\"owner\":\"\"}";
        return "{\"id\":\"" + id + "\",\"at\":\"2026-11-23T08:00:00Z\",\"who\":\"eva\",\"action\":\"mark\",\"words\":\""
                + words
                + "\",\"filter\":\"\",\"suppression\":\"\",\"changes\":[{\"finding\":\"" + finding + "\",\"before\":"
                + open
                + ",\"after\":" + open.replace("open", "closed") + "}]}";
    }

    @Test
    void aMountTableDecidesAboutNoexec() throws Exception {
        made.mounts("web-1", "/dev/vda / ext4 rw 0 0", "tmpfs /dev/shm tmpfs rw,noexec 0 0", "tmpfs /tmp tmpfs rw 0 0");
        Report report = made.report();
        assertStatus(report, "RHEL-09-231130", Status.VIOLATION, "/tmp is not noexec on 1 host: web-1");
        assertStatus(report, "RHEL-09-231115", Status.NONE_SEEN, "");
        assertStatus(report, "1.1.2.5.4", Status.VIOLATION, "/var/tmp");
    }
}
