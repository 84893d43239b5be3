package io.execparity.dashboard.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks whether files were changed, and has them read again. */
final class FileWatch {
    private final List<Path> files;
    private final Reading reading;
    private final Consumer<String> complaints;
    private List<Optional<FileTime>> seen;

    /** What reads the files. */
    interface Reading {
        void again() throws IOException;
    }

    FileWatch(List<Path> files, Reading reading, Consumer<String> complaints) {
        this.files = List.copyOf(files);
        this.reading = reading;
        this.complaints = complaints;
        seen = times();
    }

    private List<Optional<FileTime>> times() {
        List<Optional<FileTime>> times = new ArrayList<>();
        for (Path file : files) {
            try {
                times.add(Optional.of(Files.getLastModifiedTime(file)));
            } catch (IOException e) {
                times.add(Optional.empty());
            }
        }
        return times;
    }

    /** Has the files read where they were changed; where they cannot be, what was read before holds, and that is told. */
    void look() {
        List<Optional<FileTime>> now = times();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            reading.again();
        } catch (IOException e) {
            complaints.accept(e.getMessage() + "; what was read before holds");
        }
    }
}
