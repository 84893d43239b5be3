package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execparity.dashboard.ocsf.OcsfEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every result of the corpus in OCSF's words, held against what OCSF asks. */
final class ExportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Schema schema;
    private static final List<JsonNode> EVENTS = new ArrayList<>();

    @BeforeAll
    static void export() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ExportCommandTest.class.getResourceAsStream("ocsf-1.5.0-used.schema.json"))) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
        }
        CommandRun analyzed = CommandRun.of(
                "analyze",
                "--audit",
                Corpora.file(Corpora.ENRICHED).toString(),
                "--ima",
                Corpora.file("linux-7.2-enriched/binary_runtime_measurements_sha256")
                        .toString(),
                "--out",
                folder.toString());
        assertThat(analyzed.exitCode()).isEqualTo(ExitCode.FOUND);
        CommandRun run = CommandRun.of("export", "--results", folder.toString(), "--format", "ocsf");
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        for (String line : run.output().lines().toList()) {
            EVENTS.add(JSON.readTree(line));
        }
    }

    private static long lines(String kind) throws IOException {
        return Files.readAllLines(folder.resolve(kind + ".jsonl")).size();
    }

    @Test
    void everyResultIsOneEventThatOcsfAllows() throws IOException {
        assertThat(EVENTS).hasSize((int) (lines("findings") + lines("suppressed") + lines("executions")));
        for (JsonNode event : EVENTS) {
            assertThat(schema.validate(event.toString(), InputFormat.JSON))
                    .as(event.toString())
                    .isEmpty();
            assertThat(event.path("type_uid").asLong())
                    .isEqualTo(event.path("class_uid").asLong() * 100
                            + event.path("activity_id").asLong());
        }
        Set<Integer> classes = new TreeSet<>();
        EVENTS.forEach(event -> classes.add(event.path("class_uid").asInt()));
        assertThat(classes).containsExactly(1007, 1009, 2004);
    }

    @Test
    void whatOcsfHasNoWordForIsKept() {
        JsonNode finding = EVENTS.stream()
                .filter(event -> event.at("/finding_info/title").asText().equals("memfd-masquerade"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.path("severity_id").asInt()).isEqualTo(5);
        assertThat(finding.path("is_alert").asBoolean()).isTrue();
        assertThat(finding.at("/finding_info/attacks/0/sub_technique/uid").asText())
                .isEqualTo("T1036.005");
        assertThat(finding.at("/unmapped/execparity/memfd/name").asText()).isNotEmpty();
        assertThat(finding.at("/evidences/0/data/records/0").asText()).startsWith("audit(");
        JsonNode inline = EVENTS.stream()
                .filter(event ->
                        event.at("/unmapped/execparity/vector").asText().equals("inline")
                                && event.at("/actor/process/pid").asInt() == 256)
                .findFirst()
                .orElseThrow();
        assertThat(inline.at("/script/script_content/value").asText()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/dash, sh -c id, id",
        "/usr/bin/dash, sh -c -- id, id",
        "/usr/bin/dash, sh -e -c id, id",
        "/usr/bin/bash, bash -lc id name, id",
        "/usr/bin/bash, bash --norc -o pipefail -c -x id, id",
        "/usr/bin/python3.13, python3 -c pass -c, pass",
        "/usr/bin/python3.13, python3 -E -c pass, pass",
        "/usr/bin/python3.13, python3 -Ic pass, pass",
        "/usr/bin/python3.13, python3 -cpass, pass",
        "/usr/bin/perl, perl -w -e 1, 1",
        "/usr/bin/perl5.36, perl -lane print, print",
        "/usr/bin/perl, perl -eprint, print",
        "/usr/bin/perl, perl -i.orig -pe 1, 1",
        "/usr/bin/perl, perl -Mstrict -e 1 file -e 2, 1",
        "/usr/bin/ruby3.1, ruby -E utf-8 -rjson -e puts, puts",
        "/usr/bin/ruby, ruby -W -e puts, puts",
        "/usr/bin/php8.2, php -d x=1 -nr phpinfo();, phpinfo();",
        "/usr/bin/node, node -r x -pe 1, 1",
        "/usr/bin/node, node --eval=1, 1",
        "/usr/bin/lua5.4, lua -l x -eos.exit(), os.exit()",
        "/usr/bin/other, other -e 1, 1",
        "/usr/bin/other, other -config 1, ''",
        "/usr/bin/dash, sh -c, ''"
    })
    void theCodeIsWhatTheInterpreterTakesForIt(String interpreter, String command, String code) throws IOException {
        // Given
        String line = "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"host\":{\"name\":\"h\"},"
                + "\"process\":{\"pid\":1,\"args\":[\"" + command.replace(" ", "\",\"")
                + "\"]},\"execparity\":{\"mode\":\"indirect\",\"vector\":\"inline\",\"origin\":\"none\","
                + "\"check\":\"none\",\"outcome\":\"ran\",\"interpreter\":\"" + interpreter + "\"}}";

        // When
        JsonNode event = JSON.readTree(OcsfEvent.ofExecution(line));

        // Then
        assertThat(event.at("/script/script_content/value").asText()).isEqualTo(code);
    }

    @Test
    void whatHasHardlyAnythingInItIsAllowedAsWell() {
        String bare = "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"host\":{\"name\":\"h\"},\"process\":{\"pid\":1},"
                + "\"execparity\":{\"mode\":\"direct\",\"vector\":\"VECTOR\",\"origin\":\"none\",\"check\":\"none\",\"outcome\":\"unknown\"}}";
        for (String vector : List.of("binary", "shebang", "inline", "interactive")) {
            assertThat(schema.validate(OcsfEvent.ofExecution(bare.replace("VECTOR", vector)), InputFormat.JSON))
                    .isEmpty();
        }
        String finding =
                "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"host\":{\"name\":\"h\"},\"rule\":{\"name\":\"telemetry-loss\"},"
                        + "\"execparity\":{\"class\":\"telemetry\",\"severity\":\"high\",\"confidence\":\"proven\",\"explanation\":\"e\"}}";
        assertThat(schema.validate(OcsfEvent.ofFinding(finding), InputFormat.JSON))
                .isEmpty();
    }
}
