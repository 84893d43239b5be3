package io.execparity.alert.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes syslog over TCP on the loopback address, one connection after another, and keeps what it gets. */
public final class SyslogServer implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;

    private final ServerSocket server;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private SyslogServer(ServerSocket server) {
        this.server = server;
    }

    /** Begins to listen. */
    public static SyslogServer start() throws IOException {
        SyslogServer started = new SyslogServer(new ServerSocket(0, 4, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(started::take, "syslog");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What came whole, in order. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /**
     * The next message of a connection: RFC 6587, 3.4.1, its length in bytes, a blank, and the message.
     *
     * @throws EOFException where the connection ended before it was whole
     */
    public static String frame(DataInputStream in) throws IOException {
        int length = 0;
        for (int digit = in.readUnsignedByte(); digit != ' '; digit = in.readUnsignedByte()) {
            length = length * 10 + digit - '0';
            if (digit < '0' || digit > '9' || length > MOST_BYTES) {
                throw new IOException("no length of a message");
            }
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return new String(message, UTF_8);
    }

    private void take() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    DataInputStream in = new DataInputStream(socket.getInputStream())) {
                while (true) {
                    messages.add(frame(in));
                }
            } catch (IOException e) {
                // Whoever spoke is gone, or this is closed; the next one is heard.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
