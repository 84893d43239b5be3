package io.execparity.readiness.advice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdvisorTest {
    private final Advisor advisor = new Advisor();

    private static String line(String host, int pid, String file, String interpreter, String ours) {
        return "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"event\":{\"kind\":\"event\"},\"host\":{\"name\":\""
                + host
                + "\"},\"process\":{\"pid\":" + pid + ",\"parent\":{\"pid\":1},\"executable\":\""
                + (interpreter.isEmpty() ? file : interpreter) + "\",\"entity_id\":\"e" + pid
                + "\"},\"file\":{\"path\":\""
                + file + "\"},\"execparity\":{" + ours + ",\"evidence\":[\"audit(1795346080.275:" + pid + ")\"]}}";
    }

    private static String run(String file, String interpreter, String mode, String vector, String check, String more) {
        return line(
                "h",
                7,
                file,
                interpreter,
                "\"mode\":\"" + mode + "\",\"vector\":\"" + vector + "\",\"origin\":\"file\",\"check\":\"" + check
                        + "\",\"outcome\":\"ran\"" + more
                        + (interpreter.isEmpty() ? "" : ",\"interpreter\":\"" + interpreter + "\""));
    }

    private static String memfdRun(String vector, String flags) {
        String made = flags.isEmpty() ? "" : ",\"memfd\":{\"flags\":[\"" + flags + "\"]}";
        return line(
                "h",
                8,
                "/memfd:x (deleted)",
                "",
                "\"mode\":\"direct\",\"vector\":\"" + vector
                        + "\",\"origin\":\"memfd\",\"check\":\"none\",\"outcome\":\"ran\"" + made);
    }

    private static String memfdCall(String flags, int answer) {
        return "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"host\":{\"name\":\"h\"},\"process\":{\"pid\":8,"
                + "\"executable\":\"/usr/bin/jit\"},\"execparity\":{\"memfd\":{\"flags\":[\"" + flags
                + "\"]},\"answer\":" + answer + ",\"evidence\":[\"audit(1795346080.275:8)\"]}}";
    }

    private static HostSnapshot snapshot(String kernel, String memfdNoexec, String... mounts) {
        return new HostSnapshot(
                1,
                "h",
                "a",
                HostSnapshot.Cause.START,
                "",
                kernel,
                "",
                List.of(),
                memfdNoexec,
                List.of(mounts),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
    }

    private Effect effect(String name, String line) {
        return advisor.predict(Switch.named(name).orElseThrow(), line).effect();
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-13-amd64, none, UNAFFECTED, UNAFFECTED", // there is no such switch
        "6.4.12, none, UNAFFECTED, UNKNOWN", // some of these releases refuse it, and others do not
        "6.5.0, exec, UNAFFECTED, UNKNOWN",
        "6.5.0, noexec-seal, UNAFFECTED, UNAFFECTED",
        "6.6.0, none, UNAFFECTED, UNAFFECTED",
        "7.2.13, none, UNAFFECTED, UNAFFECTED",
        "7.2.13, exec, UNAFFECTED, BREAKS",
        "7.2.13, noexec-seal, UNAFFECTED, UNAFFECTED",
        "'', none, UNAFFECTED, UNAFFECTED",
    })
    void what_becomes_of_a_call_depends_on_its_flags_and_the_kernel(
            String kernel, String flags, Effect underOne, Effect underTwo) {
        advisor.snapshot(snapshot(kernel, "0"));
        assertThat(effect("memfd-noexec=1", memfdCall(flags, 3))).isEqualTo(underOne);
        assertThat(effect("memfd-noexec=2", memfdCall(flags, 3))).isEqualTo(underTwo);
        assertThat(effect("memfd-noexec=2", memfdCall(flags, -13))).isEqualTo(Effect.UNAFFECTED);
    }

    @Test
    void a_switch_that_is_on_already_breaks_nothing_more() {
        advisor.snapshot(snapshot("7.2.13", "1"));
        assertThat(effect("memfd-noexec=1", memfdRun("binary", "none"))).isEqualTo(Effect.UNAFFECTED);
        assertThat(effect("memfd-noexec=2", memfdRun("binary", "none"))).isEqualTo(Effect.BREAKS);
    }

    @Test
    void a_memory_file_whose_making_is_not_on_record_leaves_it_open() {
        assertThat(effect("memfd-noexec=1", memfdRun("binary", ""))).isEqualTo(Effect.UNKNOWN);
        assertThat(effect("memfd-noexec=2", memfdRun("binary", ""))).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void an_interpreter_that_asks_about_other_files_leaves_an_unasked_run_open() {
        // Given
        String unasked = run("/a.ei", "/bin/eint", "indirect", "script-file", "none", "");
        assertThat(effect("restrict-file", unasked)).isEqualTo(Effect.UNAFFECTED);
        // When
        advisor.execution(run("/b.ei", "/bin/eint", "indirect", "script-file", "allowed", ""));
        // Then
        assertThat(effect("restrict-file", unasked)).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void a_question_of_whoever_started_a_script_says_nothing_of_its_interpreter() {
        advisor.execution(run("/b.sh", "/bin/sh", "direct", "shebang", "allowed", ""));
        assertThat(effect("deny-interactive", run("", "/bin/sh", "indirect", "inline", "none", "")))
                .isEqualTo(Effect.UNAFFECTED);
    }

    @Test
    void lost_records_and_an_interpreter_that_only_ever_carried_on_leave_it_open() {
        assertThat(effect("restrict-file", run("/a.ei", "/bin/eint", "indirect", "script-file", "unknown", "")))
                .isEqualTo(Effect.UNKNOWN);
        String denied = run("/a.ei", "/bin/eint", "indirect", "script-file", "denied", "");
        assertThat(effect("restrict-file", denied)).isEqualTo(Effect.BREAKS);
        advisor.execution(
                run("/b.ei", "/bin/eint", "indirect", "script-file", "denied", ",\"policy\":[\"restrict-file\"]"));
        assertThat(effect("restrict-file", denied)).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void the_smallest_fix_is_of_what_denied_the_file() {
        // Given
        advisor.snapshot(snapshot("7.2.13", "0", "/dev/vda / ext4 rw 0 0", "tmpfs /mnt/n\\040x tmpfs rw,noexec 0 0"));
        advisor.finding(
                "{\"rule\":{\"name\":\"appraisal-failed\"},\"host\":{\"name\":\"h\"},\"file\":{\"path\":\"/s.ei\"}}");
        // When
        for (String file : List.of("/x.ei", "/s.ei", "/mnt/n x/a.ei")) {
            advisor.execution(run(file, "/bin/eint", "indirect", "script-file", "denied", ""));
        }
        // Then
        assertThat(advisor.advise(Switch.usual()).switches().get(0).broken())
                .extracting(Advice.Row::fix)
                .containsExactlyInAnyOrder(
                        "chmod +x /x.ei, if it is meant to run",
                        "sign /s.ei for IMA",
                        "move /mnt/n x/a.ei from /mnt/n x, which is noexec, to a mount that is not");
    }

    @Test
    void what_lies_on_a_mount_below_is_not_on_this_one() {
        String direct = run("/srv/in/a", "", "direct", "binary", "none", "");
        assertThat(effect("noexec:/srv", direct)).isEqualTo(Effect.BREAKS);
        assertThat(effect("noexec:/sr", direct)).isEqualTo(Effect.UNAFFECTED);
        advisor.snapshot(snapshot("", "", "a / ext4 rw 0 0", "b /srv ext4 rw 0 0", "c /srv/in ext4 rw 0 0"));
        assertThat(effect("noexec:/srv", direct)).isEqualTo(Effect.UNAFFECTED);
        assertThat(effect("noexec:/srv/in", direct)).isEqualTo(Effect.BREAKS);
        assertThat(effect("noexec:/bin", run("/a.py", "/bin/py", "indirect", "script-file", "none", "")))
                .isEqualTo(Effect.BREAKS);
    }

    @Test
    void mounts_that_were_given_hold_where_no_agent_told_them() {
        String direct = run("/srv/in/a", "", "direct", "binary", "none", "");
        advisor.mounts(List.of("a / ext4 rw 0 0", "b /srv ext4 rw 0 0", "c\t/srv/in ext4 rw 0 0"));
        assertThat(effect("noexec:/srv", direct)).isEqualTo(Effect.UNAFFECTED);
        advisor.snapshot(snapshot("7.2.13", ""));
        assertThat(effect("noexec:/srv", direct)).isEqualTo(Effect.UNAFFECTED);
        advisor.snapshot(snapshot("7.2.13", "", "a / ext4 rw 0 0", "b /srv ext4 rw 0 0"));
        assertThat(effect("noexec:/srv", direct)).isEqualTo(Effect.BREAKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noexec://srv", "noexec:/srv//in", "noexec:/srv/..", "noexec:/./srv", "noexec:/srv/../in"})
    void a_mount_is_named_as_records_name_it_or_nothing_would_seem_to_break(String roundabout) {
        assertThat(Switch.named(roundabout)).isEmpty();
        assertThat(Switch.named("noexec:/srv/..in/.hidden/a..b")).isPresent();
        assertThat(Switch.named("noexec:/srv/")).contains(new Switch(Switch.Kind.NOEXEC_MOUNT, "/srv"));
    }

    @Test
    void a_script_is_judged_by_what_a_list_says_of_its_content_before_its_name() {
        String script = run("/a.sh", "/bin/sh", "direct", "shebang", "none", "");
        assertThat(effect("ima-appraise-scripts", script)).isEqualTo(Effect.UNKNOWN);
        advisor.measured("/a.sh", "sha256:aa", false);
        assertThat(effect("ima-appraise-scripts", script)).isEqualTo(Effect.BREAKS);
        advisor.measured("/elsewhere", "sha256:bb", true);
        String hashed = script.replace("\"path\":\"/a.sh\"", "\"path\":\"/a.sh\",\"hash\":{\"sha256\":\"bb\"}");
        assertThat(effect("ima-appraise-scripts", hashed)).isEqualTo(Effect.UNAFFECTED);
    }

    @Test
    void the_advice_is_what_its_schema_says_whatever_hosts_chose() throws IOException {
        // Given
        advisor.memfdCall(memfdCall("exec", 3));
        advisor.execution(run("/a\\u001b[31m\\u202e\\\\xff.ei", "/bin/eint", "indirect", "script-file", "denied", ""));
        advisor.execution(memfdRun("binary", "none"));
        advisor.check(line("h", 7, "/a", "/bin/eint", "\"check\":\"denied\""));
        advisor.finding(
                "{\"rule\":{\"name\":\"telemetry-loss\"},\"host\":{\"name\":\"h\"},\"execparity\":{\"count\":12}}");
        advisor.finding(
                "{\"rule\":{\"name\":\"sensor-blind-spot\"},\"host\":{\"name\":\"h\"},\"execparity\":{\"about\":\"chmod\"}}");
        List<Switch> all = new ArrayList<>(Switch.usual());
        all.add(Switch.named("noexec:/tmp/").orElseThrow());
        // When
        Advice advice = advisor.advise(all);
        // Then
        assertThat(schemaErrors(AdviceJson.text(advice))).isEmpty();
        assertThat(schemaErrors(AdviceJson.text(new Advisor().advise(all)))).isEmpty();
        assertThat(advice.watched().complete()).isFalse();
        assertThat(advice.watched().lost()).isEqualTo(12);
        assertThat(advice.switches())
                .allSatisfy(one -> assertThat(one.acts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(3));
    }

    private static List<String> schemaErrors(String json) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Advice.class.getResourceAsStream("/io/execparity/readiness/advice.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON)
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"@timestamp\":\"soon\"}", "\u0000"})
    void what_is_no_line_is_refused_with_the_reason(String line) {
        assertThatThrownBy(() -> advisor.execution(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".+");
        assertThatThrownBy(() -> advisor.memfdCall(line)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> advisor.check(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_different_acts_than_there_is_room_for_are_counted_and_said() {
        Advisor small = new Advisor(1_200);
        for (int i = 0; i < 1_210; i++) {
            small.execution(run("/tmp/" + i, "", "direct", "binary", "none", ""));
        }
        Advice advice = small.advise(List.of(Switch.named("noexec:/tmp").orElseThrow()));
        assertThat(advice.watched().notJudged()).isEqualTo(10);
        assertThat(advice.watched().complete()).isFalse();
        assertThat(advice.switches().get(0).broken()).hasSize(1_000);
        assertThat(advice.switches().get(0).more()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noexec", "noexec:", "noexec:tmp", "memfd-noexec=3", "RESTRICT-FILE"})
    void a_name_of_no_switch_is_none(String name) {
        assertThat(Switch.named(name)).isEmpty();
    }
}
