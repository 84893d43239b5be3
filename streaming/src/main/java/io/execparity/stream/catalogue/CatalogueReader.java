package io.execparity.stream.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file into {@link CatalogueNode}s. Anchors and tags have no meaning here, and one file is one document. */
public final class CatalogueReader {
    private static final int DEEPEST = 16;

    private final String source;
    private final JsonParser parser;

    private CatalogueReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Reads a file that a person wrote. */
    public static CatalogueNode read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        }
    }

    /** Reads a file that ships with the program, found beside {@code owner}. */
    public static CatalogueNode read(Class<?> owner, String resource) throws IOException {
        try (InputStream in = requireNonNull(owner.getResourceAsStream(resource), resource + " is not packaged")) {
            return read(resource, in);
        }
    }

    /** @param source how errors name the input */
    public static CatalogueNode read(String source, InputStream in) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(in)) {
            return new CatalogueReader(source, parser).document();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String problem =
                    requireNonNull(e.getOriginalMessage(), "no message").strip();
            throw at == null
                    ? new InvalidCatalogueException(source, 1, 1, problem)
                    : new InvalidCatalogueException(source, at.getLineNr(), at.getColumnNr(), problem);
        }
    }

    private CatalogueNode document() throws IOException {
        if (parser.nextToken() == null) {
            throw new InvalidCatalogueException(source, 1, 1, "the file is empty");
        }
        CatalogueNode node = value(0);
        if (parser.nextToken() != null) {
            throw here("only one document is read");
        }
        return node;
    }

    /** Reads the value that the current token begins. */
    private CatalogueNode value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw here("nested too deeply");
        }
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, CatalogueNode.Field> fields = mapping(depth);
            return new CatalogueNode(source, at.getLineNr(), at.getColumnNr(), null, null, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<CatalogueNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(depth + 1));
            }
            return new CatalogueNode(source, at.getLineNr(), at.getColumnNr(), null, items, null);
        }
        String text = token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : "";
        return new CatalogueNode(source, at.getLineNr(), at.getColumnNr(), text, null, null);
    }

    private Map<String, CatalogueNode.Field> mapping(int depth) throws IOException {
        Map<String, CatalogueNode.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonLocation at = parser.currentTokenLocation();
            String key = parser.currentName();
            if (fields.containsKey(key)) {
                throw here("'" + key + "' is there twice");
            }
            parser.nextToken();
            fields.put(key, new CatalogueNode.Field(at.getLineNr(), at.getColumnNr(), value(depth + 1)));
        }
        return fields;
    }

    private InvalidCatalogueException here(String problem) {
        JsonLocation at = parser.currentTokenLocation();
        return new InvalidCatalogueException(source, at.getLineNr(), at.getColumnNr(), problem);
    }
}
