package io.execparity.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A real log, analyzed and served, with lines of ours behind the results where a test has some. */
final class ServedCorpus implements AutoCloseable {
    /** The boot whose measurement list is in the corpus. */
    static final String BOOT = "a-boot-of-the-lab";

    private static final List<String> KINDS = List.of("findings", "executions", "checks", "memfds", "suppressed");

    private final Path results;
    private final Board board;
    private final @Nullable ElasticServer elastic;

    /** Where the dashboard has results from. */
    enum Shelf {
        FOLDER,
        ELASTICSEARCH
    }

    private ServedCorpus(Path results, Board board, @Nullable ElasticServer elastic) {
        this.results = results;
        this.board = board;
        this.elastic = elastic;
    }

    static ServedCorpus in(Path folder) throws Exception {
        return in(folder, Shelf.FOLDER, List.of(), List.of());
    }

    /** With further findings and executions, as lines. */
    static ServedCorpus in(Path folder, Shelf shelf, List<String> findings, List<String> executions) throws Exception {
        return in(folder, shelf, findings, executions, BoardSettings.onLoopback(0));
    }

    /** The same for whom the settings say. */
    static ServedCorpus in(
            Path folder, Shelf shelf, List<String> findings, List<String> executions, BoardSettings settings)
            throws Exception {
        String log = Corpora.file(Corpora.ENRICHED).toString();
        Path results = Files.createDirectories(folder.resolve(shelf.name())).resolve("results");
        CommandRun run = CommandRun.of("analyze", "--audit", log, "--out", results.toString());
        if (run.exitCode() != ExitCode.FOUND) {
            throw new IllegalStateException("analyze: " + run.errors());
        }
        verify(results.resolve("integrity/lab-host"));
        probe(Files.createDirectory(results.resolve("probe")));
        append(results.resolve("findings.jsonl"), findings);
        append(results.resolve("executions.jsonl"), executions);
        Files.writeString(results.resolve("hosts.jsonl"), MadeUpResults.host() + "\n");
        return serve(results, shelf, List.of(log), settings);
    }

    /** Results of which there are none yet. */
    static ServedCorpus ofNothing(Path folder, Shelf shelf) throws Exception {
        Path results = Files.createDirectories(folder.resolve(shelf.name()));
        for (String kind : KINDS) {
            Files.createFile(results.resolve(kind + ".jsonl"));
        }
        return serve(results, shelf, List.of(), BoardSettings.onLoopback(0));
    }

    private static ServedCorpus serve(Path results, Shelf shelf, List<String> audit, BoardSettings settings)
            throws Exception {
        AuditLogFiles logs = AuditLogFiles.of(audit, InputStream.nullInputStream());
        if (shelf == Shelf.FOLDER) {
            return new ServedCorpus(results, ServeCommand.open(results, logs, null, settings, sentence -> {}), null);
        }
        TestServer real = TestServer.shared();
        real.installAnew();
        ElasticServer server = new ElasticServer(real.settings(1_000));
        for (String kind : KINDS) {
            ElasticLines.write(server, kind, Files.readAllLines(results.resolve(kind + ".jsonl")));
        }
        if (Files.exists(results.resolve("hosts.jsonl"))) {
            ElasticLines.write(server, "hosts", Files.readAllLines(results.resolve("hosts.jsonl")));
        }
        return new ServedCorpus(results, ServeCommand.open(server, results, logs, settings, sentence -> {}), server);
    }

    /** What its measurement list leads to, where the dashboard looks for it. */
    private static void verify(Path reports) throws IOException {
        Path log = Corpora.file(Corpora.ENRICHED);
        String register =
                Files.readString(log.resolveSibling("pcr10.txt")).replaceAll("(?s).*sha256 ([0-9A-F]+).*", "$1");
        CommandRun run = CommandRun.of(
                "verify-ima",
                "--format=json",
                "--pcr=sha256=" + register,
                log.resolveSibling("binary_runtime_measurements_sha256").toString());
        if (run.exitCode() != ExitCode.NOTHING_FOUND) {
            throw new IllegalStateException("verify-ima: " + run.errors() + run.output());
        }
        Files.writeString(Files.createDirectories(reports).resolve(BOOT + ".json"), run.output());
    }

    /** What its probe came to while an audit rule was missing, where the dashboard looks for it. */
    private static void probe(Path outcomes) throws IOException {
        Path log = outcomes.resolve("audit.log");
        Files.write(
                log,
                Corpora.lines("probe-linux-7.2/audit.log.gz").stream()
                        .map(line -> new String(line, ISO_8859_1))
                        .filter(line -> !line.contains("key=\"execparity-securebits\""))
                        .toList(),
                ISO_8859_1);
        CommandRun run = CommandRun.of(
                "probe",
                "--ran",
                Corpora.file("probe-linux-7.2/probe.jsonl").toString(),
                "--audit",
                log.toString(),
                "--out",
                outcomes.resolve("lab-host.jsonl").toString());
        if (run.exitCode() != ExitCode.FOUND) {
            throw new IllegalStateException("probe: " + run.errors() + run.output());
        }
        Files.delete(log);
    }

    private static void append(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, UTF_8, StandardOpenOption.APPEND);
    }

    /** Adds a finding while the dashboard is looking on. */
    void arrives(String finding) throws IOException {
        arrive("findings", List.of(finding));
    }

    /** Adds executions while the dashboard is looking on. */
    void runs(List<String> executions) throws IOException {
        arrive("executions", executions);
    }

    private void arrive(String kind, List<String> lines) throws IOException {
        if (elastic == null) {
            append(results.resolve(kind + ".jsonl"), lines);
        } else {
            ElasticLines.write(elastic, kind, lines);
        }
    }

    /** Where the results are, and what is said of them. */
    Path results() {
        return results;
    }

    /** What a page of this server writes. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("X-ExecParity-Write", "1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Every address of the API. */
    Set<String> routes() {
        return board.routes();
    }

    int port() {
        return board.port();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    @Override
    public void close() throws IOException {
        board.close();
        if (elastic != null) {
            elastic.close();
        }
    }
}
