package io.execparity.schema.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueNodeTest {
    @Test
    void aNumberIsWhatItsDigitsSay() throws InvalidCatalogueException {
        assertThat(value("999999999").number()).isEqualTo(999_999_999);
        assertThat(value("007").number()).isEqualTo(7);
        assertThat(value("999999999999999999").count()).isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -1         | x.yaml:1:4: '-1' is not a whole number of 0 or more
            1.5        | x.yaml:1:4: '1.5' is not a whole number of 0 or more
            1_000      | x.yaml:1:4: '1_000' is not a whole number of 0 or more
            ٣          | x.yaml:1:4: '٣' is not a whole number of 0 or more
            1000000000 | x.yaml:1:4: '1000000000' has more than 9 digits
            ''         | x.yaml:1:4: some text is needed here
            """)
    void aNumberThatIsNoneOrTooLargeIsRefusedWithItsPlace(String written, String problem) {
        assertThatThrownBy(() -> value(written).number())
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessage(problem);
    }

    private static CatalogueNode value(String written) throws InvalidCatalogueException {
        return YamlReader.read("x.yaml", "a: " + written).require("a");
    }
}
