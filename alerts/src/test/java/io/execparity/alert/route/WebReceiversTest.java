package io.execparity.alert.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.alert.Findings;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.testing.WebServer;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import io.execparity.collect.config.Authorities;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers that are spoken to by HTTP, before a real server with a certificate of its own. */
final class WebReceiversTest {
    private static final NoticeText TEXTS = new NoticeText("https://board.example");
    private static final Notice NOTICE = Findings.notice(Findings.facts(1_000, "memfd-exec", "a", "/x\\\"<!channel>"));
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

    @TempDir
    private static Path folder;

    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        server = WebServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpEndpoint endpoint(String path) throws IOException {
        return endpoint(path, Duration.ofSeconds(30));
    }

    private static HttpEndpoint endpoint(String path, Duration timeout) throws IOException {
        SSLContext believed = Authorities.context("ca", Files.readAllBytes(server.certificate()));
        return new HttpEndpoint(server.address().resolve(path), Optional.of(believed), timeout);
    }

    private static WebServer.Post last() {
        return server.posts().get(server.posts().size() - 1);
    }

    private static JsonNode sent() throws IOException {
        return NoticeJson.MAPPER.readTree(last().body());
    }

    @Test
    void aWebhookGetsAllOfItSignedAndNamed() throws Exception {
        try (Receiver receiver = new WebhookReceiver(endpoint("/hook"), TEXTS, "secret", "token", CLOCK)) {
            assertThat(receiver.send(NOTICE)).isEqualTo(Answer.TAKEN);
        }

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("secret".getBytes(UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(("1000." + last().body()).getBytes(UTF_8)));
        assertThat(last().headers())
                .containsEntry("X-ExecParity-Timestamp", "1000")
                .containsEntry("X-ExecParity-Signature", "v1=" + signature)
                .containsEntry("Authorization", "Bearer token")
                .containsEntry("Idempotency-Key", NOTICE.id());
        assertThat(sent().at("/kind").asText()).isEqualTo("new");
        assertThat(sent().at("/finding/file/path").asText()).isEqualTo("/x\"<!channel>");
        assertThat(sent().at("/finding/execparity/evidence/0").asText()).isEqualTo("audit(1.000:1)");
        assertThat(sent().at("/steps/0").asText()).isEqualTo("See who made the memory file.");
        assertThat(sent().at("/link").asText())
                .isEqualTo("https://board.example/findings/" + NOTICE.facts().id());
    }

    @Test
    void chatGetsWordsInWhichNothingIsMoreThanText() throws Exception {
        Notice notice = Findings.notice(Findings.facts(1_000, "memfd-exec", "<!channel>", "/x"));
        try (Receiver receiver =
                new ChatReceiver(endpoint("/chat"), TEXTS, Template.bundled("chat.mustache", Language.CHAT))) {
            assertThat(receiver.send(notice)).isEqualTo(Answer.TAKEN);
        }

        assertThat(sent().at("/text").asText())
                .startsWith("*high: memfd\u2060-exec on".replace("\u2060", ""))
                .contains("&lt;!")
                .doesNotContain("<!channel>")
                .endsWith("\n<https://board.example/findings/" + notice.facts().id() + "|The finding>");
    }

    @Test
    void pagerDutyGetsOneIncidentForAMatterAndItsEnd() throws Exception {
        Notice over = new Notice(
                "to", "matter", Notice.Kind.OVER, false, 2, NOTICE.facts(), 1, 0, NOTICE.hosts(), 1, 0, 0, 0, 0, 0);
        try (Receiver receiver = new PagerDutyReceiver(endpoint("/v2/enqueue"), TEXTS, "key")) {
            assertThat(receiver.send(NOTICE)).isEqualTo(Answer.TAKEN);
            assertThat(sent().at("/event_action").asText()).isEqualTo("trigger");
            assertThat(sent().at("/payload/severity").asText()).isEqualTo("error");
            assertThat(sent().at("/payload/summary").asText()).isEqualTo("high: memfd-exec on a: Something ran on a.");
            assertThat(receiver.send(over)).isEqualTo(Answer.TAKEN);
        }

        assertThat(sent().at("/event_action").asText()).isEqualTo("resolve");
        assertThat(sent().at("/dedup_key").asText()).isEqualTo("matter");
        assertThat(sent().at("/routing_key").asText()).isEqualTo("key");
    }

    @Test
    void alertmanagerGetsLabelsThatStayTheSameAndAnEndThatLiesAhead() throws Exception {
        Template template = Template.bundled("body.mustache", Language.PLAIN);
        try (Receiver receiver = new AlertmanagerReceiver(
                endpoint("/api/v2/alerts"), TEXTS, template, Map.of("team", "platform"), Map.of())) {
            assertThat(receiver.send(NOTICE)).isEqualTo(Answer.TAKEN);
        }

        JsonNode alert = sent().get(0);
        assertThat(alert.path("labels").properties().toString())
                .isEqualTo("[team=\"platform\", alertname=\"memfd-exec\", class=\"alert\", matter=\"matter\","
                        + " severity=\"high\", host=\"a\"]");
        assertThat(alert.at("/endsAt").asText()).isEqualTo("1970-01-01T00:01:01Z");
        assertThat(alert.at("/annotations/sentence").asText()).isEqualTo("Something ran on a.");
    }

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "202, TAKEN",
        "400, NEVER",
        "413, NEVER",
        "401, LATER",
        "404, LATER",
        "301, LATER",
        "429, LATER",
        "500, LATER",
        "503, LATER"
    })
    void anAnswerSaysWhatToDoNext(int code, Answer.Outcome outcome) throws Exception {
        server.reply(code, Map.of(), 0);
        try (Receiver receiver = new WebhookReceiver(endpoint("/hook"), TEXTS, "", "", CLOCK)) {
            assertThat(receiver.send(NOTICE).outcome()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7000", "99999999, 3600000", "soon, 0", "'Thu, 01 Jan 1970 00:00:00 GMT', 0", "-1, 0"})
    void aReceiverThatAsksForTimeGetsIt(String retryAfter, long millis) throws Exception {
        server.reply(429, Map.of("Retry-After", retryAfter), 0);
        try (Receiver receiver = new WebhookReceiver(endpoint("/hook"), TEXTS, "", "", CLOCK)) {
            assertThat(receiver.send(NOTICE).afterMillis()).isEqualTo(millis);
        }
    }

    @Test
    void whoAnswersTooLateOrCannotBeTrustedHasNothing() throws Exception {
        server.reply(200, Map.of(), 1_500);
        try (Receiver receiver = new WebhookReceiver(endpoint("/hook", Duration.ofSeconds(1)), TEXTS, "", "", CLOCK)) {
            assertThatThrownBy(() -> receiver.send(NOTICE)).hasMessage("no answer in time");
        }
        HttpEndpoint strict = new HttpEndpoint(server.address(), Optional.empty(), Duration.ofSeconds(30));
        assertThatThrownBy(() -> strict.post("{}", Map.of())).hasMessageStartingWith("no trusted connection");
        URI byName = URI.create("https://localhost:" + server.address().getPort());
        SSLContext believed = Authorities.context("ca", Files.readAllBytes(server.certificate()));
        HttpEndpoint named = new HttpEndpoint(byName, Optional.of(believed), Duration.ofSeconds(30));
        assertThatThrownBy(() -> named.post("{}", Map.of())).hasMessageStartingWith("no trusted connection");
    }
}
