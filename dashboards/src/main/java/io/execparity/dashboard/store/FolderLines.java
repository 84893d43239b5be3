package io.execparity.dashboard.store;

import io.execparity.schema.message.HostSnapshot;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The lines of a folder that analyze or stream wrote. */
public final class FolderLines implements ResultLines {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    /** @throws NoSuchFileException where the folder is none of results */
    public FolderLines(Path folder) throws NoSuchFileException {
        if (!Files.isRegularFile(folder.resolve("findings.jsonl"))) {
            throw new NoSuchFileException(folder.resolve("findings.jsonl").toString());
        }
        this.folder = folder;
    }

    @Override
    public void each(Results kind, Consumer<String> taker) throws IOException {
        each(kind.word(), taker);
        if (kind == Results.FINDINGS) {
            each("suppressed", taker);
        }
    }

    /** An older run has not every file. */
    private void each(String name, Consumer<String> taker) throws IOException {
        Path file = folder.resolve(name + ".jsonl");
        if (!Files.exists(file)) {
            return;
        }
        long number = 1;
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            WholeLines lines = new WholeLines(in);
            for (String line = lines.next(); line != null; line = lines.next()) {
                taker.accept(line);
                number++;
            }
            if (lines.cut()) {
                throw UnreadableResultsException.cut(file, number);
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableResultsException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean leftOut() {
        return false;
    }

    @Override
    public List<Results> absent() {
        return Stream.of(Results.EXECUTIONS, Results.CHECKS, Results.MEMFDS)
                .filter(kind -> !Files.exists(folder.resolve(kind.word() + ".jsonl")))
                .toList();
    }

    @Override
    public List<HostSnapshot> snapshots() throws IOException {
        List<HostSnapshot> snapshots = new ArrayList<>();
        each("hosts", line -> {
            HostSnapshot snapshot = HostFile.host(line).snapshot();
            if (snapshot != null) {
                snapshots.add(snapshot);
            }
        });
        return snapshots;
    }
}
