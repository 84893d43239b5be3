package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Reads an answer of the server as its single values, each with the way to it. */
final class JsonLeaves {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLeaves() {}

    /** Takes one value; {@code path} has the names, and the places in arrays as numbers. */
    interface Taker {
        void take(List<String> path, String value) throws IOException;
    }

    /** @throws IOException where it is not JSON */
    static void read(byte[] json, Taker taker) throws IOException {
        Deque<Integer> places = new ArrayDeque<>();
        Deque<String> path = new ArrayDeque<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    path.addLast(parser.currentName());
                    continue;
                }
                if (token.isStructEnd()) {
                    places.removeLast();
                } else if (!places.isEmpty() && places.peekLast() >= 0) {
                    int place = places.removeLast();
                    places.addLast(place + 1);
                    path.addLast(Integer.toString(place));
                }
                if (token.isStructStart()) {
                    places.addLast(token == JsonToken.START_ARRAY ? 0 : -1);
                    continue;
                }
                if (token.isScalarValue()) {
                    taker.take(List.copyOf(path), parser.getText());
                }
                path.pollLast();
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException("no JSON from the server: " + ServerText.safe(new String(json, UTF_8)), e);
        }
    }
}
