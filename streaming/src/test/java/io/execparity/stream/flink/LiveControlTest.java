package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.reference.Reference;
import io.execparity.stream.MeasurementListFiles;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import io.execparity.stream.flink.Topics.Sent;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.measurement.HostMeasurements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

/** What a site says by the control topic of a real broker, before the job begins and while it runs. */
final class LiveControlTest extends LiveJobs {
    private static final Map<String, Path> LOGS = Map.of("a", Corpora.RAW, "b", Corpora.RAW, "c", Corpora.RAW);

    /** A file with bypasses at 11:32:30.844 and 11:32:31.236. */
    private static final String EARLY = "{\"path\":\"/opt/lab/noexec.sh\",\"inode\":\"12961\",\"device\":\"fe:00\"}";
    /** One with a bypass at 11:32:49.272, in the second half of the log. */
    private static final String LATE = "{\"path\":\"/opt/lab/appr.sh\",\"inode\":\"12977\",\"device\":\"fe:00\"}";

    private static final String CATALOGUE = """
            {"interpreters":[{"name":"cat","kind":"interpreter","names":["cat"],"asks":"never",
             "command_line":{"options":[],"operand":"script","no_operand":"stdin"}}]}""";

    private static String suppression(String id, String host, String file, String expires) {
        return """
                {"message":{"kind":"suppression","version":1},"id":"%s","rules":["parity-break"],"host":"%s",
                 "file":%s,"reason":"The lab does so.",
                 "owner":"lab","created":"2026-11-01T00:00:00Z","expires":"%s"}""".formatted(id, host, file, expires).replace("\n", "");
    }

    private static String interpreters(String from) {
        return """
                {"message":{"kind":"interpreters","version":1},"id":"more","owner":"lab","from":"%s","catalogue":%s}""".formatted(from, CATALOGUE).replace("\n", "");
    }

    @Test
    void whatWasSaidBeforeIsWhatTheAnalysisIsToldByItsOptions() throws Exception {
        // Given
        Topics topics = topics(4);
        String held = suppression("one", "a", EARLY, "2026-11-22T11:32:31Z");
        topics.say("suppression/one", suppression("one", "a", EARLY, "2026-11-01T00:00:01Z"));
        topics.say("suppression/one", held);
        topics.say("suppression/gone", suppression("gone", "b", EARLY, "2026-12-01T00:00:00Z"));
        topics.say("suppression/gone", null);
        topics.say("interpreters/more", interpreters("2026-11-01T00:00:00Z"));
        topics.say("suppression/other", held);
        topics.send(Topics.interleaved(LOGS));

        // When
        new Job(topics).bounded().parallelism(2).controlled().run();

        // Then
        SiteFile suppressions = new SiteFile("s.jsonl", held.getBytes(UTF_8));
        SiteFile catalogue = new SiteFile("i.yaml", CATALOGUE.getBytes(UTF_8));
        Map<ResultKind, Map<String, String>> expected = Topics.analyzed(
                LOGS,
                host -> new Site(
                        host,
                        List.of(catalogue),
                        List.of(),
                        null,
                        null,
                        Set.of(),
                        -1,
                        Set.of(),
                        List.of(),
                        null,
                        List.of(suppressions)));
        for (ResultKind kind : List.of(ResultKind.EXECUTIONS, ResultKind.CHECKS, ResultKind.SUPPRESSED)) {
            assertThat(topics.values(kind))
                    .containsExactlyInAnyOrderElementsOf(expected.get(kind).values());
        }
        assertThat(topics.latest(ResultKind.FINDINGS)).isEqualTo(expected.get(ResultKind.FINDINGS));
        assertThat(topics.values(ResultKind.SUPPRESSED)).anyMatch(line -> line.contains("The lab does so."));
        assertThat(bypasses(topics.values(ResultKind.FINDINGS), "a", "12961")).isNotEmpty();
        assertThat(topics.values(ResultKind.EXECUTIONS))
                .anyMatch(line -> line.contains("\"args\":[\"cat\",\"ok.py\"]"));
        assertThat(topics.values(ResultKind.REJECTED))
                .singleElement()
                .asString()
                .contains(topics.control() + "/0", "\"offset\":5", "no_control_message", "'suppression/one'");
    }

    @Test
    void whatIsSaidWhileTheJobRunsHoldsFromThenOnInEveryInstance() throws Exception {
        // Given
        Topics topics = topics(4);
        List<String> hosts =
                Stream.iterate(0, i -> i + 1).limit(6).map(i -> "h" + i).toList();
        JobClient job = new Job(topics).parallelism(2).controlled().make().start(once());
        sendBypass(topics, hosts.subList(0, 2));
        topics.await(ResultKind.FINDINGS, 2, Duration.ofSeconds(30));

        // When
        for (String host : hosts) {
            topics.say("suppression/" + host, suppression(host, host, EARLY, "2026-12-01T00:00:00Z"));
        }
        topics.say("suppression/h4", null);
        topics.say("suppression/h5", suppression("h5", "h5", EARLY, "2026-11-02T00:00:00Z"));
        letBeKnown(topics, 1);
        sendBypass(topics, hosts.subList(2, 6));
        topics.await(ResultKind.SUPPRESSED, 2, Duration.ofSeconds(30));
        settle(topics, job);

        // Then
        assertThat(hostsOf(topics.values(ResultKind.SUPPRESSED), hosts)).containsExactly("h2", "h3");
        List<String> bypasses = topics.values(ResultKind.FINDINGS).stream()
                .filter(line -> line.contains("parity-break"))
                .toList();
        assertThat(hostsOf(bypasses, hosts)).containsExactly("h0", "h1", "h4", "h5");
    }

    @Test
    void afterAKillWhatWasSaidIsStillInForceAlsoForHostsThatWerePutAway() throws Exception {
        // Given
        Topics topics = topics(4);
        topics.say("suppression/a", suppression("a", "a", LATE, "2026-12-01T00:00:00Z"));
        JobClient first = new Job(topics).parallelism(2).controlled().make().start();
        send(topics, LOGS.keySet(), 0, 650);
        topics.awaitRead(Duration.ofSeconds(60), topics.lines());
        letBeKnown(topics, 1);
        topics.say("interpreters/more", interpreters("2026-11-22T11:32:20Z"));
        topics.say("suppression/b", suppression("b", "b", LATE, "2026-12-01T00:00:00Z"));
        letBeKnown(topics, 2);

        // When
        kill(first);
        topics.forgetControl();
        send(topics, LOGS.keySet(), 651, Long.MAX_VALUE);
        settle(topics, new Job(topics).parallelism(3).controlled().make().start());

        // Then
        assertThat(bypasses(topics.values(ResultKind.SUPPRESSED), "a", "12977")).isNotEmpty();
        assertThat(bypasses(topics.values(ResultKind.SUPPRESSED), "b", "12977")).isNotEmpty();
        assertThat(bypasses(topics.values(ResultKind.SUPPRESSED), "c", "12977")).isEmpty();
        assertThat(bypasses(topics.values(ResultKind.FINDINGS), "c", "12977")).isNotEmpty();
        List<String> scripts = topics.values(ResultKind.EXECUTIONS).stream()
                .filter(line -> line.contains("\"args\":[\"cat\"") && line.contains("script-file"))
                .toList();
        assertThat(scripts).isNotEmpty().noneMatch(line -> line.contains("ok.py"));
        for (String host : LOGS.keySet()) {
            assertThat(hostsOf(scripts, List.of(host))).containsExactly(host);
        }
    }

    @Test
    void whatIsSaidToBeAsItShouldIsNoUnknownDigest() throws Exception {
        // Given
        Topics topics = topics(1);
        Path sums = Files.writeString(folder.resolve("sums"), "ab".repeat(32) + "  /usr/bin/none\n");
        Path list = Corpora.RAW.resolveSibling("ascii_runtime_measurements_sha256");
        HostMeasurements measured =
                MeasurementListFiles.read(null, List.of(list), List.of(), Reference.load(sums, null));
        Map<String, Path> log = Map.of("a", Corpora.RAW);
        Map<String, String> expected = new TreeMap<>(
                Topics.analyzed(log, host -> measured(host, measured)).get(ResultKind.FINDINGS));
        Map.Entry<String, String> known = expected.entrySet().stream()
                .filter(finding -> finding.getValue().contains("/usr/bin/dash"))
                .filter(finding -> finding.getValue().contains("unknown-digest"))
                .findFirst()
                .orElseThrow();
        Matcher digest = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"").matcher(known.getValue());
        assertThat(digest.find()).isTrue();
        topics.say("reference-entry/dash", """
                {"message":{"kind":"reference-entry","version":1},"id":"dash","hash":{"sha256":"%s"},
                 "reason":"The update.","owner":"lab","from":"2026-11-22T00:00:00Z"}""".formatted(digest.group(1)));
        topics.send(Topics.interleaved(log));

        // When
        LiveConfig told = new Job(topics).bounded().controlled().config();
        new LiveJob(new LiveConfig(
                        told.kafka(),
                        told.topics(),
                        measured("a", measured),
                        told.state(),
                        told.pace(),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .start(once())
                .getJobExecutionResult()
                .get();

        // Then
        expected.remove(known.getKey());
        assertThat(topics.latest(ResultKind.FINDINGS)).isEqualTo(expected);
        assertThat(topics.values(ResultKind.SUPPRESSED))
                .anyMatch(line -> line.contains(digest.group(1)) && line.contains("The update."));
    }

    private static Site measured(String host, HostMeasurements measured) {
        return new Site(
                host, List.of(), List.of(), null, null, Set.of(), -1, Set.of(), List.of(measured), null, List.of());
    }

    private static List<String> bypasses(List<String> lines, String host, String inode) {
        return lines.stream()
                .filter(line -> line.contains("parity-break") && line.contains("\"inode\":\"" + inode + "\""))
                .filter(line -> isOf(line, host))
                .toList();
    }

    private static boolean isOf(String line, String host) {
        return line.contains("\"host\":{\"name\":\"" + host + "\"}");
    }

    private static List<String> hostsOf(List<String> lines, List<String> hosts) {
        return hosts.stream()
                .filter(host -> lines.stream().anyMatch(line -> isOf(line, host)))
                .toList();
    }

    /** A denied run and the detour around it, on each host. */
    private static void sendBypass(Topics topics, List<String> hosts) throws Exception {
        send(topics, hosts, 880, 915);
    }

    private static void send(Topics topics, Collection<String> hosts, long first, long last) throws Exception {
        List<Sent> lines = new ArrayList<>();
        for (String host : hosts) {
            for (String line : Corpora.lines(Corpora.RAW, first, last)) {
                lines.add(new Sent(host, line));
            }
        }
        topics.send(lines);
    }

    /** Returns when all that was said is in a checkpoint: the refusal of a last record that says nothing is there then. */
    private static void letBeKnown(Topics topics, int time) throws Exception {
        topics.say("nothing", "nothing");
        topics.await(ResultKind.REJECTED, time, Duration.ofSeconds(30));
    }
}
