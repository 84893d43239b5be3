package io.execparity.collect.ima.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that somebody keeps keys and certificates in: a folder's, or one alone. Few and small, whatever is there. */
public final class KeyFiles {
    private static final int MOST_FILES = 4096;
    private static final int MOST_BYTES = 1024 * 1024;

    private KeyFiles() {}

    /**
     * The regular files of a folder but hidden ones, by name, or the one file.
     *
     * @throws IOException with a sentence that names the place, where it cannot be read or has too many
     */
    public static List<Path> of(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            if (!Files.exists(place)) {
                throw new NoSuchFileException(place.toString());
            }
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            List<Path> found = files.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (found.size() > MOST_FILES) {
                throw new IOException(place + " holds more than " + MOST_FILES + " files");
            }
            return found;
        }
    }

    /** What is in it. @throws IOException with a sentence that names it, where it is too long to be keys or certificates */
    public static byte[] read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IOException(
                    file + " is longer than " + MOST_BYTES + " bytes: it is no file of keys or certificates");
        }
        return bytes;
    }
}
