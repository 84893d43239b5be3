package io.execparity.stream.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    @Test
    void theBundledFilesMeanWhatAYamlLibrarySaysTheyMean() throws IOException {
        assertMeansTheSame(text(InterpreterCatalogue.class, "interpreters.yaml"));
        assertMeansTheSame(text(BenignMemfdMakers.class, "benign-memfd-makers.yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b",
                "---\na: b\n",
                "a:\n- b\n- c: d\n  e: f\n-\n  g: h\nz: [1, '2', \"3\"]",
                "- - a\n  - b\n- c",
                "a: {b: [c, {d: e}], 'f g': h}\n",
                "a: >-\n  one\n  two\n\n  three\nb: |\n  one\n    two\n\nc: >\n  x\n",
                "a: 'it''s'\nb: \"x\\n\\\"y\\\"\"\n",
                "a: b # comment\n# comment\n\n  # comment\nc: d#e\n",
                "a: [b,\n  c, # comment\n  d]\n",
                "a: http://x:1/y\n-b: -c\n",
                "a:\n  b:\n    c: d\n  e: f\ng:\n",
                "\"a b\": c\r\nd: e\r\n",
                "[a, b]",
                "'just text'",
                "a: []\nb: {}",
            })
    void whatIsReadMeansWhatAYamlLibrarySaysItMeans(String text) throws IOException {
        assertMeansTheSame(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: &x b              | 1:4: '&' begins something that is not read here; quote it if it is text
            a: *x                | 1:4: '*' begins something that is not read here; quote it if it is text
            a: !!str b           | 1:4: '!' begins something that is not read here; quote it if it is text
            a: 'b                | 1:4: the closing ' is not on this line
            a: "\\q"             | 1:7: the escape \\q is not read here
            a: b~  c: d          | 2:3: this is indented further than what it continues
            a: b~  c             | 2:3: this is indented further than what it continues
            a: b~c               | 2:1: a key and ': ' are needed here
            a: b~a: c            | 2:1: 'a' is there twice
            a: {b: c, b: d}      | 1:11: 'b' is there twice
            a: [b                | 1:6: ',' or ']' is missing
            a: [b c: d           | 1:8: ',' or ']' is missing
            a: b: c              | 1:5: the value ended before this
            a: [b] c             | 1:8: the value ended before this
            a: >2~  b            | `1:5: only '>', '>-', '|' and '|-' are read here`
            a:~^tb: c            | 2:1: a tab where only spaces may be
            a: b~---~c: d        | 2:1: a key and ': ' are needed here
            # nothing            | 1:10: there is nothing in it
              a: b~c: d          | 2:1: this belongs to nothing above it: is the indentation right?
            """, ignoreLeadingAndTrailingWhitespace = false)
    void whatIsNotReadIsRefusedWithItsPlace(String written, String problem) {
        String text = written.stripTrailing().replace('~', '\n').replace("^t", "\t");

        assertThatThrownBy(() -> YamlReader.read("x.yaml", text))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessage("x.yaml:" + problem.strip());
    }

    @Test
    void aFileNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> YamlReader.read("x.yaml", "[".repeat(10_000)))
                .hasMessage("x.yaml:1:18: nested too deeply");
    }

    private static void assertMeansTheSame(String text) throws IOException {
        JsonNode expected = new YAMLMapper().readTree(text);

        assertThat(json(YamlReader.read("x.yaml", text))).isEqualTo(json(expected));
    }

    private static String json(CatalogueNode node) throws IOException {
        if (node.isScalar()) {
            return quoted(node.scalarOrEmpty());
        }
        List<String> parts = new ArrayList<>();
        if (node.isList()) {
            for (CatalogueNode item : node.items()) {
                parts.add(json(item));
            }
            return parts.toString();
        }
        for (String key : node.keys()) {
            parts.add(quoted(key) + json(node.require(key)));
        }
        return "{" + parts + "}";
    }

    private static String json(JsonNode node) {
        List<String> parts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> parts.add(json(item)));
            return parts.toString();
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> parts.add(quoted(entry.getKey()) + json(entry.getValue())));
            return "{" + parts + "}";
        }
        return quoted(node.isNull() ? "" : node.asText());
    }

    private static String quoted(String text) {
        return "<" + text + ">";
    }

    private static String text(Class<?> owner, String resource) throws IOException {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
