package io.execparity.dashboard.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** The line that a row is, understood. */
public final class SourceJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SourceJson() {}

    /** The line as a tree.
     *
     * @throws StoreException where the store has changed it
     */
    public static JsonNode of(Row row) {
        try {
            return JSON.readTree(row.source());
        } catch (JsonProcessingException e) {
            throw new StoreException("row " + row.id() + " is not JSON", e);
        }
    }

    /** The texts of a list. */
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
