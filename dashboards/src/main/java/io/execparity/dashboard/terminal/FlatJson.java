package io.execparity.dashboard.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One of our own lines as its single values, by their names with dots. What is in lists is left out. */
final class FlatJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FlatJson() {}

    static Map<String, String> of(String line) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else if (token.isScalarValue()) {
                    values.put(name(parser), parser.getText());
                }
            }
        }
        return values;
    }

    private static String name(JsonParser parser) {
        String path = parser.getParsingContext().pathAsPointer().toString();
        return path.substring(1).replace('/', '.');
    }
}
