package io.execparity.alert.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON for receivers that take only short lines, and nothing but ASCII without harm. */
final class JsonCut {
    private static final int MOST_ITEMS = 8;
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonCut() {}

    /** Cuts all texts below an object to so many characters, and all lists to a few items. */
    static void texts(ObjectNode object, int most) {
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(object.properties());
        for (Map.Entry<String, JsonNode> entry : entries) {
            JsonNode value = entry.getValue();
            if (value instanceof ObjectNode below) {
                texts(below, most);
            } else if (value instanceof ArrayNode items) {
                while (items.size() > MOST_ITEMS) {
                    items.remove(items.size() - 1);
                }
            } else if (value.isTextual() && value.asText().length() > most) {
                object.put(entry.getKey(), value.asText().substring(0, most) + "...");
            }
        }
    }

    /** The text, with an escape for every character that is not ASCII. */
    static String ascii(ObjectNode object) {
        try {
            return ASCII.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
