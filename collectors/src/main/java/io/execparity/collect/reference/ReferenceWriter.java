package io.execparity.collect.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.execparity.collect.reference.ReferenceContent.Line;
import io.execparity.schema.text.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes references as others read them. The same content gives the same bytes. */
public final class ReferenceWriter {
    /** What is written. */
    public enum Form {
        /** Lines as sha256sum and its kind write them, of files only. {@code sha256sum --check} takes them. */
        SUMS,
        /** A Keylime runtime policy, version 1. */
        KEYLIME
    }

    private static final HexFormat HEX = HexFormat.of();

    private ReferenceWriter() {}

    /**
     * Writes all of it.
     *
     * @return how many lines were left out since the form cannot say them: names that are no UTF-8 in JSON
     */
    public static long write(ReferenceContent content, Form form, OutputStream to) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to, 1 << 16);
        long leftOut = 0;
        if (form == Form.SUMS) {
            for (Line line : content.files()) {
                sum(line, out);
            }
        } else {
            leftOut = policy(content, out);
        }
        out.flush();
        return leftOut;
    }

    private static void sum(Line line, OutputStream out) throws IOException {
        byte[] name = line.name().toArray();
        boolean escaped = false;
        for (byte character : name) {
            escaped |= escape(character) != 0;
        }
        String digits = HEX.formatHex(line.digest().toArray());
        out.write(((escaped ? "\\" : "") + digits + "  ").getBytes(StandardCharsets.US_ASCII));
        for (byte character : name) {
            byte letter = escape(character);
            if (letter != 0) {
                out.write('\\');
            }
            out.write(letter == 0 ? character : letter);
        }
        out.write('\n');
    }

    /** The letter that stands for a character behind a backslash, 0 where it stands for itself. */
    private static byte escape(byte character) {
        return (byte)
                switch (character) {
                    case '\\' -> '\\';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    default -> 0;
                };
    }

    private static long policy(ReferenceContent content, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeObjectFieldStart("meta");
            json.writeNumberField("version", 1);
            json.writeEndObject();
            json.writeNumberField("release", 0);
            long leftOut = section("digests", content.files(), json);
            json.writeArrayFieldStart("excludes");
            json.writeEndArray();
            leftOut += section("keyrings", content.keys(), json);
            json.writeObjectFieldStart("ima");
            json.writeArrayFieldStart("ignored_keyrings");
            json.writeEndArray();
            json.writeStringField("log_hash_alg", "sha1");
            json.writeNullField("dm_policy");
            json.writeEndObject();
            leftOut += section("ima-buf", content.buffers(), json);
            json.writeStringField("verification-keys", "");
            json.writeEndObject();
            json.writeRaw('\n');
            return leftOut;
        }
    }

    private static long section(String section, List<Line> lines, JsonGenerator json) throws IOException {
        long leftOut = 0;
        @Nullable Bytes name = null;
        json.writeObjectFieldStart(section);
        for (Line line : lines) {
            String text = line.name().text();
            if (!Bytes.utf8(text).equals(line.name())) {
                leftOut++;
                continue;
            }
            if (!line.name().equals(name)) {
                if (name != null) {
                    json.writeEndArray();
                }
                json.writeArrayFieldStart(text);
                name = line.name();
            }
            json.writeString(HEX.formatHex(line.digest().toArray()));
        }
        if (name != null) {
            json.writeEndArray();
        }
        json.writeEndObject();
        return leftOut;
    }
}
