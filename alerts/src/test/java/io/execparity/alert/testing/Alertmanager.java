package io.execparity.alert.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.schema.testing.DebianPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Alertmanager on the loopback address, in a process of its own. */
public final class Alertmanager implements AutoCloseable {
    private static final String PROGRAM = "prometheus-alertmanager";
    private static final String TEMPLATES = "/usr/share/prometheus/alertmanager";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Process process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    private Alertmanager(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Returns when it answers.
     *
     * @param folder of its own
     */
    public static Alertmanager start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path config = Files.writeString(
                folder.resolve("alertmanager.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("alertmanager.log");
        ProcessBuilder command = command(folder);
        command.command()
                .addAll(List.of(
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="));
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Alertmanager started = new Alertmanager(process, URI.create("http://127.0.0.1:" + port));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!started.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                started.close();
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(50);
        }
        return started;
    }

    /**
     * Debian's build looks for its templates where its package puts them. Where that is not installed, a copy of the
     * program looks in its working folder, by a path of the same length.
     */
    private static ProcessBuilder command(Path folder) throws IOException {
        DebianPrograms debian = DebianPrograms.of(List.of(PROGRAM), List.of(PROGRAM));
        if (Files.isDirectory(Path.of(TEMPLATES))) {
            return debian.command(PROGRAM);
        }
        Path program = debian.path(PROGRAM);
        String bytes = Files.readString(program, StandardCharsets.ISO_8859_1);
        Path copy = folder.resolve(PROGRAM);
        Files.writeString(
                copy, bytes.replace(TEMPLATES, "./".repeat(TEMPLATES.length() / 2)), StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        Path root = program.getParent().getParent().getParent();
        return new ProcessBuilder(copy.toString())
                .directory(Path.of(root + TEMPLATES).toFile());
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    public URI address() {
        return address;
    }

    /** The alerts that it has by now, as its API tells them. */
    public JsonNode alerts() throws IOException, InterruptedException {
        return JsonMapper.builder().build().readTree(get("/api/v2/alerts").body());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
