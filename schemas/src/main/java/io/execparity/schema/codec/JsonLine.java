package io.execparity.schema.codec;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object after the other, each into a line of its own. Values that are absent leave no trace: there is
 * no null and no empty list in any line.
 *
 * <p>Words are ours and written as they are; texts come from hosts and are bounded.
 */
final class JsonLine {
    /** How many items of a list are written; one more item says how many there were besides. */
    static final int MAXIMUM_ITEMS = 256;
    /** The same for the few lists of a host's own settings. */
    static final int MANY_ITEMS = 2048;

    private static final Pattern CUT_LIST = Pattern.compile("…\\[\\+[0-9]{1,10} items]");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    /** Fills one object. */
    interface Body {
        void writeTo(JsonLine json) throws IOException;
    }

    private final LineBuffer buffer = new LineBuffer();
    private final Timestamps timestamps = new Timestamps();
    private JsonGenerator json = generator();

    /** The line without a line feed. */
    byte[] of(Body body) {
        try {
            json.writeStartObject();
            body.writeTo(this);
            json.writeEndObject();
            json.flush();
            return buffer.take();
        } catch (IOException | RuntimeException e) {
            buffer.clear();
            json = generator();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private JsonGenerator generator() {
        try {
            return FACTORY.createGenerator(buffer, JsonEncoding.UTF8).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonLine begin(Name name) throws IOException {
        json.writeFieldName(name.encoded());
        json.writeStartObject();
        return this;
    }

    JsonLine end() throws IOException {
        json.writeEndObject();
        return this;
    }

    /** A list of objects, each from {@link #beginItem} to {@link #end}. */
    JsonLine beginList(Name name) throws IOException {
        json.writeFieldName(name.encoded());
        json.writeStartArray();
        return this;
    }

    JsonLine beginItem() throws IOException {
        json.writeStartObject();
        return this;
    }

    JsonLine endList() throws IOException {
        json.writeEndArray();
        return this;
    }

    JsonLine word(Name name, String word) throws IOException {
        json.writeFieldName(name.encoded());
        json.writeString(word);
        return this;
    }

    JsonLine text(Name name, @Nullable Bytes value) throws IOException {
        return value == null ? this : word(name, BoundedText.of(value));
    }

    JsonLine text(Name name, @Nullable String value) throws IOException {
        return value == null ? this : word(name, BoundedText.of(value));
    }

    JsonLine number(Name name, long value) throws IOException {
        json.writeFieldName(name.encoded());
        json.writeNumber(value);
        return this;
    }

    JsonLine truth(Name name, boolean value) throws IOException {
        json.writeFieldName(name.encoded());
        json.writeBoolean(value);
        return this;
    }

    JsonLine time(Name name, long epochMillis) throws IOException {
        return word(name, timestamps.of(epochMillis));
    }

    JsonLine base64(Name name, byte[] bytes) throws IOException {
        json.writeFieldName(name.encoded());
        json.writeBinary(bytes);
        return this;
    }

    /** A list of {@link Bytes} or of other things that print as text. */
    JsonLine texts(Name name, List<?> values) throws IOException {
        return texts(name, values, MAXIMUM_ITEMS);
    }

    /** A list that may well be longer than others, and still has an end. */
    JsonLine manyTexts(Name name, List<?> values) throws IOException {
        return texts(name, values, MANY_ITEMS);
    }

    private JsonLine texts(Name name, List<?> values, int most) throws IOException {
        if (values.isEmpty()) {
            return this;
        }
        json.writeFieldName(name.encoded());
        json.writeStartArray();
        int written = isCut(values, most) ? values.size() : Math.min(values.size(), most);
        for (int i = 0; i < written; i++) {
            Object value = values.get(i);
            json.writeString(value instanceof Bytes bytes ? BoundedText.of(bytes) : BoundedText.of(value.toString()));
        }
        if (written < values.size()) {
            json.writeString("…[+" + (values.size() - written) + " items]");
        }
        json.writeEndArray();
        return this;
    }

    /** True for a list that was read from a line where it had been too long: its last item says so already. */
    private static boolean isCut(List<?> values, int most) {
        return values.size() == most + 1
                && CUT_LIST.matcher(values.get(most).toString()).matches();
    }
}
