package io.execparity.schema.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs of Debian that tests run and that need not be installed: what is not on the PATH is downloaded with whatever
 * it needs, as any user, and unpacked below {@code target}. Nothing is installed.
 */
public final class DebianPrograms {
    private static final long PATIENCE_SECONDS = 300;
    private static final Pattern NEW_PACKAGE = Pattern.compile("Inst (\\S+) \\(.*");

    private final List<Path> programs;
    private final List<Path> libraries;

    private DebianPrograms(List<Path> programs, List<Path> libraries) {
        this.programs = programs;
        this.libraries = libraries;
    }

    /**
     * Finds programs, or fetches the packages that they are in.
     *
     * @throws IllegalStateException where they neither are here nor can be fetched: a test without them has to fail
     */
    public static synchronized DebianPrograms of(List<String> packages, List<String> programs) {
        List<Path> path = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/lib/systemd"))
                .map(Path::of)
                .toList();
        if (programs.stream().allMatch(program -> find(path, program) != null)) {
            return new DebianPrograms(path, List.of());
        }
        try {
            Path folder = Path.of("target", "debian", String.join("+", new TreeSet<>(packages)))
                    .toAbsolutePath();
            Path root = folder.resolve("root");
            if (!Files.isDirectory(root)) {
                fetchAlone(packages, folder, root);
            }
            List<Path> all = new ArrayList<>(List.of(
                    root.resolve("usr/bin"),
                    root.resolve("usr/sbin"),
                    root.resolve("bin"),
                    root.resolve("sbin"),
                    root.resolve("lib/systemd"),
                    root.resolve("usr/lib/systemd")));
            all.addAll(path);
            return new DebianPrograms(all, libraries(root));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "this test needs " + programs + " of the Debian packages " + packages
                            + ", which are not on the PATH and could not be fetched with apt-get: " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A process to be started, with everything it needs in its environment. */
    public ProcessBuilder command(String program, String... arguments) {
        Path found = find(programs, program);
        if (found == null) {
            throw new IllegalStateException("there is no program " + program + " in " + programs);
        }
        List<String> command = new ArrayList<>(List.of(found.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", joined(programs));
        if (!libraries.isEmpty()) {
            builder.environment().put("LD_LIBRARY_PATH", joined(libraries));
        }
        return builder;
    }

    /** Where a program is, for those that start it themselves; they need {@link #libraryPath} too. */
    public Path path(String program) {
        return Path.of(command(program).command().get(0));
    }

    /** The value of LD_LIBRARY_PATH with which the programs find what they need; empty where they need nothing. */
    public String libraryPath() {
        return joined(libraries);
    }

    /** Tests of one module may be in several processes, which need the same. */
    private static void fetchAlone(List<String> packages, Path folder, Path root)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (FileChannel lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
                FileLock held = lock.lock()) {
            if (held.isValid() && !Files.isDirectory(root)) {
                fetch(packages, folder, root);
            }
        }
    }

    /** With what is installed as it is known here, else after an update of an index of our own. */
    private static void fetch(List<String> packages, Path folder, Path root) throws IOException, InterruptedException {
        Path unpacked = Files.createDirectories(folder.resolve("unpacking"));
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        try {
            download(packages, List.of(), downloads);
        } catch (IOException e) {
            download(packages, ownIndex(folder), downloads);
        }
        try (Stream<Path> files = Files.list(downloads)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".deb")).toList()) {
                run(folder, List.of("dpkg-deb", "-x", file.toString(), unpacked.toString()));
            }
        }
        Files.move(unpacked, root);
    }

    private static List<String> ownIndex(Path folder) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        Files.createDirectories(state.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        List<String> options = List.of(
                "-o",
                "Dir::State=" + state,
                "-o",
                "Dir::State::status=/var/lib/dpkg/status",
                "-o",
                "Dir::Cache=" + folder.resolve("cache"),
                "-o",
                "Debug::NoLocking=1");
        run(folder, aptGet(options, "update"));
        return options;
    }

    /** Only what is new: an upgrade of something installed is not needed to run a program. */
    private static void download(List<String> packages, List<String> options, Path into)
            throws IOException, InterruptedException {
        List<String> plan = aptGet(options, "install", "--simulate", "--no-install-recommends");
        plan.addAll(packages);
        List<String> missing = run(into, plan)
                .lines()
                .map(NEW_PACKAGE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        List<String> download = aptGet(options, "download");
        download.addAll(missing);
        run(into, download);
    }

    private static List<String> aptGet(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-o", "APT::Sandbox::User=root"));
        command.addAll(options);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + (ended ? " said: " + text.strip() : " took too long"));
        }
        return text;
    }

    /** Every folder in which the loader has to look. */
    private static List<Path> libraries(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.so(\\..*)?"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Path find(List<Path> folders, String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static String joined(List<Path> folders) {
        return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
