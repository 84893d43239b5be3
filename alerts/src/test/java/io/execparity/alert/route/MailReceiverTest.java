package io.execparity.alert.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.alert.Findings;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.route.MailReceiver.Protection;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import io.execparity.collect.config.Authorities;
import io.execparity.stream.elastic.TlsFront;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Mail to a server that asks for STARTTLS and a password. */
final class MailReceiverTest {
    private static final List<byte[]> MAILS = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder;

    private static byte[] certificate;
    private static SMTPServer server;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("mail.p12");
        certificate = TlsFront.makeKey(store, "ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(context)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, session) -> {
                    if (!user.equals("alert") || !password.equals("right")) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((session, from, to, data) -> {
                    MAILS.add(data);
                })
                .build();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static MailReceiver receiver(String password, byte[] authorities) {
        MailReceiver.Server target = new MailReceiver.Server(
                "127.0.0.1",
                server.getPortAllocated(),
                Protection.STARTTLS,
                "alert",
                password,
                "alert@example.org",
                List.of("one@example.org", "two@example.org"),
                Duration.ofSeconds(5));
        return new MailReceiver(
                target,
                new NoticeText(""),
                Template.bundled("subject.mustache", Language.PLAIN),
                Template.bundled("body.mustache", Language.PLAIN),
                Optional.of(Authorities.context("ca", authorities)));
    }

    @Test
    void everybodyGetsOneMailWhoseHeadSaysNothingOfTheFindingsMaking() throws Exception {
        String host = "a\\r\\nBcc: evil@example.org\\r\\n\\r\\nforged";
        Notice notice = Findings.notice(Findings.facts(1_000, "memfd-exec", host, "/\u00fc"));
        MAILS.clear();

        try (Receiver receiver = receiver("right", certificate)) {
            assertThat(receiver.send(notice)).isEqualTo(Answer.TAKEN);
        }

        assertThat(MAILS).hasSize(1);
        MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(MAILS.get(0)));
        assertThat(mail.getSubject())
                .isEqualTo("[ExecParity] high: memfd-exec on a\\r\\nBcc: evil@example.org\\r\\n\\r\\nforged");
        assertThat(mail.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("one@example.org", "two@example.org");
        assertThat(mail.getMessageID()).isEqualTo("<" + notice.id() + "@example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Date")).containsExactly("Thu, 1 Jan 1970 00:00:01 GMT");
        assertThat(mail.getContent().toString())
                .contains("File:        /\u00fc")
                .contains("What next");
    }

    @Test
    void aWrongPasswordIsTriedAgainAndAServerThatCannotBeTrustedGetsNone() throws Exception {
        Notice notice = Findings.notice(Findings.facts(1_000, "memfd-exec", "a", "/x"));
        byte[] other = TlsFront.makeKey(folder.resolve("other.p12"), "ip:127.0.0.1");

        try (Receiver wrong = receiver("wrong", certificate);
                Receiver distrustful = receiver("right", other)) {
            assertThat(wrong.send(notice)).isEqualTo(Answer.later("it does not know the user or the password"));
            assertThatThrownBy(() -> distrustful.send(notice))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no mail could be sent");
        }
    }
}
