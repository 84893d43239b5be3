package io.execparity.collect.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sources that a list of arguments names, in the order in which they are to be read. Rotated files of one log are
 * brought into order, oldest first, whatever order a shell gave them; different logs keep the order given. A file given
 * twice is read once.
 */
public final class AuditLogFiles {
    /** The argument that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private final List<LogSource> sources;
    private final Progress progress;

    private AuditLogFiles(List<LogSource> sources, Progress progress) {
        this.sources = sources;
        this.progress = progress;
    }

    /**
     * Looks at every argument before anything is read.
     *
     * @throws UnreadableSourceException for the first one that is missing, empty, a folder or not to be read
     */
    public static AuditLogFiles of(List<String> arguments, InputStream standardInput) throws UnreadableSourceException {
        Set<Path> seen = new HashSet<>();
        Map<LogName, List<Given>> logs = new LinkedHashMap<>();
        for (String argument : arguments) {
            Given given = argument.equals(STANDARD_INPUT) ? Given.standardInput() : Given.file(argument);
            if (seen.add(given.identity)) {
                logs.computeIfAbsent(given.log(), log -> new ArrayList<>()).add(given);
            }
        }
        List<Given> ordered = new ArrayList<>();
        for (List<Given> log : logs.values()) {
            log.sort(Comparator.comparing(Given::rotated, RotatedName.OLDEST_FIRST));
            ordered.addAll(log);
        }
        Progress progress = new Progress(totalBytes(ordered));
        List<LogSource> sources = new ArrayList<>();
        for (Given given : ordered) {
            LogSource.Opener opener = given.argument.equals(STANDARD_INPUT)
                    ? () -> standardInput
                    : () -> Files.newInputStream(given.path);
            sources.add(new LogSource(given.argument, opener, progress));
        }
        return new AuditLogFiles(List.copyOf(sources), progress);
    }

    /** In the order in which they are to be read. */
    public List<LogSource> sources() {
        return sources;
    }

    /** How far reading all of them has come. */
    public Progress progress() {
        return progress;
    }

    private static long totalBytes(List<Given> ordered) {
        long total = 0;
        for (Given given : ordered) {
            if (given.size == Progress.UNKNOWN) {
                return Progress.UNKNOWN;
            }
            total += given.size;
        }
        return total;
    }

    /** Rotated files of one log share a folder and a base name. */
    private record LogName(Path folder, String base) {}

    /** One argument; {@code identity} is the same for two names of one file. */
    private record Given(String argument, Path path, Path identity, long size) {
        static Given standardInput() {
            return new Given(STANDARD_INPUT, Path.of(STANDARD_INPUT), Path.of("/dev/stdin"), Progress.UNKNOWN);
        }

        static Given file(String argument) throws UnreadableSourceException {
            Path path = path(argument);
            if (Files.isDirectory(path)) {
                throw new UnreadableSourceException(
                        argument,
                        argument + " is a folder; name the log files in it, as in " + argument + "/audit.log*.");
            }
            if (!Files.exists(path)) {
                throw new UnreadableSourceException(argument, argument + " does not exist.");
            }
            if (!Files.isReadable(path)) {
                throw new UnreadableSourceException(
                        argument, argument + " may not be read by this user; audit logs usually belong to root.");
            }
            try {
                long size = Files.isRegularFile(path) ? Files.size(path) : Progress.UNKNOWN;
                if (size == 0 && isEmpty(path)) {
                    throw new UnreadableSourceException(argument, argument + " is empty.");
                }
                return new Given(argument, path, identity(path), size);
            } catch (IOException e) {
                throw LogSource.failed(argument, e);
            }
        }

        /** What the kernel makes up when it is read, as in /proc, has no size before. */
        private static boolean isEmpty(Path path) throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                return in.read() < 0;
            }
        }

        private static Path path(String argument) throws UnreadableSourceException {
            try {
                return Path.of(argument);
            } catch (InvalidPathException e) {
                throw new UnreadableSourceException(argument, argument + " is no file name.", e);
            }
        }

        /** The file itself behind links; a pipe has no path of its own and keeps the name given. */
        private static Path identity(Path path) throws IOException {
            return Files.isRegularFile(path) ? path.toRealPath() : path.toAbsolutePath();
        }

        RotatedName rotated() {
            Path name = path.getFileName();
            return RotatedName.of(name == null ? argument : name.toString());
        }

        LogName log() {
            Path folder = path.toAbsolutePath().normalize().getParent();
            return new LogName(folder == null ? path : folder, rotated().base());
        }
    }
}
