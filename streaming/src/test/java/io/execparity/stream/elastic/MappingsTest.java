package io.execparity.stream.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.schema.codec.FindingJson;
import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The indices take what the JSON Schemas promise: each property in a type that loses nothing of it, and no other. */
final class MappingsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Bytes of one term (Lucene IndexWriter.MAX_TERM_LENGTH); a longer one refuses the document. */
    private static final int LONGEST_TERM = 32_766;

    private static final int MOST_BYTES_OF_A_CHARACTER = 4;
    /** What the writer adds to a line. */
    private static final List<String> BOARD = List.of("id", "file", "program", "attention");

    @ParameterizedTest
    @EnumSource(ResultKind.class)
    void every_property_of_a_schema_is_mapped_and_nothing_else_is(ResultKind kind) throws IOException {
        Map<String, String> promised = new TreeMap<>();
        collectPromised(schema(kind), "", promised);
        if (kind != ResultKind.REJECTED && kind != ResultKind.HOSTS) {
            BOARD.forEach(name -> promised.put("/board/" + name, "{\"type\":\"keyword\"}"));
        }
        Map<String, String> mapped = new TreeMap<>();
        collectMapped(mappings(kind), "", mapped);

        assertThat(promised).hasSizeGreaterThan(5);
        assertThat(mapped).isEqualTo(promised);
    }

    @ParameterizedTest
    @EnumSource(ResultKind.class)
    void nothing_is_ignored_and_nothing_is_made_up(ResultKind kind) throws IOException {
        JsonNode mappings = mappings(kind);

        assertThat(mappings.get("dynamic").textValue()).isEqualTo("strict");
        assertThat(mappings.findValues("dynamic")).hasSize(1);
        assertThat(mappings.toString()).doesNotContain("ignore_above", "ignore_malformed", "enabled", "\"index\"");
    }

    private static void collectMapped(JsonNode node, String path, Map<String, String> types) {
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            String way = path + "/" + property.getKey();
            if (property.getValue().has("type")) {
                types.put(way, property.getValue().toString());
            } else {
                collectMapped(property.getValue(), way, types);
            }
        }
    }

    private static void collectPromised(JsonNode node, String path, Map<String, String> types) throws IOException {
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            String way = path + "/" + property.getKey();
            JsonNode resolved = resolved(property.getValue());
            JsonNode value = resolved.has("items") ? resolved(resolved.get("items")) : resolved;
            if (value.has("properties")) {
                collectPromised(value, way, types);
            } else {
                types.put(way, type(way, value));
            }
        }
    }

    /** What a value has to be mapped as, by what its schema allows. */
    private static String type(String way, JsonNode value) {
        String type = value.path("type").asText();
        if (type.equals("integer")
                || value.path("enum").path(0).isInt()
                || value.path("const").isInt()) {
            return "{\"type\":\"long\",\"coerce\":false}";
        }
        if (type.equals("boolean")) {
            return "{\"type\":\"boolean\"}";
        }
        if (value.path("format").asText().equals("date-time")) {
            return "{\"type\":\"date\",\"format\":\"strict_date_time\"}";
        }
        if (value.path("contentEncoding").asText().equals("base64")) {
            return "{\"type\":\"binary\"}";
        }
        if (way.equals("/explanation") || way.endsWith("/losses/explanation")) {
            return "{\"type\":\"text\"}";
        }
        if (way.endsWith("/explanation")) {
            return "{\"type\":\"text\",\"fields\":{\"whole\":{\"type\":\"keyword\"}}}";
        }
        boolean ofFewWords = value.has("enum") || value.has("const") || value.has("pattern");
        assertThat(ofFewWords || fits(value)).as("%s fits into a term", way).isTrue();
        return "{\"type\":\"keyword\"}";
    }

    private static boolean fits(JsonNode value) {
        return value.has("maxLength") && value.get("maxLength").intValue() * MOST_BYTES_OF_A_CHARACTER <= LONGEST_TERM;
    }

    private static JsonNode resolved(JsonNode node) throws IOException {
        if (!node.has("$ref")) {
            return node;
        }
        String[] reference = node.get("$ref").textValue().split("#");
        String name = reference[0].isEmpty() ? "finding" : reference[0].replace("urn:execparity:schema:", "");
        return resolved(schema(name).at(reference[1]));
    }

    private static JsonNode mappings(ResultKind kind) throws IOException {
        return MAPPER.readTree(ResultIndex.mappings(kind));
    }

    private static JsonNode schema(ResultKind kind) throws IOException {
        String name = switch (kind) {
            case FINDINGS, SUPPRESSED -> "finding";
            case EXECUTIONS -> "execution";
            case CHECKS -> "check";
            case MEMFDS -> "memfd";
            case REJECTED -> "rejected";
            case HOSTS -> "host";
        };
        return schema(name);
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = FindingJson.class.getResourceAsStream("/io/execparity/schema/" + name + ".schema.json")) {
            return MAPPER.readTree(in);
        }
    }
}
