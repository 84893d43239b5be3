package io.execparity.stream.elastic;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server that takes TLS off connections and passes them on, as the ones do that stand before a cluster. */
public final class TlsFront implements Closeable {
    private static final String STORE_PASSWORD = "changeit";

    private final SSLServerSocket socket;
    private final int behind;

    private TlsFront(SSLServerSocket socket, int behind) {
        this.socket = socket;
        this.behind = behind;
    }

    /**
     * Begins to listen.
     *
     * @param store made by {@link #makeKey}
     * @param behind the port of this machine that connections are passed on to
     */
    public static TlsFront listen(Path store, int behind) throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(socket, behind);
        daemon(front::acceptAll);
        return front;
    }

    /**
     * Makes a key with a certificate that it signed itself, and returns the certificate as PEM.
     *
     * @param name whom it is for, as keytool writes it: {@code ip:127.0.0.1}
     */
    public static byte[] makeKey(Path store, String name) throws Exception {
        String[] own = {"-keystore", store.toString(), "-storepass", STORE_PASSWORD, "-alias", "server"};
        keytool(own, "-genkeypair", "-keyalg", "EC", "-dname", "CN=front", "-ext", "san=" + name, "-validity", "2");
        Path certificate = store.resolveSibling(store.getFileName() + ".pem");
        keytool(own, "-exportcert", "-rfc", "-file", certificate.toString());
        return Files.readAllBytes(certificate);
    }

    private static void keytool(String[] own, String... arguments) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(own));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    public URI address() {
        return URI.create("https://127.0.0.1:" + socket.getLocalPort());
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                // closed, which ends the loop
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            daemon(() -> copy(server, client));
            copy(client, server);
        } catch (IOException e) {
            // the handshake failed, or one side has gone: so does the other
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // as above
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
