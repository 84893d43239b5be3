package io.execparity.readiness.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.RuleNeeds;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SurveyTest {
    private static final Path SHIPPED = Path.of("../cli/src/main/package/30-execparity.rules");
    /** As {@code auditctl -l} prints what the lab had loaded. */
    private static final List<String> LAB = List.of(
            "-a always,exit -F arch=b64 -S execve,execveat -F key=exec",
            "-a always,exit -F arch=b32 -S execve,execveat -F key=exec",
            "-a always,exit -F arch=b64 -S memfd_create -F key=memfd",
            "-a always,exit -F arch=b64 -S prctl -F a0=0x1c -F key=securebits",
            "-a always,exit -F arch=b64 -S openat,exit_group,openat2 -F exe=/usr/bin/dash -F key=interpreter",
            "-w /etc/passwd -p wa -k passwd");

    private final Survey survey = new Survey();

    private static HostSnapshot snapshot(
            List<String> status, List<String> rules, List<String> policy, String... unreadable) {
        return new HostSnapshot(
                1,
                "h",
                "a",
                HostSnapshot.Cause.START,
                "",
                "7.2.13",
                "",
                List.of("capability", "apparmor"),
                "0",
                List.of(),
                status,
                rules,
                policy,
                List.of(),
                List.of(unreadable),
                "");
    }

    private Coverage.OfRule of(Rule rule) {
        return Objects.requireNonNull(survey.coverage().hosts().get(0).rules().get(rule));
    }

    private List<String> fixes(Rule rule) {
        return of(rule).missing().stream().flatMap(feed -> feed.fix().stream()).toList();
    }

    @Test
    void loaded_rules_decide_where_an_agent_told_of_them() {
        survey.snapshot(
                snapshot(List.of("enabled 1"), LAB, List.of("measure func=BPRM_CHECK", "audit func=BPRM_CHECK")));

        assertThat(of(Rule.MEMFD_EXEC).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.MEMFD_SCRIPT).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.LSM_DENIED_EXEC).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.MEASUREMENT_VIOLATION).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.MEMFD_MAP_EXEC).sight()).isEqualTo(Sight.BLIND);
        assertThat(fixes(Rule.MEMFD_MAP_EXEC)).singleElement().asString().contains("-S mmap -F a2&4");
        assertThat(of(Rule.SECUREBITS_TAMPER).sight()).isEqualTo(Sight.BLIND);
        assertThat(fixes(Rule.SECUREBITS_TAMPER))
                .containsExactly("-a always,exit -F arch=b64 -S unshare,setns -k execparity-namespace");
        assertThat(of(Rule.PARITY_BREAK).sight()).isEqualTo(Sight.PARTLY);
        assertThat(of(Rule.APPRAISAL_FAILED).sight()).isEqualTo(Sight.BLIND);
        survey.finding("h", "securebits-tamper");
        assertThat(of(Rule.SECUREBITS_TAMPER).sight()).isEqualTo(Sight.PARTLY);
        assertThat(fixes(Rule.APPRAISAL_FAILED)).containsExactly("appraise func=BPRM_CHECK appraise_type=imasig");
        assertThat(of(Rule.UNKNOWN_DIGEST).sight()).isEqualTo(Sight.UNKNOWN);
    }

    @Test
    void a_rule_of_one_architecture_or_with_a_condition_sees_in_part() {
        survey.snapshot(snapshot(
                List.of("enabled 1"),
                List.of("-a always,exit -F arch=b64 -S execve,execveat -F auid>=1000 -F key=exec"),
                List.of()));

        assertThat(of(Rule.UNVERIFIABLE_CODE).sight()).isEqualTo(Sight.PARTLY);
        assertThat(fixes(Rule.UNVERIFIABLE_CODE))
                .contains(
                        "-a always,exit -F arch=b64 -S execve,execveat -k execparity-exec",
                        "-a always,exit -F arch=b32 -S execve,execveat -k execparity-exec");
    }

    @Test
    void auditing_that_is_off_blinds_all_that_rests_on_it() {
        survey.snapshot(snapshot(List.of("enabled 0"), LAB, List.of()));
        assertThat(of(Rule.MEMFD_EXEC).sight()).isEqualTo(Sight.BLIND);
        assertThat(fixes(Rule.MEMFD_EXEC)).contains("auditctl -e 1");
        assertThat(of(Rule.TELEMETRY_LOSS).sight()).isEqualTo(Sight.BLIND);
    }

    @Test
    void without_an_agent_blind_spots_decide_and_a_host_that_said_little_is_unknown() {
        survey.results("h", "executions", 150);
        assertThat(of(Rule.MEMFD_EXEC).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.SECUREBITS_TAMPER).sight()).isEqualTo(Sight.UNKNOWN);

        survey.blindSpot("h", "memfd_create");
        assertThat(of(Rule.MEMFD_EXEC).sight()).isEqualTo(Sight.PARTLY);
        assertThat(of(Rule.MEMFD_SCRIPT).sight()).isEqualTo(Sight.BLIND);
        assertThat(of(Rule.SECUREBITS_TAMPER).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.MEASUREMENT_LIST_TAMPERED).sight()).isEqualTo(Sight.UNKNOWN);

        survey.finding("h", "unknown-digest");
        assertThat(of(Rule.MEASUREMENT_LIST_TAMPERED).sight()).isEqualTo(Sight.SEES);
        assertThat(of(Rule.UNKNOWN_DIGEST).sight()).isEqualTo(Sight.SEES);
    }

    @Test
    void what_an_agent_could_not_read_is_not_taken_for_absent() {
        survey.snapshot(snapshot(
                List.of(),
                List.of(),
                List.of(),
                "auditctl -l: it is not installed",
                "/sys/kernel/security/ima/policy: AccessDeniedException"));
        assertThat(of(Rule.MEMFD_EXEC).sight()).isEqualTo(Sight.UNKNOWN);
        assertThat(of(Rule.APPRAISAL_FAILED).sight()).isEqualTo(Sight.UNKNOWN);
    }

    /** What is said to be missing is in the package, word for word, and does what it is for. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void every_audit_rule_that_is_named_ships_with_the_agent(Rule rule) throws IOException {
        List<String> shipped = Files.readAllLines(SHIPPED);
        LoadedRules loaded = new LoadedRules(shipped);
        for (RuleNeeds.Feed feed : RuleNeeds.bundled().feeds()) {
            if (RuleNeeds.bundled().of(rule).needs(feed.id())
                    && feed.source() == RuleNeeds.Source.AUDIT
                    && !feed.calls().isEmpty()) {
                assertThat(shipped).containsAll(feed.fix());
                assertThat(loaded.state(feed)).as(feed.id()).isEqualTo(FeedState.THERE);
            }
        }
        assertThat(RuleNeeds.bundled().feeds())
                .filteredOn(feed ->
                        feed.source() == RuleNeeds.Source.AUDIT && !feed.calls().isEmpty())
                .allSatisfy(feed -> assertThat(shipped).containsAll(feed.fix()));
    }

    @Test
    void lines_that_are_no_rule_of_calls_are_none() {
        for (String line : List.of(
                "", "No rules", "-w /x -p x", "-a always,exclude -F msgtype=EOE", "-a always,exit -F dir=/x", "-S")) {
            assertThat(AuditRule.of(line)).as(line).isEqualTo(Optional.empty());
        }
    }

    @Test
    void coverage_is_what_its_schema_says() throws IOException {
        survey.results("h\u001b[1m", "executions", 1);
        survey.snapshot(snapshot(List.of(), LAB, List.of()));
        try (InputStream in = Objects.requireNonNull(
                Coverage.class.getResourceAsStream("/io/execparity/readiness/coverage.schema.json"))) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON)
                            .validate(CoverageJson.text(survey.coverage()), InputFormat.JSON))
                    .isEmpty();
        }
    }
}
