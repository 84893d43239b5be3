package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.stream.ResultKind;
import io.execparity.stream.SiteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked, and who asks: a real server that knows users, behind real TLS. */
final class ElasticSecurityTest {
    private static final byte[] NONE = new byte[0];

    @TempDir
    private Path folder;

    private static ElasticSettings settings(
            URI address, @Nullable String authorization, @Nullable SiteFile authorities, Duration patience) {
        return new ElasticSettings(List.of(address), authorization, authorities, 1000, 10, patience, null);
    }

    @Test
    void aUserWhomTheServerKnowsIsServedBehindTlsOfAnOwnAuthority() throws Exception {
        TestServer server = TestServer.shared();
        server.installAnew();
        SiteFile authority = new SiteFile("ca.pem", TlsFront.makeKey(folder.resolve("front.p12"), "ip:127.0.0.1"));
        String user = Credentials.basic(TestServer.USER, TestServer.PASSWORD);
        try (TlsFront front = TlsFront.listen(
                        folder.resolve("front.p12"), server.address().getPort());
                ElasticServer client =
                        new ElasticServer(settings(front.address(), user, authority, Duration.ofSeconds(20)))) {
            byte[] who = client.demand("GET", "/_security/_authenticate", NONE);

            assertThat(new String(who, UTF_8)).contains("\"username\":\"writer\"");
            new ResultIndices(client).install();
            assertThat(server.documents(ResultKind.HOSTS)).isEmpty();
        }
    }

    @Test
    void wrongCredentialsAreToldAtOnceAndNotRepeated() throws Exception {
        URI address = TestServer.shared().address();

        refused(settings(address, Credentials.basic(TestServer.USER, "wrong-word"), null, Duration.ofMinutes(5)));
        refused(settings(address, Credentials.apiKey("wrong-id:wrong-word"), null, Duration.ofMinutes(5)));
    }

    private static void refused(ElasticSettings settings) throws IOException {
        assertThat(settings.toString()).doesNotContain("wrong-word", "Basic ", "ApiKey ");
        try (ElasticServer client = new ElasticServer(settings)) {
            assertThatThrownBy(() -> new ResultIndices(client).install())
                    .isInstanceOf(UnusableServerException.class)
                    .hasMessageContaining("HTTP 401")
                    .satisfies(e -> assertThat(e.toString())
                            .doesNotContain(
                                    "wrong-word", settings.authorization().substring(6)));
        }
    }

    @Test
    void aServerOfAnotherAuthorityOrAnotherNameIsNotBelieved() throws Exception {
        int behind = TestServer.shared().address().getPort();
        byte[] own = TlsFront.makeKey(folder.resolve("front.p12"), "ip:127.0.0.1");
        byte[] other = TlsFront.makeKey(folder.resolve("other.p12"), "ip:127.0.0.1");
        byte[] misnamed = TlsFront.makeKey(folder.resolve("misnamed.p12"), "dns:elsewhere.example");
        try (TlsFront front = TlsFront.listen(folder.resolve("front.p12"), behind);
                TlsFront wrong = TlsFront.listen(folder.resolve("misnamed.p12"), behind)) {
            assertThat(other).isNotEqualTo(own);
            notBelieved(front.address(), new SiteFile("other.pem", other));
            notBelieved(front.address(), null);
            notBelieved(wrong.address(), new SiteFile("misnamed.pem", misnamed));
        }
    }

    private static void notBelieved(URI address, @Nullable SiteFile authority) throws IOException {
        ElasticSettings settings = settings(address, null, authority, Duration.ofMinutes(5));
        try (ElasticServer client = new ElasticServer(settings)) {
            ThrowingCallable demand = () -> client.demand("GET", "/_cluster/health", NONE);
            assertThatThrownBy(demand)
                    .isInstanceOf(UnusableServerException.class)
                    .hasMessageStartingWith("the server is not believed: ");
        }
    }

    @Test
    void credentialsDoNotTravelUnprotected() {
        String user = Credentials.basic("u", "p");

        for (String address : List.of("http://es.example:9200", "http://127.0.0.1.example:9200")) {
            assertThatThrownBy(() -> settings(URI.create(address), user, null, Duration.ZERO))
                    .hasMessageContaining("https is needed");
        }
        assertThat(settings(URI.create("http://127.0.0.1:9200"), user, null, Duration.ZERO))
                .isNotNull();
        assertThat(settings(URI.create("https://es.example:9200"), user, null, Duration.ZERO))
                .isNotNull();
    }

    @Test
    void authoritiesThatAreNoneAreRefusedWithTheFilesName() {
        for (String content : List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
            SiteFile file = new SiteFile("ca.pem", content.getBytes(UTF_8));
            assertThatThrownBy(() -> settings(URI.create("https://es.example"), null, file, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("ca.pem: ");
        }
    }

    @Test
    void credentialsAreWrittenAsTheServerReadsThem() throws IOException {
        assertThat(Credentials.apiKey("VnVhQ2ZHY0JDZGJrUW0=")).isEqualTo("ApiKey VnVhQ2ZHY0JDZGJrUW0=");
        assertThat(Credentials.apiKey("id:key")).isEqualTo("ApiKey aWQ6a2V5");
        assertThat(Credentials.basic("u", "p:ü")).isEqualTo("Basic dTpwOsO8");
        Path file = Files.writeString(folder.resolve("secret"), "word \n");
        assertThat(Credentials.read(file)).isEqualTo("word ");
        Path tooLong = Files.write(folder.resolve("long"), new byte[70_000]);
        assertThatThrownBy(() -> Credentials.read(tooLong)).hasMessageContaining("too long for a secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret-word with blanks", "secret-word\r\nX: y", "a:b:secret-word"})
    void whatIsNoKeyIsNotRepeated(String key) {
        assertThatThrownBy(() -> Credentials.apiKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-word"));
        assertThatThrownBy(() -> Credentials.basic("u:v", key)).isInstanceOf(IllegalArgumentException.class);
    }
}
