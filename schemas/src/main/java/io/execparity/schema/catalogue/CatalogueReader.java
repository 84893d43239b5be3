package io.execparity.schema.catalogue;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a YAML data file, or a message in JSON, into {@link CatalogueNode}s. */
public final class CatalogueReader {
    /** More than any data file that a person wrote. */
    private static final int MOST_BYTES = 4 << 20;

    private CatalogueReader() {}

    /** Reads a file that a person wrote. */
    public static CatalogueNode read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        }
    }

    /** Reads a file that ships with the program, found beside {@code owner}. */
    public static CatalogueNode read(Class<?> owner, String resource) throws IOException {
        try (InputStream in = requireNonNull(owner.getResourceAsStream(resource), resource)) {
            return read(resource, in);
        }
    }

    /**
     * Reads what a stream holds.
     *
     * @param source how errors name the input
     */
    public static CatalogueNode read(String source, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new InvalidCatalogueException(source, 1, 1, "the file is too long");
        }
        return YamlReader.read(source, new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Reads one JSON object.
     *
     * @param source how errors name the input
     * @param firstLine the line at which the object begins there, counted from 1
     */
    public static CatalogueNode readJson(String source, int firstLine, byte[] json) throws InvalidCatalogueException {
        if (json.length > MOST_BYTES) {
            throw new InvalidCatalogueException(source, firstLine, 1, "this is too long");
        }
        return JsonReader.read(source, firstLine, json);
    }
}
