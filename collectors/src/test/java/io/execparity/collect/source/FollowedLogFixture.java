package io.execparity.collect.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.collect.source.LogChange.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log as its daemon, its rotation and its follower treat it. */
abstract class FollowedLogFixture {
    @TempDir
    Path folder;

    Path log;
    final Taken taken = new Taken();

    @BeforeEach
    void nameTheLog() {
        log = folder.resolve("audit.log");
    }

    void compress(String name) throws IOException {
        Path plain = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
            Files.copy(plain, out);
        }
        Files.delete(plain);
    }

    FollowPosition positionAfterDraining(FollowPosition from) throws IOException {
        try (FollowedLog followed = new FollowedLog(log, from, false)) {
            drain(followed);
            return followed.position();
        }
    }

    void drain(FollowedLog followed) throws IOException {
        int idle = 0;
        while (idle < 2) {
            idle = followed.poll(taken) ? 0 : idle + 1;
        }
    }

    void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    void rotate() throws IOException {
        shift();
        Files.move(log, folder.resolve("audit.log.1"));
    }

    void copyAndTruncate() throws IOException {
        shift();
        Files.copy(log, folder.resolve("audit.log.1"));
        truncate();
    }

    void shift() throws IOException {
        for (int number = 1000; number > 0; number--) {
            for (String ending : List.of("", ".gz")) {
                Path file = folder.resolve("audit.log." + number + ending);
                if (Files.exists(file)) {
                    Files.move(file, folder.resolve("audit.log." + (number + 1) + ending));
                }
            }
        }
    }

    void truncate() throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    static final class Taken implements FollowedLog.Handler {
        final List<String> lines = new ArrayList<>();
        final List<Kind> changes = new ArrayList<>();

        @Override
        public void line(RawLine line) {
            lines.add(new String(line.buffer(), line.start(), line.length(), UTF_8));
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            throw new AssertionError("no line here is that long");
        }

        @Override
        public void changed(LogChange change) {
            changes.add(change.kind());
        }
    }
}
