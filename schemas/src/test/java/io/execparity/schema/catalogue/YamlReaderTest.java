package io.execparity.schema.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @Test
    void scalarsStayTheTextThatWasWritten() throws InvalidCatalogueException {
        CatalogueNode read = YamlReader.read("x.yaml", "a: [no, 3.10, -1, 'it''s', ~]");

        assertThat(read.textsOf("a")).containsExactly("no", "3.10", "-1", "it's", "~");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: b^a: c       | x.yaml:2:1: 'a' is there twice
            a: {b: c, b: d} | x.yaml:1:11: 'b' is there twice
            ? [a]^: b       | x.yaml:1:3: a key must be a scalar
            # nothing       | x.yaml:1:1: the file says nothing
            """)
    void whatADataFileMayNotSayIsRefusedWithItsPlace(String written, String problem) {
        assertThatThrownBy(() -> YamlReader.read("x.yaml", written.replace('^', '\n')))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 'b    | 1
            a: [b    | 1
            a: b^ c: | 2
            a: &x [] ^b: *x | 2
            """)
    void whatIsNoYamlIsRefusedWithItsLine(String written, int line) {
        assertThatThrownBy(() -> YamlReader.read("x.yaml", written.replace('^', '\n')))
                .isInstanceOfSatisfying(
                        InvalidCatalogueException.class,
                        e -> assertThat(e.line()).isLessThanOrEqualTo(line));
    }

    @Test
    void aFileNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> YamlReader.read("x.yaml", "[".repeat(10_000)))
                .isInstanceOf(InvalidCatalogueException.class);
    }
}
