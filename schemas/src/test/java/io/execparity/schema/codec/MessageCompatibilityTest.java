package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of every version are there as they were once written, and nobody changes them: they stay valid, and stay
 * readable. A new version gets a folder of its own beside {@code v1}.
 */
class MessageCompatibilityTest {
    private static final Path MESSAGES = Path.of("src/test/resources/io/execparity/schema/messages");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** By the beginning of a file's name. */
    private static final Map<String, String> SCHEMAS = Map.ofEntries(
            Map.entry("finding", "finding"),
            Map.entry("suppressed", "finding"),
            Map.entry("execution", "execution"),
            Map.entry("check", "check"),
            Map.entry("rejected", "rejected"),
            Map.entry("loss", "loss"),
            Map.entry("host-snapshot", "host-snapshot"),
            Map.entry("host", "host"),
            Map.entry("memfd", "memfd"),
            Map.entry("probe", "probe"),
            Map.entry("suppression", "suppression"),
            Map.entry("reference-entry", "reference-entry"),
            Map.entry("interpreters", "interpreters"));

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(MESSAGES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String schemaOf(Path message) {
        String name = message.getFileName().toString();
        return SCHEMAS.keySet().stream()
                .filter(name::startsWith)
                .max((one, other) -> one.length() - other.length())
                .map(SCHEMAS::get)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_of_an_earlier_build_is_what_its_schema_says(Path message) throws IOException {
        String json = Files.readString(message);

        assertThat(JsonSchemaTest.schema(schemaOf(message)).validate(json, InputFormat.JSON))
                .as(json)
                .isEmpty();
        JsonNode about = MAPPER.readTree(json).get("message");
        if (about != null) {
            assertThat(about.get("kind").textValue()).isEqualTo(schemaOf(message));
            assertThat(message.getParent().getFileName()).hasToString("v" + about.get("version"));
        }
    }

    @Test
    void there_is_a_message_of_every_kind() throws IOException {
        Set<String> shown = messages().stream()
                .map(MessageCompatibilityTest::schemaOf)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(schemas());
    }

    private static Set<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/execparity/schema"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".schema.json"))
                    .map(name -> name.substring(0, name.length() - ".schema.json".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void messages_of_agents_and_hosts_are_read_with_all_they_say() throws IOException {
        Loss loss = (Loss) MessageReader.agentMessage(read("loss.json"));
        assertThat(loss.lines()).isEqualTo(12);
        assertThat(new LossJson().line(loss)).asString(UTF_8).isEqualTo(text("loss.json"));
        HostSnapshot snapshot = (HostSnapshot) MessageReader.agentMessage(read("host-snapshot.json"));
        assertThat(new HostSnapshotJson().line(snapshot)).asString(UTF_8).isEqualTo(text("host-snapshot.json"));
        HostSnapshot zoned = (HostSnapshot) MessageReader.agentMessage(read("host-snapshot-zone.json"));
        assertThat(snapshot.timeZone()).isEmpty();
        assertThat(zoned.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(new HostSnapshotJson().line(zoned)).asString(UTF_8).isEqualTo(text("host-snapshot-zone.json"));
        assertThat(new HostJson().line(MessageReader.host(read("host.json"))))
                .asString(UTF_8)
                .isEqualTo(text("host.json"));
        assertThat(MessageReader.agentMessage(read("loss-bare.json")).host()).isEqualTo("web-3");
        assertThat(MessageReader.agentMessage(read("host-snapshot-bare.json")).host())
                .isEqualTo("web-3");
    }

    @Test
    void all_rules_but_two_can_be_suppressed() throws IOException {
        Set<String> named = new TreeSet<>();
        MAPPER.readTree(JsonSchemaTest.text("suppression"))
                .at("/properties/rules/items/enum")
                .forEach(rule -> named.add(rule.textValue()));
        Set<String> rules = Stream.of(Rule.values()).map(Rule::slug).collect(Collectors.toCollection(TreeSet::new));
        rules.removeAll(Set.of("audit-tampering", "measurement-list-tampered"));

        assertThat(named).isEqualTo(rules);
    }

    @Test
    void a_schema_refuses_what_would_hide_too_much() throws IOException {
        String file = text("suppression-file.json");

        assertThat(valid(file)).isTrue();
        assertThat(valid(file.replace("\"parity-break\"", "\"audit-tampering\"")))
                .isFalse();
        assertThat(valid(file.replace("\"inode\":\"12961\",\"device\":\"fe:00\"", "\"device\":\"fe:00\"")))
                .isFalse();
        assertThat(valid(file.replace("\"host\":\"lab-host\",", ""))).isFalse();
        assertThat(valid(file.replace("/opt/lab/noexec.sh", "/memfd:runc_cloned")))
                .isFalse();
        assertThat(valid(file.replace("\"file\":", "\"process\":"))).isFalse();
        assertThat(valid(file.replace(",\"expires\":\"2027-11-01T00:00:00Z\"", "")))
                .isFalse();
        assertThat(valid(text("suppression-maker.json"))).isTrue();
    }

    private static boolean valid(String suppression) {
        return JsonSchemaTest.schema("suppression")
                .validate(suppression, InputFormat.JSON)
                .isEmpty();
    }

    private static byte[] read(String name) throws IOException {
        return Files.readAllBytes(MESSAGES.resolve("v1").resolve(name));
    }

    private static String text(String name) throws IOException {
        return new String(read(name), UTF_8).strip();
    }
}
