package io.execparity.alert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.alert.choice.Maintenance;
import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.config.AlertConfig.Topic;
import io.execparity.alert.engine.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file may say, and what is refused with its line. */
final class AlertConfigReaderTest {
    private static final Path EXAMPLE = Path.of("../cli/src/main/package/alert.yaml");

    @TempDir
    private Path folder;

    private AlertConfig read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("alert.yaml"), text);
        return new AlertConfigReader(
                        Map.of("KEY", "secret-of-32-characters-or-longer", "URL", "https://chat.example/hook"),
                        "alert-host")
                .read(file);
    }

    @Test
    void theExampleIsSoundAsItShips() throws Exception {
        AlertConfig config = read(Files.readString(EXAMPLE));

        assertThat(config.input()).isInstanceOf(Topic.class).hasToString("topic execparity.findings");
        assertThat(config.routes().stream().map(Route::type)).containsExactly("syslog");
        assertThat(config.routes().get(0).pace()).isEqualTo(Pace.usual(false));
        assertThat(config.choices()).hasSize(2);
    }

    /** Comments that show settings are settings: all of them at once, with the files that they name. */
    @Test
    void theExampleIsSoundWithAllThatItShows() throws Exception {
        StringBuilder all = new StringBuilder();
        for (String line : Files.readAllLines(EXAMPLE)) {
            all.append(line.replaceFirst("^( *)# ( *)(?=- |[a-z-]+:( |$))", "$1$2"))
                    .append('\n');
        }
        String text = all.toString()
                .replaceAll("\\$\\{file:[^}]*chat-url}", "\\${env:URL}")
                .replaceAll("\\$\\{file:[^}]*}", "\\${env:KEY}")
                .replaceAll(" *(authorities|template): .*", "");

        AlertConfig ofTopics = read(
                text.replaceAll("(?s)\\nresults:.*?\\n(?=state:)", "\n").replaceAll("\\n +properties:[^\\n]*", ""));
        AlertConfig config = read(text.replaceAll("(?s)\\nkafka:.*?\\n(?=results:)", "\n")
                .replaceAll("(?s)\\nprobe:.*?\\n(?=\\S)", "\n"));

        assertThat(((Topic) ofTopics.input()).announcements()).isEqualTo("execparity.announcements");
        assertThat(ofTopics.probeKey()).isNotEmpty();
        assertThat(config.routes().stream().map(Route::type))
                .containsExactly("syslog", "alertmanager", "pagerduty", "chat", "webhook", "mail");
        assertThat(config.choices()).hasSize(4);
        assertThat(config.maintenances()).hasSize(2);
        assertThat(config.suppressions()).hasSize(2);
        assertThat(config.metrics()).isPresent();
        for (Route route : config.routes()) {
            route.receiver().get().close();
        }
    }

    @Test
    void aMaintenanceMayBeOfEachWeekByTheClockOfAPlace() throws Exception {
        Maintenance saturday = read(minimal("""
                maintenance:
                  - hosts: [db-*]
                    weekly: {days: [saturday], at: "23:30", minutes: 60, zone: Europe/Berlin}
                    reason: patches
                    owner: me
                """)).maintenances().get(0);

        Maintenance.Time time = saturday.times().get(0);
        assertThat(time.holds(Instant.parse("2026-11-21T22:29:59Z"))).isFalse();
        assertThat(time.holds(Instant.parse("2026-11-21T22:30:00Z"))).isTrue();
        assertThat(time.holds(Instant.parse("2026-11-21T23:29:59Z"))).isTrue();
        assertThat(time.holds(Instant.parse("2026-11-21T23:30:00Z"))).isFalse();
        assertThat(time.holds(Instant.parse("2026-11-22T22:45:00Z"))).isFalse();
    }

    private static String minimal(String more) {
        return """
                results: {folder: /results}
                state: /state
                routes: [{name: log, type: syslog, host: 127.0.0.1}]
                """ + more;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "coffee: true | :4:1: unknown key 'coffee'",
                "kafka: {bootstrap: [a]} | either 'kafka' or 'results'",
                "alert: [{rules: [nonsense]}] | :4:18: 'nonsense' is none of",
                "alert: [{routes: [nobody]}] | :4:19: there is no route 'nobody'",
                "alert: [{host-groups: [nobody]}] | :4:24: there is no host group 'nobody'",
                "alert: [{hosts: []}] | :4:9: at least one host",
                "dashboard: ftp://x | :4:12: an address like https://HOST/PATH",
                "dashboard: https://x/?q=<b> | :4:12: this is no address",
                "suppressions: [relative] | :4:16: 'relative' is no absolute path",
                "maintenance: [{hosts: [a], reason: x, owner: y}] | :4:15: 'from' is missing",
                "maintenance: [{hosts: [a], from: 2026-01-01T00:00:00Z, until: 2026-01-09T00:00:00Z, reason: x,"
                        + " owner: y}] | within 7 days",
                "metrics: {port: 70000} | :4:17: 70000 is not within 0 to 65535",
            })
    void whatMakesNoSenseIsRefusedWithItsPlace(String text, String problem) {
        assertThatThrownBy(() -> read(minimal(text))).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "type: smoke | ' is none of alertmanager, webhook, chat, pagerduty, syslog, mail",
                "type: webhook, url: 'https://x', coffee: x | unknown key 'coffee'",
                "type: webhook, url: 'https://x', secret: here | a secret must not stand here",
                "type: webhook, url: 'http://x', bearer: '${env:KEY}' | secrets do not travel unprotected",
                "type: webhook, url: 'https://x', secret: '${env:NONE}' | the environment has no variable NONE",
                "type: chat, url: 'https://hooks.example/secret' | a secret must not stand here",
                "type: pagerduty | 'key' is missing",
                "type: alertmanager, url: 'https://u:p@x' | an address like",
                "type: alertmanager, url: 'https://x', labels: {a-b: c} | 'a-b' is no name of a label",
                "type: syslog, host: 'a b' | is no name or address of a host",
                "type: syslog, host: a, facility: 24 | 24 is not within 0 to 23",
                "type: mail, host: a, from: 'a@b', to: [\"c@d\\nBcc: e@f\"] | is no address like",
                "type: mail, host: a, protection: none, from: 'a@b', to: ['c@d'] | for a mail server on this machine",
                "type: mail, host: a, user: u, from: 'a@b', to: ['c@d'] | belong together",
                "type: syslog, host: a, interval-seconds: 60, longest-interval-seconds: 30 | this is below",
                "type: syslog, host: a, transport: tls, authorities: /nowhere/ca.pem | /nowhere/ca.pem cannot be read",
            })
    void aRouteThatMakesNoSenseIsRefused(String route, String problem) {
        String text = "results: {folder: /r}\nstate: /s\nroutes: [{name: x, " + route + "}]\n";
        assertThatThrownBy(() -> read(text)).hasMessageContaining(problem).hasMessageContaining("alert.yaml:3:");
    }
}
