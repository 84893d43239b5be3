package io.execparity.alert.testing;

import io.execparity.stream.elastic.TlsFront;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on the loopback address that asks for STARTTLS, a user and a password, and keeps what it gets. */
public final class MailServer implements AutoCloseable {
    public static final String USER = "alert";
    public static final String PASSWORD = "right";
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final List<byte[]> mails = new CopyOnWriteArrayList<>();
    private final SMTPServer server;
    private final Path certificate;

    private MailServer(SSLContext context, Path certificate) {
        this.certificate = certificate;
        this.server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(context)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, session) -> {
                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((session, from, to, data) -> {
                    mails.add(data);
                })
                .build();
    }

    /**
     * Begins to listen.
     *
     * @param folder for its key and certificate
     */
    public static MailServer start(Path folder) throws Exception {
        Path store = folder.resolve("mail.p12");
        Path certificate = folder.resolve("mail.pem");
        Files.write(certificate, TlsFront.makeKey(store, "ip:127.0.0.1"));
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        MailServer started = new MailServer(context, certificate);
        started.server.start();
        return started;
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** Whom clients have to believe. */
    public Path certificate() {
        return certificate;
    }

    /** What it was given, in order. */
    public List<MimeMessage> mails() throws MessagingException {
        List<MimeMessage> read = new ArrayList<>();
        for (byte[] mail : mails) {
            read.add(new MimeMessage(null, new ByteArrayInputStream(mail)));
        }
        return read;
    }

    @Override
    public void close() {
        server.stop();
    }
}
