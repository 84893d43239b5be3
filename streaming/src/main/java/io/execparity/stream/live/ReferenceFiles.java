package io.execparity.stream.live;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.reference.Reference;
import io.execparity.collect.reference.ReferenceException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the site's reference is: a path that every worker reaches, since it is too long to be handed on.
 *
 * @param file as {@link Reference#load} takes it
 * @param keys a folder of those who may sign it, null where nobody has to
 */
public record ReferenceFiles(String file, @Nullable String keys) implements Serializable {
    private static final long serialVersionUID = 1;

    public ReferenceFiles {
        requireNonNull(file, "file is null");
    }

    /**
     * Reads and verifies it.
     *
     * @throws IOException where it cannot be used; the message says why
     */
    public Reference load() throws IOException {
        try {
            return Reference.load(Path.of(file), keys == null ? null : Path.of(keys));
        } catch (ReferenceException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
