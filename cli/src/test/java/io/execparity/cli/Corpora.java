package io.execparity.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The logs in the repository's corpus folder. */
public final class Corpora {
    public static final String ENRICHED = "linux-7.2-enriched/audit.log.gz";
    public static final String RAW = "linux-7.2-raw/audit.log.gz";

    private static final Path ROOT = repositoryRoot();

    private Corpora() {}

    private static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("corpus/linux-7.2-raw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no corpus folder above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    public static Path root() {
        return ROOT;
    }

    public static Path file(String name) {
        return ROOT.resolve("corpus").resolve(name);
    }

    /** The lines of a compressed log, without their ends. */
    public static List<byte[]> lines(String name) {
        byte[] text;
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file(name))))) {
            text = in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(Arrays.copyOfRange(text, start, i));
                start = i + 1;
            }
        }
        return lines;
    }
}
