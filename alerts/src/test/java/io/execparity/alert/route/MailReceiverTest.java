package io.execparity.alert.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.alert.Findings;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.route.MailReceiver.Protection;
import io.execparity.alert.testing.MailServer;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import io.execparity.collect.config.Authorities;
import io.execparity.stream.elastic.TlsFront;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a server that asks for STARTTLS and a password. */
final class MailReceiverTest {
    @TempDir
    private static Path folder;

    private static byte[] certificate;
    private static MailServer server;

    @BeforeAll
    static void start() throws Exception {
        server = MailServer.start(folder);
        certificate = Files.readAllBytes(server.certificate());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static MailReceiver receiver(String password, byte[] authorities) {
        MailReceiver.Server target = new MailReceiver.Server(
                "127.0.0.1",
                server.port(),
                Protection.STARTTLS,
                MailServer.USER,
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

        try (Receiver receiver = receiver(MailServer.PASSWORD, certificate)) {
            assertThat(receiver.send(notice)).isEqualTo(Answer.TAKEN);
        }

        assertThat(server.mails()).hasSize(1);
        MimeMessage mail = server.mails().get(0);
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
                Receiver distrustful = receiver(MailServer.PASSWORD, other)) {
            assertThat(wrong.send(notice)).isEqualTo(Answer.later("it does not know the user or the password"));
            assertThatThrownBy(() -> distrustful.send(notice))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("no mail could be sent");
        }
    }
}
