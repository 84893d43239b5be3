package io.execparity.alert.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.alert.notice.Notice;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * A mail server, by SMTP. Mail about one matter is one thread; {@code Message-ID} is made of the notice's id, so that a
 * mail that was sent twice, as its answer was lost, is recognised. Only lines of ours and addresses of the site's are in
 * the head; what a finding says is in the body, and in the subject without line ends.
 */
public final class MailReceiver implements Receiver {
    private static final int LONGEST_SUBJECT = 200;

    private final Server server;
    private final NoticeText texts;
    private final Template subject;
    private final Template body;
    private final Session session;

    /** How the connection is protected. */
    public enum Protection {
        /** By STARTTLS, and not at all where the server has none: refused. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not: for a server on this machine. */
        NONE
    }

    /**
     * The server, and who writes to whom.
     *
     * @param user empty where the server asks nobody
     */
    public record Server(
            String host,
            int port,
            Protection protection,
            String user,
            String password,
            String from,
            List<String> to,
            Duration timeout) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** @param context whom to believe, empty for the JDK's own list of authorities */
    public MailReceiver(
            Server server, NoticeText texts, Template subject, Template body, Optional<SSLContext> context) {
        this.server = server;
        this.texts = texts;
        this.subject = subject;
        this.body = body;
        this.session = Session.getInstance(properties(server, context));
    }

    private static Properties properties(Server server, Optional<SSLContext> context) {
        String millis = Long.toString(server.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        boolean starttls = server.protection() == Protection.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.protection() == Protection.TLS));
        context.ifPresent(believed -> properties.put("mail.smtp.ssl.socketFactory", believed.getSocketFactory()));
        return properties;
    }

    @Override
    public Answer send(Notice notice) throws IOException {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(notice);
            if (server.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(server.user(), server.password());
            }
            transport.sendMessage(message, message.getAllRecipients());
            return Answer.TAKEN;
        } catch (AuthenticationFailedException e) {
            return Answer.later("it does not know the user or the password");
        } catch (SendFailedException e) {
            return new Answer(isForGood(e) ? Answer.Outcome.NEVER : Answer.Outcome.LATER, "it refused the mail", 0);
        } catch (MessagingException e) {
            throw new IOException("no mail could be sent (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** RFC 5321, 4.2.2: too much, or no. An address that nobody has is the site's mistake, which can be mended. */
    private static boolean isForGood(SendFailedException e) {
        return e instanceof SMTPSendFailedException refused
                && (refused.getReturnCode() == 552 || refused.getReturnCode() == 554);
    }

    private MimeMessage message(Notice notice) throws MessagingException {
        String domain = server.from().substring(server.from().indexOf('@') + 1);
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + notice.id() + "@" + domain + ">");
            }
        };
        message.setFrom(new InternetAddress(server.from(), true));
        for (String to : server.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        String line = subject.fill(texts, notice).replaceAll("\\s+", " ");
        message.setSubject(line.length() <= LONGEST_SUBJECT ? line : cut(line), UTF_8.name());
        message.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(notice.at()).atZone(ZoneOffset.UTC)));
        message.setHeader("References", "<" + notice.matter() + "@" + domain + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-ExecParity-Matter", notice.matter());
        message.setText(body.fill(texts, notice) + "\n", UTF_8.name());
        return message;
    }

    private static String cut(String line) {
        int end = Character.isHighSurrogate(line.charAt(LONGEST_SUBJECT - 1)) ? LONGEST_SUBJECT - 1 : LONGEST_SUBJECT;
        return line.substring(0, end) + "…";
    }
}
