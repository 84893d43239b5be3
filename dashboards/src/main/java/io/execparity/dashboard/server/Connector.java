package io.execparity.dashboard.server;

import java.io.IOException;
import java.security.KeyStore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Where connections come in: TLS 1.2 and 1.3 or in the clear, and no more at once than one process can hold. */
final class Connector {
    private static final int MOST_CONNECTIONS = 1_024;

    private final Listening listening;
    private final SslContextFactory.@Nullable Server tls;

    /** @throws IOException where the certificate or the key cannot be used */
    Connector(Listening listening) throws IOException {
        this.listening = listening;
        tls = listening.tls().isPresent() ? new SslContextFactory.Server() : null;
        if (tls != null) {
            tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
            tls.setRenegotiationAllowed(false);
            use(tls, listening.tls().get().read());
        }
    }

    private static void use(SslContextFactory factory, KeyStore keys) {
        factory.setKeyStore(keys);
        factory.setKeyStorePassword("");
    }

    ServerConnector make(Server server, HttpConfiguration http) {
        HttpConfiguration configuration = new HttpConfiguration(http);
        HttpConnectionFactory requests = new HttpConnectionFactory(configuration);
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, requests);
        } else {
            // It refuses a request for another name than the certificate's.
            configuration.addCustomizer(new SecureRequestCustomizer());
            connector = new ServerConnector(server, new SslConnectionFactory(tls, requests.getProtocol()), requests);
        }
        connector.setHost(listening.address().getAddress().getHostAddress());
        connector.setPort(listening.address().getPort());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }

    /**
     * Takes the certificate and the key as they are now, for connections from now on.
     *
     * @throws IOException where they cannot be used; those before then stay
     */
    void reload() throws IOException {
        if (tls == null || listening.tls().isEmpty()) {
            return;
        }
        KeyStore keys = listening.tls().get().read();
        try {
            tls.reload(factory -> use(factory, keys));
        } catch (Exception e) {
            throw new IOException(listening.tls().get().certificate() + " cannot be used", e);
        }
    }
}
