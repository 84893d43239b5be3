package io.execparity.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.dashboard.store.Field;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API's description says of the fields that results are found by. */
final class DescribedFieldsTest {
    @ParameterizedTest
    @EnumSource(Field.class)
    void theValuesOfAFieldAreThoseThatItTakesAndTheEmptyOne(Field field) throws Exception {
        List<String> described = new ArrayList<>();
        items(field).path("enum").forEach(value -> described.add(value.asText()));
        List<String> taken = new ArrayList<>(field.words());
        if (!taken.isEmpty()) {
            taken.add("");
        }
        assertThat(described).isEqualTo(taken);
        assertThat(described).allMatch(field::takes);
    }

    private static JsonNode items(Field field) throws Exception {
        try (InputStream in = BoardServer.class.getResourceAsStream("openapi.json")) {
            return new ObjectMapper().readTree(in).at("/components/parameters/" + field.word() + "/schema/items");
        }
    }
}
