package io.execparity.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.alert.config.AlertConfigReader;
import io.execparity.alert.testing.WebServer;
import io.execparity.alert.testing.WebServer.Post;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on one machine, from a folder of results to a receiver that is not always there. */
final class AlertServiceTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    private static Path ofServer;

    private static WebServer server;

    @TempDir
    private Path folder;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String begin = "oldest";
    private Path findings;

    @BeforeAll
    static void start() throws Exception {
        server = WebServer.start(ofServer);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        server.forget();
        findings = Files.createDirectories(folder.resolve("results")).resolve("findings.jsonl");
    }

    private AlertService start(String ofRoute, String more) throws IOException {
        Path config = Files.writeString(folder.resolve("alert.yaml"), """
                results: {folder: %s, begin: %s}
                state: %s
                metrics: {port: 0}
                routes:
                  - {name: hook, type: webhook, url: "%s/hook", authorities: %s, per-minute: 60000%s}
                %s
                """.formatted(
                        folder.resolve("results"),
                        begin,
                        folder.resolve("state"),
                        server.address(),
                        server.certificate(),
                        ofRoute,
                        more));
        return AlertService.start(
                new AlertConfigReader(Map.of(), "alert-host").read(config), Clock.systemUTC(), complaints::add);
    }

    private void write(String... lines) throws IOException {
        for (String line : lines) {
            Files.writeString(findings, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String line(int second, String host) {
        return Findings.line(second * 1_000L, "memfd-exec", "alert", "high", host, "/x");
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s, %d posts", complaints, server.posts().size())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static List<String> hosts(List<Post> posts) throws IOException {
        List<String> hosts = new ArrayList<>();
        for (Post post : posts) {
            JsonNode json = MAPPER.readTree(post.body());
            hosts.add(json.at("/finding/host/name").asText());
        }
        return hosts;
    }

    @Test
    void whatAReceiverDoesNotTakeIsSentAgainInOrderAndUnderItsName() throws Exception {
        server.reply(500, Map.of(), 0);
        server.reply(429, Map.of("Retry-After", "1"), 0);
        server.reply(WebServer.NO_ANSWER, Map.of(), 0);
        write(line(1, "a"), line(2, "b"), line(3, "c"));

        try (AlertService service = start("", "")) {
            until(() -> server.posts().size() == 6);
            until(() -> service.status().counts().getOrDefault("delivered", 0L) == 3);
            assertThat(service.status().isHealthy()).isTrue();
            assertThat(service.status().openMetrics())
                    .contains("execparity_alert_findings_total{became=\"alerted\"} 3\n")
                    .contains("execparity_alert_failures_total{route=\"hook\"} 3\n")
                    .endsWith("# EOF\n");
        }

        assertThat(hosts(server.posts())).containsExactly("a", "a", "a", "a", "b", "c");
        assertThat(server.posts().stream()
                        .map(post -> post.headers().get("Idempotency-Key"))
                        .distinct())
                .hasSize(3);
        assertThat(complaints).containsExactly("hook: it answered 500; trying again until it takes it");
    }

    @Test
    void whatIsRefusedForGoodDoesNotKeepOthersBack() throws Exception {
        server.reply(400, Map.of(), 0);
        write(line(1, "a"), line(2, "b"));

        try (AlertService service = start("", "")) {
            until(() -> service.status().counts().getOrDefault("refused", 0L) == 1);
            until(() -> server.posts().size() == 2);
        }

        assertThat(hosts(server.taken())).containsExactly("b");
    }

    @Test
    void eachFindingCountsOnceHoweverOftenItIsWrittenAndTheFileReplaced() throws Exception {
        write(line(1, "a"), line(1, "a"), "no finding", line(2, "b"));
        try (AlertService service = start("", "")) {
            until(() -> service.status().counts().getOrDefault("delivered", 0L) == 2);
        }
        Path other = folder.resolve("other");
        Files.writeString(other, line(1, "a") + "\n" + line(2, "b") + "\n" + line(3, "c") + "\n");
        Files.move(other, findings, StandardCopyOption.REPLACE_EXISTING);

        try (AlertService service = start("", "")) {
            until(() -> server.taken().size() == 3);
            assertThat(service.status().counts())
                    .containsEntry("findings/alerted", 3L)
                    .containsEntry("findings/known", 3L)
                    .containsEntry("findings/unreadable", 1L);
        }
        assertThat(hosts(server.taken())).containsExactly("a", "b", "c");
        assertThat(complaints).hasSize(1);
        assertThat(complaints.get(0))
                .endsWith("findings.jsonl:byte " + 2 * (line(1, "a").length() + 1)
                        + ": it is no JSON object with a time");
    }

    @Test
    void fromTheEndOnNothingIsPassedOverWhileNobodyReads() throws Exception {
        begin = "end";
        write(line(1, "before"));
        try (AlertService service = start("", "")) {
            until(() -> service.status().reading());
        }
        write(line(2, "meanwhile"));

        try (AlertService service = start("", "")) {
            until(() -> service.status().counts().getOrDefault("delivered", 0L) == 1);
        }
        assertThat(hosts(server.taken())).containsExactly("meanwhile");
    }

    @Test
    void whatBecameWorseUnderItsIdIsNews() throws Exception {
        write(line(1, "a"), Findings.line(1_000, "memfd-exec", "alert", "critical", "a", "/x"));

        try (AlertService service = start("", "")) {
            until(() -> service.status().counts().getOrDefault("delivered", 0L) == 2);
        }
        assertThat(server.taken().get(1).body()).contains("\"severity\":\"critical\"");
    }

    @Test
    void whatTheSiteSuppressedAndMaintainsIsCountedAndNotTold() throws Exception {
        Files.writeString(folder.resolve("results/suppressions.jsonl"), """
                {"message":{"kind":"suppression","version":1},"id":"s","rules":["memfd-exec"],"host":"a",\
                "file":{"path":"/x","inode":"5","device":"fe:00"},"reason":"known","owner":"me",\
                "created":"1970-01-01T00:00:00Z","expires":"1970-01-01T00:00:10Z"}
                """);
        write(line(1, "a"), line(20, "a"), line(2, "b"), line(3, "c"), line(4, "d"));

        try (AlertService service = start("", """
                maintenance:
                  - {hosts: [c], from: 1970-01-01T00:00:00Z, until: 1970-01-01T01:00:00Z, reason: disk, owner: me}
                alert:
                  - {hosts: [d], routes: []}
                  - {classes: [alert]}
                """)) {
            until(() -> server.taken().size() == 2);
            assertThat(service.status().counts())
                    .containsEntry("findings/suppressed", 1L)
                    .containsEntry("findings/maintenance", 1L)
                    .containsEntry("findings/other", 1L);
        }
        assertThat(hosts(server.taken())).containsExactly("a", "b");
    }

    @Test
    void aStormIsAHandfulOfNotices() throws Exception {
        StringBuilder storm = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            storm.append(Findings.line(i * 10L, "memfd-exec", "alert", "high", "host-" + i % 12, "/x" + i % 5_000));
            storm.append('\n');
        }
        Files.writeString(findings, storm);

        try (AlertService service = start(", things: 5, interval-seconds: 2", "")) {
            until(() -> service.status().counts().getOrDefault("findings/alerted", 0L) == 100_000);
            until(() -> told() == 100_000);
        }
        assertThat(server.taken()).hasSizeLessThan(40);
        assertThat(complaints).isEmpty();
    }

    /** Findings that the receiver was told of, as such or as so many more. */
    private long told() {
        long told = 0;
        Set<String> known = new HashSet<>();
        try {
            for (Post post : server.taken()) {
                if (!known.add(String.valueOf(post.headers().get("Idempotency-Key")))) {
                    continue;
                }
                JsonNode json = MAPPER.readTree(post.body());
                told += json.path("more").asLong()
                        + (json.path("kind").asText().equals("new")
                                        && !json.path("flood").asBoolean()
                                ? 1
                                : 0);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return told;
    }

    @Test
    void twoProcessesDoNotShareAState() throws Exception {
        try (AlertService service = start("", "")) {
            assertThat(service.statusPort()).isPositive();
            assertThatThrownBy(() -> start("", ""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("state")))
                .isEqualTo(Set.copyOf(PosixFilePermissions.fromString("rwx------")));
    }
}
