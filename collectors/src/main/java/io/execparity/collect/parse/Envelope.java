package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;

/**
 * A line in a JSON object, as Filebeat, Vector and Fluent Bit ship one: the line is {@code message}, and the host that the
 * shipper runs on {@code host.name}, {@code host} or {@code hostname}. A journal's entry has {@code MESSAGE} and is none.
 *
 * @param line the line, in UTF-8
 * @param host in UTF-8, empty where the envelope names none
 */
@SuppressWarnings("ArrayRecordComponent") // made for one line, handed on and never changed
public record Envelope(byte[] line, byte[] host) {
    private static final int MOST_DEPTH = 32;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    public Envelope {
        requireNonNull(line, "line is null");
        requireNonNull(host, "host is null");
    }

    /** Empty where the value is no such object, to be read as it is. */
    public static Optional<Envelope> of(byte[] value) {
        if (value.length < 2 || value[0] != '{') {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(value)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) { // no JSON, or deeper than any shipper writes
            return Optional.empty();
        }
    }

    private static Optional<Envelope> read(JsonParser json) throws IOException {
        String message = null;
        String host = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("message") && token == JsonToken.VALUE_STRING) {
                message = json.getText();
            } else if (name.equals("host") && token == JsonToken.START_OBJECT) {
                host = member(json, host);
            } else if ((name.equals("host") || name.equals("hostname")) && token == JsonToken.VALUE_STRING) {
                host = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return message == null
                ? Optional.empty()
                : Optional.of(new Envelope(withoutEnd(message).getBytes(UTF_8), host.getBytes(UTF_8)));
    }

    private static String member(JsonParser json, String otherwise) throws IOException {
        String found = otherwise;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals("name");
            if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                found = json.getText();
            }
            json.skipChildren();
        }
        return found;
    }

    private static String withoutEnd(String line) {
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }
}
