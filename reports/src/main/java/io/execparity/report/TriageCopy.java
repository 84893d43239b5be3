package io.execparity.report;

import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.WorkFolder;
import io.execparity.dashboard.triage.ActivityEntry;
import io.execparity.dashboard.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What people said of findings, read from copies of the files: a server may be writing to them, and a report changes
 * nothing.
 */
public final class TriageCopy {
    private static final List<String> FILES = List.of("activity.jsonl", "suppressions.jsonl");

    private TriageCopy() {}

    /**
     * Brings a store up to date with what was said.
     *
     * @param folder of the files, which need not be there
     * @return the entries, the newest first
     */
    public static List<ActivityEntry> apply(ResultStore store, Path folder) throws IOException {
        try (WorkFolder work = WorkFolder.open("execparity-report")) {
            Path copy = work.path();
            for (String name : FILES) {
                if (Files.exists(folder.resolve(name))) {
                    Files.copy(folder.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            // Nothing is written, so that it is never asked for the time.
            Clock never = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
            Triage triage = new Triage(store, copy, never);
            triage.apply();
            return triage.activity();
        }
    }
}
