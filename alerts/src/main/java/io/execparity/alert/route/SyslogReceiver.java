package io.execparity.alert.route;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.NoticeText;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A syslog server, by RFC 5424: over UDP (RFC 5426), TCP with octet counting (RFC 6587, 3.4.1) or TLS (RFC 5425). None of
 * them answers, so that what was handed to the network counts as taken; only a connection that is broken shows. A notice
 * that was cut off on its way is sent again on the next connection.
 */
public final class SyslogReceiver implements Receiver {
    /** What rsyslog takes unless told otherwise; a datagram of that size travels as well. */
    private static final int LONGEST_MESSAGE = 8_192;

    private static final int LONGEST_VALUE = 2_048;

    private final Target target;
    private final NoticeText texts;
    private final Optional<SSLContext> context;
    private final Duration timeout;
    private @Nullable Socket connection;

    /** How messages travel. */
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** What they say. */
    public enum Form {
        CEF,
        ECS
    }

    /**
     * Whom to send what.
     *
     * @param facility 0 to 23, RFC 5424, 6.2.1
     * @param name the sender's, as the header has it
     */
    public record Target(String host, int port, Transport transport, Form form, int facility, String name) {}

    /** @param context whom to believe, where the transport is TLS */
    public SyslogReceiver(Target target, NoticeText texts, Optional<SSLContext> context, Duration timeout) {
        this.target = target;
        this.texts = texts;
        this.context = context;
        this.timeout = timeout;
    }

    @Override
    public Answer send(Notice notice) throws IOException {
        byte[] message = fitting(notice);
        if (target.transport() == Transport.UDP) {
            datagram(message);
            return Answer.TAKEN;
        }
        try {
            Socket socket = connected();
            // A server that closed the connection is noticed here, and not by a write that the kernel takes.
            if (isOver(socket)) {
                close();
                socket = connected();
            }
            byte[] length = (message.length + " ").getBytes(US_ASCII);
            byte[] frame = new byte[length.length + message.length];
            System.arraycopy(length, 0, frame, 0, length.length);
            System.arraycopy(message, 0, frame, length.length, message.length);
            socket.getOutputStream().write(frame);
            socket.getOutputStream().flush();
            return Answer.TAKEN;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Values are cut shorter until the whole is short enough. */
    private byte[] fitting(Notice notice) {
        int longest = LONGEST_VALUE;
        byte[] message = message(notice, longest).getBytes(UTF_8);
        while (message.length > LONGEST_MESSAGE) {
            longest /= 2;
            message = message(notice, longest).getBytes(UTF_8);
        }
        return message;
    }

    private void datagram(byte[] message) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress address = InetAddress.getByName(target.host());
            socket.send(new DatagramPacket(message, message.length, address, target.port()));
        }
    }

    private static boolean isOver(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private Socket connected() throws IOException {
        Socket open = connection;
        if (open != null && !open.isClosed()) {
            return open;
        }
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(target.host(), target.port()), (int) timeout.toMillis());
            plain.setSoTimeout((int) timeout.toMillis());
            plain.setKeepAlive(true);
            connection = target.transport() == Transport.TLS ? secured(plain) : plain;
            return connection;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLContext believed = context.orElseThrow();
        SSLSocket secured =
                (SSLSocket) believed.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** {@code <PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID SD MSG}. The host that it is about is in the message. */
    private String message(Notice notice, int longest) {
        AlertFacts facts = notice.facts();
        int priority = target.facility() * 8 + severity(facts);
        String id = facts.rule().length() > 32 ? facts.rule().substring(0, 32) : facts.rule();
        return "<" + priority + ">1 " + notice.timestamp() + " " + target.name() + " execparity - " + id + " - "
                + body(notice, longest);
    }

    private String body(Notice notice, int longest) {
        if (target.form() == Form.CEF) {
            return CefMessage.of(notice, texts, longest);
        }
        ObjectNode json = NoticeJson.ecs(notice.facts());
        json.put("message", NoticeText.title(notice));
        ObjectNode event = (ObjectNode) json.path("event");
        event.put("action", notice.kind().word());
        event.put("url", texts.link(notice));
        ObjectNode ours = (ObjectNode) json.path("execparity");
        ours.put("notice", notice.id()).put("matter", notice.matter()).put("count", notice.count());
        JsonCut.texts(json, longest);
        return JsonCut.ascii(json);
    }

    private static int severity(AlertFacts facts) {
        return switch (facts.severityOf()) {
            case INFO -> 6;
            case LOW -> 5;
            case MEDIUM -> 4;
            case HIGH -> 3;
            case CRITICAL -> 2;
        };
    }

    @Override
    public void close() {
        Socket open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is given up in any case.
            }
        }
    }
}
