package io.execparity.alert.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.alert.Findings;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.route.SyslogReceiver.Form;
import io.execparity.alert.route.SyslogReceiver.Target;
import io.execparity.alert.route.SyslogReceiver.Transport;
import io.execparity.alert.testing.SyslogServer;
import io.execparity.alert.text.NoticeText;
import io.execparity.collect.config.Authorities;
import io.execparity.stream.elastic.TlsFront;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syslog over each of its transports, read by what the RFCs say of it. */
final class SyslogReceiverTest {
    private static final NoticeText TEXTS = new NoticeText("");
    private static final Notice NOTICE =
            Findings.notice(Findings.facts(1_000, "memfd-exec", "a|b", "/x=|y\\\\\\n<13>1 forged"));

    private static SyslogReceiver receiver(int port, Transport transport, Form form, Optional<SSLContext> context) {
        return new SyslogReceiver(
                new Target("127.0.0.1", port, transport, form, 10, "alert-1"), TEXTS, context, Duration.ofSeconds(5));
    }

    @Test
    void aDatagramIsOneLineOfCefWhateverTheFindingSays() throws Exception {
        String message;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Receiver receiver = receiver(socket.getLocalPort(), Transport.UDP, Form.CEF, Optional.empty())) {
            socket.setSoTimeout(5_000);
            assertThat(receiver.send(NOTICE)).isEqualTo(Answer.TAKEN);
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(packet);
            message = new String(packet.getData(), 0, packet.getLength(), UTF_8);
        }

        assertThat(message)
                .startsWith("<83>1 1970-01-01T00:00:01Z alert-1 execparity - memfd-exec - CEF:0|ExecParity|ExecParity|"
                        + "0.1|memfd-exec|high: memfd-exec on a\\|b|8|externalId=" + NOTICE.id()
                        + " rt=1000 dhost=a|b ")
                .contains(" filePath=/x\\=|y\\\\\\\\n<13>1 forged ")
                .contains(" cs2Label=evidence cs2=audit(1.000:1) ")
                .doesNotContain("\n");
    }

    @Test
    void aDatagramIsNeverTooLong() throws Exception {
        String path = "/" + "\u00e9\u4e2d\uD83D\uDE00=\\\\".repeat(300);
        for (Form form : Form.values()) {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                    Receiver receiver = receiver(socket.getLocalPort(), Transport.UDP, form, Optional.empty())) {
                socket.setSoTimeout(5_000);
                receiver.send(Findings.notice(Findings.facts(1_000, "memfd-exec", "a".repeat(9_000), path)));
                DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(packet);
                assertThat(packet.getLength()).isBetween(500, 8_192);
            }
        }
    }

    @Test
    void overTcpEachMessageSaysHowLongItIsAndAConnectionThatEndedIsMadeAnew() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                Receiver receiver = receiver(server.getLocalPort(), Transport.TCP, Form.ECS, Optional.empty())) {
            receiver.send(NOTICE);
            try (Socket first = server.accept()) {
                assertThat(frame(first))
                        .contains("\"path\":\"/x=|y\\\\\\n<13>1 forged\"")
                        .doesNotContain("\n");
            }
            receiver.send(NOTICE);
            try (Socket second = server.accept()) {
                assertThat(NoticeJson.MAPPER
                                .readTree(frame(second).replaceFirst("[^{]*", ""))
                                .at("/event/severity")
                                .asInt())
                        .isEqualTo(73);
            }
        }
    }

    @Test
    void overTlsOnlyAServerThatCanBeTrustedGetsAnything(@TempDir Path folder) throws Exception {
        byte[] certificate = TlsFront.makeKey(folder.resolve("key.p12"), "ip:127.0.0.1");
        byte[] other = TlsFront.makeKey(folder.resolve("other.p12"), "ip:127.0.0.1");
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                TlsFront front = TlsFront.listen(folder.resolve("key.p12"), server.getLocalPort())) {
            int port = front.address().getPort();
            Optional<SSLContext> believed = Optional.of(Authorities.context("ca", certificate));
            try (Receiver receiver = receiver(port, Transport.TLS, Form.CEF, believed)) {
                receiver.send(NOTICE);
                try (Socket taken = server.accept()) {
                    assertThat(frame(taken)).contains("CEF:0|");
                }
            }
            Optional<SSLContext> wrong = Optional.of(Authorities.context("ca", other));
            try (Receiver receiver = receiver(port, Transport.TLS, Form.CEF, wrong)) {
                assertThatThrownBy(() -> receiver.send(NOTICE)).isInstanceOf(IOException.class);
            }
        }
    }

    private static String frame(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        return SyslogServer.frame(new DataInputStream(socket.getInputStream()));
    }
}
