package io.execparity.collect.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One entry of {@code journalctl -o json}. Names with a leading underscore are journald's own and cannot be forged by
 * who sent the message.
 */
final class JournalEntry {
    /** journald's own names have at most 64 bytes. */
    private static final int MAX_NAME_LENGTH = 256;

    /**
     * Names come from whoever writes the line, so that they are not interned and those remembered are short. Turning
     * the memory of them off altogether chooses a parser that reads beyond the end it is given (Jackson 2.22).
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNestingDepth(16)
                    .build())
            .build();

    private byte[] message = new byte[0];
    private boolean messageLeftOut;
    private String transport = "";
    private String identifier = "";
    private String host = "";
    private String serial = "";
    private String micros = "";

    private JournalEntry() {}

    static JournalEntry read(byte[] bytes, int start, int length) throws IOException {
        JournalEntry entry = new JournalEntry();
        try (JsonParser parser = JSON.createParser(bytes, start, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                entry.field(parser, parser.currentName());
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("no single JSON object");
            }
        }
        return entry;
    }

    private void field(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (name.equals("MESSAGE")) {
            messageLeftOut = token == JsonToken.VALUE_NULL;
            message = token == JsonToken.START_ARRAY ? byteArray(parser) : text(parser, token);
            return;
        }
        switch (name) {
            case "_TRANSPORT" -> transport = string(parser, token);
            case "_HOSTNAME" -> host = string(parser, token);
            case "SYSLOG_IDENTIFIER" -> identifier = string(parser, token);
            case "_AUDIT_ID" -> serial = string(parser, token);
            case "_SOURCE_REALTIME_TIMESTAMP" -> micros = string(parser, token);
            default -> parser.skipChildren();
        }
    }

    private static String string(JsonParser parser, JsonToken token) throws IOException {
        parser.skipChildren();
        return token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : "";
    }

    private static byte[] text(JsonParser parser, JsonToken token) throws IOException {
        return string(parser, token).getBytes(StandardCharsets.UTF_8);
    }

    /** A message that is no UTF-8 comes as an array of its bytes. */
    private static byte[] byteArray(JsonParser parser) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT) {
                throw new IOException("no array of bytes");
            }
            bytes.write(parser.getIntValue());
        }
        return bytes.toByteArray();
    }

    byte[] message() {
        return message;
    }

    /** True where the exporter wrote null for a message that it found too long. */
    boolean messageLeftOut() {
        return messageLeftOut;
    }

    String transport() {
        return transport;
    }

    String identifier() {
        return identifier;
    }

    String host() {
        return host;
    }

    /** The serial in decimal. */
    String serial() {
        return serial;
    }

    /** The stamp's microseconds since 1970 in decimal. */
    String micros() {
        return micros;
    }
}
