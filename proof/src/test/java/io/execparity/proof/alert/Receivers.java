package io.execparity.proof.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.alert.testing.Alertmanager;
import io.execparity.alert.testing.MailServer;
import io.execparity.alert.testing.SyslogServer;
import io.execparity.alert.testing.WebServer;
import io.execparity.alert.testing.WebServer.Post;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of each: an HTTPS receiver that fails at first, Alertmanager, a mail server and a syslog server. What a receiver
 * took twice has one name, by which it is told once here.
 */
final class Receivers implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PACE = "things: 1000, per-minute: 60000, interval-seconds: 3600, tell-over: false";

    private final WebServer hook;
    private final Alertmanager alertmanager;
    private final MailServer mail;
    private final SyslogServer syslog;

    private Receivers(WebServer hook, Alertmanager alertmanager, MailServer mail, SyslogServer syslog) {
        this.hook = hook;
        this.alertmanager = alertmanager;
        this.mail = mail;
        this.syslog = syslog;
    }

    /** @param folder of their own */
    static Receivers start(Path folder) throws Exception {
        Files.createDirectories(folder);
        WebServer hook = WebServer.start(folder);
        hook.reply(500, Map.of(), 0);
        hook.reply(429, Map.of("Retry-After", "1"), 0);
        return new Receivers(
                hook,
                Alertmanager.start(folder.resolve("alertmanager")),
                MailServer.start(folder),
                SyslogServer.start());
    }

    /** The routes to them, as the file of {@code alert} has them. */
    String routes(Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), MailServer.PASSWORD);
        return """
                routes:
                  - {name: hook, type: webhook, url: "%s/", authorities: %s, %s}
                  - {name: alertmanager, type: alertmanager, url: "%s", %s}
                  - {name: syslog, type: syslog, host: 127.0.0.1, port: %d, transport: tcp, form: ecs, %s}
                  - {name: mail, type: mail, host: 127.0.0.1, port: %d, protection: starttls, user: %s,
                     password: "${file:%s}", from: alert@example.org, to: [on-call@example.org], authorities: %s, %s}
                """.formatted(
                        hook.address(),
                        hook.certificate(),
                        PACE,
                        alertmanager.address(),
                        PACE,
                        syslog.port(),
                        PACE,
                        mail.port(),
                        MailServer.USER,
                        password,
                        mail.certificate(),
                        PACE);
    }

    /** The findings that the HTTPS receiver was told of, in order. */
    List<String> hooked() throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (Post post : hook.taken()) {
            String key = post.headers().get("Idempotency-Key");
            told.putIfAbsent(
                    key, MAPPER.readTree(post.body()).at("/finding/event/id").asText());
        }
        return List.copyOf(told.values());
    }

    /** How many times it took something, the same again included. */
    int hookTook() {
        return hook.taken().size();
    }

    /** The findings that the syslog server was told of, in order. */
    List<String> logged() throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (String message : syslog.messages()) {
            JsonNode json = MAPPER.readTree(message.substring(message.indexOf('{')));
            told.putIfAbsent(
                    json.at("/execparity/notice").asText(), json.at("/event/id").asText());
        }
        return List.copyOf(told.values());
    }

    /** The subjects of the mails, in order. */
    List<String> mailed() throws MessagingException {
        Map<String, String> told = new LinkedHashMap<>();
        for (MimeMessage each : mail.mails()) {
            told.putIfAbsent(each.getMessageID(), each.getSubject());
        }
        return List.copyOf(told.values());
    }

    /** The alerts that Alertmanager has. */
    JsonNode alerts() throws IOException, InterruptedException {
        return alertmanager.alerts();
    }

    @Override
    public void close() throws IOException {
        mail.close();
        syslog.close();
        alertmanager.close();
        hook.close();
    }
}
