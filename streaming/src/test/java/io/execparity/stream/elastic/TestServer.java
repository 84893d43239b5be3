package io.execparity.stream.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A real Elasticsearch of this machine's own, one for all tests of a run, from the archive that Maven put beside the
 * classes. It refuses to be root, so root runs it as nobody. Stopped, and its folder deleted, when the JVM ends.
 */
public final class TestServer {
    /** Every module's folder is beside that of the one that has the archive. */
    private static final Path ARCHIVE = Path.of("../streaming/target/elasticsearch/elasticsearch.zip");
    /** A user whom the server knows. */
    static final String USER = "writer";

    static final String PASSWORD = "pass: wörd";
    private static final String NOBODY = "65534";
    private static final Duration UP = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static TestServer shared;

    private final Path folder;
    private final int port;
    private final int transport;
    private Process process;

    private TestServer(Path folder, int port, int transport) {
        this.folder = folder;
        this.port = port;
        this.transport = transport;
    }

    /** The one server, with what other tests left in it. */
    public static synchronized TestServer shared() throws Exception {
        if (shared == null) {
            Path folder = Files.createTempDirectory("execparity-elasticsearch");
            TestServer server = new TestServer(folder, freePort(), freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::discard));
            server.unpack();
            server.start();
            shared = server;
        }
        return shared;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public ElasticSettings settings(int batchDocuments) {
        return new ElasticSettings(
                List.of(address()), null, null, 1 << 20, batchDocuments, Duration.ofSeconds(100), null);
    }

    public void start() throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        command.addAll(List.of("bash", home().resolve("bin/elasticsearch").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("output").toFile()));
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ES_PATH_CONF", folder.resolve("conf").toString());
        builder.environment().put("ES_TMPDIR", folder.resolve("tmp").toString());
        builder.environment().put("ES_JAVA_OPTS", "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1");
        process = builder.start();
        awaitUp();
    }

    /** As an operator stops it: what is under way is answered, or the connection breaks. */
    public void stop() throws InterruptedException {
        // The script starts the server, which outlives it: all of them have to be gone before their folder is.
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(30, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                one.destroyForcibly();
                one.onExit().join();
            }
        }
    }

    /** Installs the indices anew, empty. */
    public void installAnew() throws Exception {
        ask("DELETE", "/execparity-*", "");
        try (ElasticServer server = new ElasticServer(settings(100))) {
            new ResultIndices(server).install();
        }
    }

    /** All documents of a kind, without what the writer added to their lines, in the order of their text. */
    public List<String> documents(ResultKind kind) throws Exception {
        String alias = ResultIndex.alias(kind);
        ask("POST", "/" + alias + "/_refresh", "");
        List<String> documents = new ArrayList<>();
        JsonNode found = MAPPER.readTree(ask("GET", "/" + alias + "/_search?size=10000", ""));
        for (JsonNode hit : found.at("/hits/hits")) {
            ObjectNode line = (ObjectNode) hit.get("_source");
            line.remove("board");
            documents.add(line.toString());
        }
        assertThat(found.at("/hits/total/value").intValue()).isEqualTo(documents.size());
        return documents.stream().sorted().toList();
    }

    /** The indices behind a kind's alias, by name. */
    List<String> indices(ResultKind kind) throws Exception {
        JsonNode found = MAPPER.readTree(ask("GET", "/_alias/" + ResultIndex.alias(kind), ""));
        List<String> names = new ArrayList<>();
        found.fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().toList();
    }

    /** The body of an answer. */
    public String ask(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private void awaitUp() throws Exception {
        long deadline = System.nanoTime() + UP.toNanos();
        while (!isUp()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("no Elasticsearch: " + Files.readString(folder.resolve("output")));
            }
            Thread.sleep(200);
        }
    }

    private boolean isUp() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address().resolve("/_cluster/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Path home() throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(path -> path.getFileName().toString().startsWith("elasticsearch-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void unpack() throws Exception {
        try (InputStream file = Files.newInputStream(ARCHIVE);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("leaves its folder: " + entry.getName());
                }
                Files.createDirectories(entry.isDirectory() ? target : target.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, target);
                }
            }
        }
        Path conf = Files.createDirectory(folder.resolve("conf"));
        for (String name : List.of("jvm.options", "log4j2.properties")) {
            Files.copy(home().resolve("config").resolve(name), conf.resolve(name));
        }
        Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(conf.resolve("users"), USER + ":" + hash(PASSWORD) + "\n");
        Files.writeString(conf.resolve("users_roles"), "superuser:" + USER + "\n");
        Files.writeString(conf.resolve("elasticsearch.yml"), configuration());
        if (isRoot()) {
            new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private String configuration() {
        return String.join(
                "\n",
                "cluster.name: execparity-tests-" + port,
                "discovery.type: single-node",
                "network.host: 127.0.0.1",
                "http.port: " + port,
                "transport.port: " + transport,
                "path.data: " + folder.resolve("data"),
                "path.logs: " + folder.resolve("logs"),
                // Whoever says nothing of himself may do all; whoever does has to be right.
                "xpack.security.enabled: true",
                "xpack.security.autoconfiguration.enabled: false",
                "xpack.security.http.ssl.enabled: false",
                "xpack.security.transport.ssl.enabled: false",
                "xpack.security.authc.anonymous.username: anyone",
                "xpack.security.authc.anonymous.roles: superuser",
                "action.destructive_requires_name: false",
                "cluster.routing.allocation.disk.threshold_enabled: false",
                "");
    }

    private static String hash(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return OpenBSDBCrypt.generate("2a", password.toCharArray(), salt, 4);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void discard() {
        try {
            if (process != null) {
                stop();
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
