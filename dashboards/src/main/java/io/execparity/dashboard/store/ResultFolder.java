package io.execparity.dashboard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that {@code analyze} writes to, read into a store and followed: lines that are added later are added to
 * the store, and files that were replaced are read anew. For one thread.
 */
public final class ResultFolder {
    private static final int BATCH = 20_000;

    private final Path folder;
    private final FilledStore store;
    private final List<ResultFile> files;
    private final HostFile hosts;

    /**
     * @throws NoSuchFileException where the folder has no {@code findings.jsonl}: it is then none of ours
     */
    public ResultFolder(Path folder, FilledStore store) throws IOException {
        if (!Files.isRegularFile(folder.resolve("findings.jsonl"))) {
            throw new NoSuchFileException(folder.resolve("findings.jsonl").toString());
        }
        this.folder = folder;
        this.store = store;
        hosts = new HostFile(folder.resolve("hosts.jsonl"));
        files = List.of(
                file("findings", Results.FINDINGS),
                file("suppressed", Results.FINDINGS),
                file("executions", Results.EXECUTIONS),
                file("checks", Results.CHECKS),
                file("memfds", Results.MEMFDS));
    }

    private ResultFile file(String name, Results kind) {
        return new ResultFile(folder.resolve(name + ".jsonl"), kind);
    }

    /**
     * Brings the store up to date.
     *
     * @return whether anything changed
     * @throws UnreadableResultsException for a line that no run writes
     */
    public boolean read() throws IOException {
        boolean changed = hosts.read(store);
        for (Results kind : Results.values()) {
            List<ResultFile> ofKind =
                    files.stream().filter(file -> file.kind() == kind).toList();
            boolean replaced = false;
            for (ResultFile file : ofKind) {
                replaced |= file.wasReplaced();
            }
            if (replaced) {
                store.clear(kind);
                ofKind.forEach(ResultFile::rewind);
            }
            for (ResultFile file : ofKind) {
                changed |= add(file);
            }
            changed |= replaced;
        }
        return changed;
    }

    /**
     * Reads all of it, for whoever does not follow.
     *
     * @throws UnreadableResultsException where a file ends inside a line: what it had there is missing
     */
    public void readWhole() throws IOException {
        read();
        for (ResultFile file : files) {
            file.requireWhole();
        }
    }

    private boolean add(ResultFile file) throws IOException {
        boolean any = false;
        List<IndexedResult> batch;
        do {
            batch = file.next(BATCH);
            store.add(file.kind(), batch);
            any |= !batch.isEmpty();
        } while (batch.size() == BATCH);
        return any;
    }
}
