package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a site named, with its content: whoever works elsewhere has no such file, and a pipe can be read only
 * once.
 *
 * @param name as it was given, for messages
 */
@SuppressWarnings("ArrayRecordComponent") // read once and handed on; nobody changes it
public record SiteFile(String name, byte[] content) implements Serializable {
    private static final long serialVersionUID = 1;

    public SiteFile {
        requireNonNull(name, "name is null");
        requireNonNull(content, "content is null");
    }

    /** Reads the file. */
    public static SiteFile of(Path file) throws IOException {
        try {
            return new SiteFile(file.toString(), Files.readAllBytes(file));
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // Java says which file could not be opened, but not which one could not be read.
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
    }

    InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
