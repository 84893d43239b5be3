package io.execparity.schema.catalogue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON to {@link CatalogueNode}s: one object and nothing behind it, no key twice, no null. Numbers and truths are their
 * text, as in YAML.
 */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(YamlReader.DEEPEST)
                    .build())
            .build();

    private final String source;
    private final int firstLine;
    private final JsonParser parser;

    private JsonReader(String source, int firstLine, JsonParser parser) {
        this.source = source;
        this.firstLine = firstLine;
        this.parser = parser;
    }

    static CatalogueNode read(String source, int firstLine, byte[] json) throws InvalidCatalogueException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new JsonReader(source, firstLine, parser).document();
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            int line = at == null ? firstLine : firstLine + Math.max(0, at.getLineNr() - 1);
            int column = at == null ? 1 : Math.max(1, at.getColumnNr());
            throw new InvalidCatalogueException(source, line, column, "no JSON: " + e.getOriginalMessage());
        } catch (InvalidCatalogueException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidCatalogueException(source, firstLine, 1, "no JSON: " + e.getMessage());
        }
    }

    private CatalogueNode document() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("a JSON object is needed here");
        }
        CatalogueNode document = node();
        if (parser.nextToken() != null) {
            throw wrong("something stands behind the object");
        }
        return document;
    }

    private CatalogueNode node() throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return made(at, null, null, fields());
        }
        if (token == JsonToken.START_ARRAY) {
            List<CatalogueNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node());
            }
            return made(at, null, items, null);
        }
        if (token == JsonToken.VALUE_NULL) {
            throw wrong("null is no value here");
        }
        return made(at, parser.getText(), null, null);
    }

    private Map<String, CatalogueNode.Field> fields() throws IOException {
        Map<String, CatalogueNode.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonLocation at = parser.currentTokenLocation();
            String key = parser.currentName();
            if (fields.containsKey(key)) {
                throw wrong("'" + key + "' is there twice");
            }
            parser.nextToken();
            fields.put(key, new CatalogueNode.Field(line(at), at.getColumnNr(), node()));
        }
        return fields;
    }

    private CatalogueNode made(
            JsonLocation at,
            @Nullable String scalar,
            @Nullable List<CatalogueNode> items,
            @Nullable Map<String, CatalogueNode.Field> fields) {
        return new CatalogueNode(source, line(at), at.getColumnNr(), scalar, items, fields);
    }

    private int line(JsonLocation at) {
        return firstLine + at.getLineNr() - 1;
    }

    private InvalidCatalogueException wrong(String problem) {
        JsonLocation at = parser.currentTokenLocation();
        return new InvalidCatalogueException(source, line(at), Math.max(1, at.getColumnNr()), problem);
    }
}
