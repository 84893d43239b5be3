package io.execparity.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.dashboard.access.AccessSettings;
import io.execparity.dashboard.testing.Certificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A board that strangers reach has both: TLS, and a way to sign in. */
final class BoardSettingsTest {
    private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 8321);

    @TempDir
    private Path folder;

    private AccessSettings tokens() {
        return new AccessSettings(
                Optional.of(folder.resolve("tokens")), Optional.empty(), AccessSettings.USUAL_SESSION);
    }

    private Optional<TlsFiles> tls() {
        return Optional.of(new TlsFiles(folder.resolve("a.pem"), folder.resolve("a.key")));
    }

    @Test
    void neitherAloneIsEnough() {
        Listening clear = new Listening(EVERYWHERE, Optional.empty(), Optional.empty());
        Listening safe = new Listening(EVERYWHERE, tls(), Optional.empty());

        assertThatThrownBy(() -> new BoardSettings(clear, AccessSettings.none()))
                .hasMessageContaining("takes TLS (a certificate and its key) and a way to sign in");
        assertThatThrownBy(() -> new BoardSettings(clear, tokens())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BoardSettings(safe, AccessSettings.none()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new BoardSettings(safe, tokens()).listening().isSecure()).isTrue();
    }

    @Test
    void aProxyMeansThatOthersComeThroughIt() {
        Listening proxied = new Listening(
                Listening.onLoopback(0).address(), Optional.empty(), Optional.of(URI.create("https://board.example")));

        assertThatThrownBy(() -> new BoardSettings(proxied, AccessSettings.none()))
                .hasMessageContaining("proxy");
        assertThat(new BoardSettings(proxied, tokens()).listening().isSecure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void aCertificateAndItsKeyAreReadAndAnothersKeyIsNot(String algorithm) throws Exception {
        Certificates one = Certificates.make(folder, "one", algorithm);
        Certificates other = Certificates.make(folder, "other", algorithm);

        assertThat(new TlsFiles(one.certificate(), one.key()).read().size()).isEqualTo(1);
        assertThatThrownBy(() -> new TlsFiles(one.certificate(), other.key()).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.key is not the key of");
        assertThatThrownBy(() -> new TlsFiles(one.key(), one.key()).read()).hasMessageContaining("one.key has no cert");
        assertThatThrownBy(() -> new TlsFiles(one.certificate(), one.certificate()).read())
                .hasMessageContaining("one.pem has no key");
        Path nothing = Files.writeString(folder.resolve("nothing"), "x");
        assertThatThrownBy(() -> new TlsFiles(nothing, one.key()).read()).hasMessageContaining("nothing has no cert");
    }
}
