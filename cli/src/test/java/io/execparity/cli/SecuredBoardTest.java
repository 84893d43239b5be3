package io.execparity.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.dashboard.testing.Certificates;
import io.execparity.dashboard.testing.OpenIdProvider;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from a dashboard that asks who they are, over TLS. */
final class SecuredBoardTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "{\"ids\":[\"%s\"],\"status\":\"acknowledged\"}";

    @TempDir
    private static Path folder;

    private static OpenIdProvider provider;
    private static SecuredBoard board;

    @BeforeAll
    static void start() throws Exception {
        provider = OpenIdProvider.start();
        board = SecuredBoard.overTls(Files.createDirectory(folder.resolve("tls")), provider);
    }

    @AfterAll
    static void stop() {
        board.close();
        provider.close();
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return board.send(board.asking(path).header("Authorization", "Bearer " + token));
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    /** The address that a browser would go to. */
    private static URI target(HttpResponse<String> redirect) {
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/summary",
                "/api/v1/findings",
                "/api/v1/findings/export.csv",
                "/api/v1/live",
                "/api/v1/openapi.json",
                "/api/v1/activity/export.jsonl",
                "/metrics"
            })
    void nobodyGetsAnythingThatIsNotForEverybody(String path) throws Exception {
        HttpResponse<String> response = board.send(board.asking(path));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("error").asText()).contains("sign in first");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("Bearer"));
        assertThat(get(path, "execparity_wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void everyAnswerSaysThatItComesByTlsAlone() throws Exception {
        for (String path : List.of("/", "/api/v1/session", "/api/v1/findings", "/nowhere")) {
            HttpResponse<String> response = board.send(board.asking(path));
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .as(path)
                    .hasValue("max-age=31536000");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .isPresent();
        }
    }

    @Test
    void aViewerSeesEverythingAndChangesNothing() throws Exception {
        // Given
        JsonNode page = json(get("/api/v1/findings", board.vera()));
        String id = page.at("/rows/0/board/id").asText();

        // When
        HttpResponse<String> viewer = board.send(board.writing("/api/v1/triage/mark", String.format(MARK, id))
                .header("Authorization", "Bearer " + board.vera()));
        HttpResponse<String> nobody = board.send(board.writing("/api/v1/triage/mark", String.format(MARK, id)));
        HttpResponse<String> analyst = board.send(board.writing("/api/v1/triage/mark", String.format(MARK, id))
                .header("Authorization", "Bearer " + board.anna()));

        // Then
        assertThat(page.path("total").asInt()).isEqualTo(SecuredBoard.FINDINGS);
        assertThat(viewer.statusCode()).isEqualTo(403);
        assertThat(json(viewer).path("error").asText())
                .contains("vera is a viewer")
                .contains("takes an analyst");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(analyst.statusCode()).isEqualTo(200);
        assertThat(json(analyst).at("/entry/who").asText()).isEqualTo("anna");
        assertThat(Files.readString(board.activity()))
                .contains("\"who\":\"anna\"")
                .doesNotContain("vera");
    }

    @Test
    void aSessionIsACookieThatNoScriptReadsAndNoOtherSiteSends() throws Exception {
        // When
        HttpResponse<String> opened =
                board.send(board.writing("/api/v1/session", "{\"token\":\"" + board.vera() + "\"}"));

        // Then
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-execparity=")
                .containsIgnoringCase("; Secure")
                .containsIgnoringCase("; HttpOnly")
                .containsIgnoringCase("; SameSite=Strict")
                .containsIgnoringCase("; Path=/");
        String sent = cookie.substring(0, cookie.indexOf(';'));
        assertThat(board.send(board.asking("/api/v1/findings").header("Cookie", sent))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> left = board.send(board.asking("/api/v1/session")
                .header("Cookie", sent)
                .header("X-ExecParity-Write", "1")
                .DELETE());
        assertThat(json(left).has("name")).isFalse();
        assertThat(board.send(board.asking("/api/v1/findings").header("Cookie", sent))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aProvidersPersonIsLetInByTheWholeWayThere() throws Exception {
        // Given
        HttpClient browser = HttpClient.newBuilder()
                .sslContext(new Certificates(folder.resolve("tls/board.pem"), Path.of("")).trusting())
                .cookieHandler(new CookieManager())
                .build();
        HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString();

        // When
        URI there = target(
                browser.send(board.asking("/login/openid?to=//evil.example").build(), text));
        String page = browser.send(HttpRequest.newBuilder(there).build(), text).body();
        URI back = URI.create(page.replaceAll("(?s).*href=\"([^\"]+)\".*", "$1").replace("&amp;", "&"));
        HttpResponse<String> arrived = browser.send(HttpRequest.newBuilder(back).build(), text);
        HttpResponse<String> again = browser.send(HttpRequest.newBuilder(back).build(), text);

        // Then
        assertThat(target(arrived)).isEqualTo(URI.create("/"));
        assertThat(json(browser.send(board.asking("/api/v1/session").build(), text))
                        .path("name")
                        .asText())
                .isEqualTo("alice (127.0.0.1)");
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.body()).contains("used before").contains("<h1>Not signed in</h1>");
    }

    @Test
    void oldTlsAndAnotherNameAreRefused() throws Exception {
        // Given
        URI here = URI.create(board.origin());
        SSLContext context = new Certificates(folder.resolve("tls/board.pem"), Path.of("")).trusting();

        // When
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", here.getPort())) {
            SSLParameters old = socket.getSSLParameters();
            old.setProtocols(new String[] {"TLSv1.1"});
            socket.setSSLParameters(old);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", here.getPort())) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void tokensAndCertificatesAreReadAgainWhenTheyChange() throws Exception {
        try (SecuredBoard own = SecuredBoard.overTls(Files.createDirectory(folder.resolve("own")), provider)) {
            // Given
            HttpRequest.Builder request = own.asking("/api/v1/rules").header("Authorization", "Bearer " + own.vera());
            assertThat(own.send(request).statusCode()).isEqualTo(200);

            // When
            own.forgetVera();
            Certificates fresh = Certificates.make(folder.resolve("own"), "board", "EC");

            // Then
            await(() -> own.send(request).statusCode() == 401);
            SSLContext trust = fresh.trusting();
            await(() -> {
                try (SSLSocket socket = (SSLSocket) trust.getSocketFactory()
                        .createSocket("localhost", URI.create(own.origin()).getPort())) {
                    socket.startHandshake();
                    return true;
                } catch (SSLException e) {
                    return false;
                }
            });

            // When
            Files.writeString(own.tokens(), "anna nothing\n");

            // Then
            await(() -> own.complaints().stream().anyMatch(one -> one.contains("tokens:1: ")));
        }
    }

    private interface Question {
        boolean isSo() throws Exception;
    }

    private static void await(Question question) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!question.isSo()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void whoGuessesTokensHasToWait() throws Exception {
        try (SecuredBoard own =
                SecuredBoard.inTheClear(Files.createDirectory(folder.resolve("guessed")), Duration.ofMinutes(1))) {
            // When
            for (int i = 0; i < 10; i++) {
                assertThat(own.send(own.writing("/api/v1/session", "{\"token\":\"guess" + i + "\"}"))
                                .statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> refused =
                    own.send(own.writing("/api/v1/session", "{\"token\":\"" + own.anna() + "\"}"));

            // Then
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("300");
            assertThat(json(refused).path("error").asText()).contains("wait five minutes");
        }
    }
}
