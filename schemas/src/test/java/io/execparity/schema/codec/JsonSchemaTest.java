package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import io.execparity.schema.message.ProbeOutcome;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> SCHEMAS = Stream.of(
                    "finding",
                    "execution",
                    "check",
                    "memfd",
                    "rejected",
                    "loss",
                    "probe",
                    "host-snapshot",
                    "host",
                    "suppression",
                    "reference-entry",
                    "interpreters")
            .collect(Collectors.toMap(name -> "urn:execparity:schema:" + name, JsonSchemaTest::text));
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(SCHEMAS));

    @Test
    void findings_are_what_their_schema_says() {
        assertValid("finding", new FindingJson().line(Samples.fullFinding()));
        assertValid("finding", new FindingJson().line(Samples.fewFinding()));
        assertValid("finding", new SuppressedJson().line(Samples.suppressed()));
        assertValid("finding", new FindingJson().line(Samples.withName(Bytes.utf8("\u001b".repeat(9000)))));
    }

    @Test
    void calls_of_memfd_create_are_what_their_schema_says() {
        assertValid("memfd", new MemfdJson().line(Samples.memfdCall(0, 3)));
        assertValid("memfd", new MemfdJson().line(Samples.memfdCall(0x8000_001F, -22)));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void findings_of_every_rule_are_what_their_schema_says(Rule rule) {
        assertValid(
                "finding",
                new FindingJson()
                        .line(Finding.of(rule, "h", Samples.KEY, Confidence.POSSIBLE)
                                .because("why")));
    }

    @Test
    void executions_are_what_their_schema_says() {
        assertValid("execution", new ExecutionJson().line(Samples.fullExecution()));
        assertValid("execution", new ExecutionJson().line(Samples.fewExecution()));
    }

    @Test
    void checks_are_what_their_schema_says() {
        assertValid("check", new CheckJson().line(Samples.fullCheck()));
        assertValid("check", new CheckJson().line(Samples.fewCheck()));
    }

    @Test
    void rejected_lines_are_what_their_schema_says() {
        byte[] line = new RejectedJson().line(new Origin("-", 0), "no-stamp", "Why.", Bytes.view(new byte[9000]), 9000);

        assertValid("rejected", line);
    }

    @Test
    void outcomes_of_a_probe_are_what_their_schema_says() throws IOException {
        for (ProbeOutcome.Link link : ProbeOutcome.Link.values()) {
            assertValid("probe", new ProbeJson().line(Samples.probe(link)));
        }
        assertThat(written(new ProbeJson().line(Samples.probe(ProbeOutcome.Link.NOT_SENT))))
                .isEqualTo(promised("probe"));
        assertValid(
                "probe",
                new ProbeJson()
                        .line(new ProbeOutcome(
                                "h",
                                "execparity-probe-00000000",
                                "",
                                "v",
                                0,
                                ProbeOutcome.Link.UNSUPPORTED,
                                "",
                                ProbeOutcome.UNKNOWN,
                                ProbeOutcome.UNKNOWN,
                                ProbeOutcome.UNKNOWN,
                                "",
                                "")));
    }

    @Test
    void messages_of_agents_are_what_their_schema_says() throws IOException {
        for (Loss.Reason reason : Loss.Reason.values()) {
            assertValid("loss", new LossJson().line(Samples.loss(reason)));
        }
        assertValid("loss", new LossJson().line(Samples.bareLoss()));
        assertThat(written(new LossJson().line(Samples.loss(Loss.Reason.OVERRUN))))
                .isEqualTo(promised("loss"));
        for (HostSnapshot.Cause cause : HostSnapshot.Cause.values()) {
            assertValid("host-snapshot", new HostSnapshotJson().line(Samples.snapshot(cause, List.of("x"))));
            assertValid("host-snapshot", new HostSnapshotJson().line(Samples.bareSnapshot(cause)));
        }
        assertThat(written(new HostSnapshotJson().line(Samples.snapshot(HostSnapshot.Cause.START, List.of("x")))))
                .isEqualTo(promised("host-snapshot"));
        assertValid(
                "host-snapshot",
                new HostSnapshotJson()
                        .line(Samples.snapshot(HostSnapshot.Cause.START, Collections.nCopies(3000, "\u001b\ud800"))));
    }

    @Test
    void hosts_are_what_their_schema_says() throws IOException {
        HostRecord full = HostRecord.of("h").with(Samples.snapshot(HostSnapshot.Cause.START, List.of("x")));
        for (Loss.Reason reason : Loss.Reason.values()) {
            full = full.with(Samples.loss(reason)).with(Samples.bareLoss());
        }

        assertValid("host", new HostJson().line(HostRecord.of("h")));
        assertValid("host", new HostJson().line(full));
        Set<String> written = written(new HostJson().line(full));
        JsonNode losses = MAPPER.readTree(new HostJson().line(full)).at("/execparity/losses");
        assertThat(losses).hasSize(Loss.Reason.values().length);
        losses.get(0).fieldNames().forEachRemaining(name -> written.add("/execparity/losses/" + name));
        assertThat(written).isEqualTo(promised("host"));
    }

    @Test
    void a_schema_refuses_what_nobody_writes() {
        String line = new String(new FindingJson().line(Samples.fewFinding()), UTF_8);

        assertThat(schema("finding").validate(line.replace("\"class\"", "\"klass\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema("finding").validate(line.replace("\"telemetry\"", "\"weather\""), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema("finding").validate(line.replace("\"h\"", "null"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void every_name_in_a_schema_is_written_and_every_name_written_is_in_the_schema() throws IOException {
        Set<String> finding = written(new FindingJson().line(Samples.fullFinding()));
        finding.addAll(written(new SuppressedJson().line(Samples.suppressed())));
        Set<String> execution = written(new ExecutionJson().line(Samples.fullExecution()));
        Set<String> check = written(new CheckJson().line(Samples.fullCheck()));
        for (ContentDigest.Algorithm algorithm : ContentDigest.Algorithm.values()) {
            byte[] line = new ExecutionJson().line(Samples.execution(Samples.BARE_PROCESS, Samples.file(algorithm)));
            assertValid("execution", line);
            Set<String> hash = written(line);
            hash.removeIf(name -> !name.startsWith("/file/hash/"));
            assertThat(hash).containsExactly("/file/hash/" + algorithm.word());
            finding.addAll(hash);
            execution.addAll(hash);
            check.addAll(hash);
        }

        assertThat(finding).isEqualTo(promised("finding"));
        assertThat(execution).isEqualTo(promised("execution"));
        assertThat(check).isEqualTo(promised("check"));
        assertThat(written(new RejectedJson().line(new Origin("f", 1), "r", "e", Bytes.utf8("b"), 1)))
                .isEqualTo(promised("rejected"));
    }

    @Test
    void the_words_of_a_schema_are_the_words_of_the_code() throws IOException {
        assertThat(words("/$defs/mode")).isEqualTo(words(Mode.values(), Mode::word));
        assertThat(words("/$defs/vector")).isEqualTo(words(Vector.values(), Vector::word));
        assertThat(words("/$defs/origin")).isEqualTo(words(CodeOrigin.values(), CodeOrigin::word));
        assertThat(words("/$defs/check")).isEqualTo(words(CheckState.values(), CheckState::word));
        assertThat(words("/$defs/check_interface")).isEqualTo(words(CheckInterface.values(), CheckInterface::word));
        assertThat(words("/$defs/outcome")).isEqualTo(words(Outcome.values(), Outcome::word));
        assertThat(words("/$defs/confidence")).isEqualTo(words(Confidence.values(), Confidence::word));
        assertThat(words("/properties/execparity/properties/class"))
                .isEqualTo(words(FindingClass.values(), FindingClass::word));
        assertThat(words("/properties/execparity/properties/severity"))
                .isEqualTo(words(Severity.values(), Severity::word));
        assertThat(words("/properties/event/properties/severity"))
                .isEqualTo(words(Severity.values(), severity -> Integer.toString(severity.number())));
    }

    @Test
    void a_file_known_by_its_path_alone_has_neither_inode_nor_device() {
        FileView file = new FileView(Bytes.utf8("./x"), null, null);

        assertValid("execution", new ExecutionJson().line(Samples.execution(Samples.BARE_PROCESS, file)));
    }

    private static void assertValid(String name, byte[] line) {
        assertThat(schema(name).validate(new String(line, UTF_8), InputFormat.JSON))
                .as(new String(line, UTF_8))
                .isEmpty();
    }

    static Schema schema(String name) {
        return REGISTRY.getSchema(SchemaLocation.of("urn:execparity:schema:" + name));
    }

    static String text(String name) {
        try (InputStream in = JsonSchemaTest.class.getResourceAsStream("../" + name + ".schema.json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <E> Set<String> words(E[] values, Function<E, String> word) {
        return Stream.of(values).map(word).collect(Collectors.toSet());
    }

    private static Set<String> words(String pointer) throws IOException {
        Set<String> words = new TreeSet<>();
        MAPPER.readTree(text("finding")).at(pointer + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> written(byte[] line) throws IOException {
        Set<String> paths = new TreeSet<>();
        collectWritten(MAPPER.readTree(line), "", paths);
        return paths;
    }

    private static void collectWritten(JsonNode node, String path, Set<String> paths) {
        node.properties().forEach(property -> {
            paths.add(path + "/" + property.getKey());
            collectWritten(property.getValue(), path + "/" + property.getKey(), paths);
        });
    }

    private static Set<String> promised(String name) throws IOException {
        Set<String> paths = new TreeSet<>();
        collectPromised(MAPPER.readTree(text(name)), "", paths);
        return paths;
    }

    private static void collectPromised(JsonNode node, String path, Set<String> paths) throws IOException {
        JsonNode resolved = resolved(node);
        JsonNode schema = resolved.has("items") ? resolved(resolved.get("items")) : resolved;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            paths.add(path + "/" + property.getKey());
            collectPromised(property.getValue(), path + "/" + property.getKey(), paths);
        }
    }

    private static JsonNode resolved(JsonNode node) throws IOException {
        if (!node.has("$ref")) {
            return node;
        }
        String[] reference = node.get("$ref").textValue().split("#");
        String name = reference[0].isEmpty() ? "finding" : reference[0].replace("urn:execparity:schema:", "");
        return resolved(MAPPER.readTree(text(name)).at(reference[1]));
    }
}
