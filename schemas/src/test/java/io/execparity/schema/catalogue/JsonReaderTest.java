package io.execparity.schema.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    private static CatalogueNode read(String json) throws InvalidCatalogueException {
        return JsonReader.read("x.jsonl", 7, json.getBytes(UTF_8));
    }

    @Test
    void scalarsStayTheTextThatWasWritten() throws InvalidCatalogueException {
        CatalogueNode read = read("{\"a\": [1, 3.10, true, \"it's \\ud83d\\ude00\", \"\"], \"b\": {\"c\": \"d\"}}");

        assertThat(read.require("a").items())
                .extracting(CatalogueNode::scalarOrEmpty)
                .containsExactly("1", "3.10", "true", "it's \uD83D\uDE00", "");
        assertThat(read.require("b").require("c").text()).isEqualTo("d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "a": 2}  | x.jsonl:7:10: 'a' is there twice
            {"a":^ null}      | x.jsonl:8:2: null is no value here
            {} {}             | x.jsonl:7:4: something stands behind the object
            []                | x.jsonl:7:1: a JSON object is needed here
            """)
    void whatAMessageMayNotSayIsRefusedWithItsPlace(String written, String problem) {
        assertThatThrownBy(() -> read(written.replace('^', '\n')))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessage(problem);
    }

    @Test
    void aProblemWithAValueNamesItsPlace() throws InvalidCatalogueException {
        CatalogueNode read = read("{\n  \"a\": \"b\"\n}");

        assertThat(read.require("a").wrong("so")).hasMessage("x.jsonl:8:8: so");
    }

    @Test
    void whateverTheBytesAreNothingElseIsThrown() {
        byte[] sound = "{\"a\": [1, {\"b\": \"c\\n\"}, true], \"d\": \"€\"}".getBytes(UTF_8);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] harmed = sound.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                harmed[random.nextInt(harmed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(JsonReader.read("x", 1, harmed)).isNotNull();
            } catch (InvalidCatalogueException e) {
                assertThat(e).hasMessageStartingWith("x:");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(InvalidCatalogueException.class);
    }

    @Test
    void timesAreInUtcAndNotBeforeTheEpoch() throws InvalidCatalogueException {
        assertThat(read("{\"t\": \"1970-01-01T00:00:01.5Z\"}").require("t").epochMillis())
                .isEqualTo(1_500);
        for (String wrong : new String[] {"1969-12-31T23:59:59Z", "2026-11-22", "+1000000000-12-31T23:59:59Z", "x"}) {
            assertThatThrownBy(() ->
                            read("{\"t\": \"" + wrong + "\"}").require("t").epochMillis())
                    .hasMessageContaining("is no time like");
        }
    }
}
