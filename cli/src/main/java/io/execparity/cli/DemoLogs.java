package io.execparity.cli;

import io.execparity.collect.source.UnreadableSourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine;

/** The bundled logs of two boots of a real kernel, with all that was saved beside them, and the runs over them. */
final class DemoLogs {
    private static final List<String> FOLDERS = List.of("linux-7.2-enriched", "linux-7.2-raw");

    private final Path corpus;

    /** @throws IOException where the folder is not the bundled one */
    DemoLogs(Path corpus) throws IOException {
        this.corpus = corpus;
        for (String folder : FOLDERS) {
            if (!Files.isReadable(log(folder))) {
                throw new IOException(log(folder) + " is not there; --corpus names the checkout's corpus folder");
            }
        }
    }

    private Path log(String folder) {
        return corpus.resolve(folder).resolve("audit.log.gz");
    }

    /** The logs themselves, for the records behind results. */
    List<String> audit() {
        return FOLDERS.stream().map(folder -> log(folder).toString()).toList();
    }

    /** How many lines the logs have. */
    long lines() throws IOException {
        long lines = 0;
        for (String folder : FOLDERS) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(log(folder))), StandardCharsets.ISO_8859_1))) {
                lines += reader.lines().count();
            }
        }
        return lines;
    }

    /**
     * Does to each log what {@code analyze} does, and returns the folders of the results.
     *
     * @param into where a folder for each log is made
     */
    List<Path> analyze(Path into, PrintWriter errors) throws IOException, UnreadableSourceException {
        List<Path> runs = new ArrayList<>();
        for (String folder : FOLDERS) {
            Path run = into.resolve(folder);
            int exitCode = new CommandLine(new AnalyzeCommand())
                    .setOut(new PrintWriter(Writer.nullWriter()))
                    .setErr(errors)
                    .execute(arguments(folder, run).toArray(String[]::new));
            if (exitCode != ExitCode.FOUND && exitCode != ExitCode.NOTHING_FOUND) {
                throw new IOException(log(folder) + " cannot be analyzed");
            }
            runs.add(run);
        }
        return runs;
    }

    private List<String> arguments(String folder, Path run) throws IOException {
        Path saved = corpus.resolve(folder);
        List<String> arguments = new ArrayList<>(List.of("--audit", log(folder).toString()));
        // Of those lines that name none: one of the two boots was logged without names.
        arguments.addAll(List.of("--host", "lab-raw", "--out", run.toString()));
        arguments.addAll(List.of("--mounts", saved.resolve("mounts.txt").toString()));
        arguments.addAll(List.of("--ima-policy", saved.resolve("ima-policy").toString()));
        arguments.addAll(List.of(
                "--ima", saved.resolve("binary_runtime_measurements_sha256").toString()));
        for (String register : Files.readAllLines(saved.resolve("pcr10.txt"))) {
            String[] bank = register.trim().split(" ", 2);
            if (bank.length == 2 && bank[0].equals("sha256")) {
                arguments.addAll(List.of("--pcr", bank[0] + "=" + bank[1].toLowerCase(Locale.ROOT)));
            }
        }
        Path flags = saved.resolve("execveat.jsonl");
        if (Files.exists(flags)) {
            arguments.addAll(List.of("--execveat-flags", flags.toString()));
        }
        return arguments;
    }
}
