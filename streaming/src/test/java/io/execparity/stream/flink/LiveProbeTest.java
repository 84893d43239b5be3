package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.message.ProbeOutcome;
import io.execparity.schema.message.ProbeOutcome.Link;
import io.execparity.stream.Site;
import io.execparity.stream.probe.Chain;
import io.execparity.stream.probe.LogWatch;
import io.execparity.stream.probe.ProbeRun;
import io.execparity.stream.probe.TopicWatch;
import io.execparity.stream.probe.VerbCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

/** A run of the probe in the lab's machine, followed through a real broker and the whole job. */
final class LiveProbeTest extends LiveJobs {
    private static final Path CORPUS = Path.of("../corpus/probe-linux-7.2");

    @Test
    void whatAJobFindsIsFoundAndTimed() throws Exception {
        // Given
        Topics topics = topics(1);
        JobClient job = new Job(topics).with("roll-up-seconds: 1\n").make().start(once());
        try (Chain chain = new Chain(null, watch(topics), Site.of("h"), Clock.systemUTC())) {
            // When
            topics.send(sent());
            // Some of it waits for what the host does next.
            topics.send(List.of(new Topics.Sent("lab-host", later())));
            List<ProbeOutcome> outcomes = chain.follow(run(), VerbCatalogue.bundled(), Duration.ofSeconds(60));

            // Then
            assertThat(outcomes).hasSize(36).allSatisfy(outcome -> {
                assertThat(outcome.link()).as(outcome.verb()).isEqualTo(Link.FOUND);
                assertThat(outcome.host()).isEqualTo("lab-host");
                assertThat(outcome.toldAfter()).isNotNegative();
                assertThat(outcome.sentAfter()).isNotNegative().isLessThanOrEqualTo(outcome.toldAfter());
                assertThat(outcome.recordedAfter()).isEqualTo(ProbeOutcome.UNKNOWN);
            });
        } finally {
            kill(job);
        }
    }

    @Test
    void aJobThatRestsAndAnAgentThatSendsNothingAreToldApart() throws Exception {
        // Given
        Topics topics = topics(1);
        Path log = folder.resolve("audit.log");
        Files.createFile(log);
        try (Chain chain = new Chain(new LogWatch(log, true), watch(topics), Site.of("h"), Clock.systemUTC())) {
            // When
            Files.write(log, lines(), ISO_8859_1);
            topics.send(sent().stream()
                    .filter(line -> !line.line().contains("/securebits-")
                            && !line.line().contains(hex("/securebits-")))
                    .toList());
            List<ProbeOutcome> outcomes = chain.follow(run(), VerbCatalogue.bundled(), Duration.ofSeconds(3));

            // Then
            assertThat(outcomes).hasSize(36).allSatisfy(outcome -> {
                boolean sent = !outcome.verb().startsWith("securebits-");
                assertThat(outcome.link()).as(outcome.verb()).isEqualTo(sent ? Link.NOT_FOUND : Link.NOT_SENT);
                assertThat(outcome.fix()).contains(sent ? "See that the job runs" : "See that the agent runs");
            });
        }
    }

    @Test
    void topicsThatCannotBeReadAreTheBrokenLinkOfWhatIsRecorded() throws Exception {
        // Given
        Path log = folder.resolve("audit.log");
        Files.createFile(log);
        try (Chain chain =
                Chain.brokenAt("no broker answers", new LogWatch(log, true), Site.of("h"), Clock.systemUTC())) {
            // When
            Files.write(
                    log,
                    lines().stream()
                            .filter(line -> !line.contains("/securebits-") && !line.contains(hex("/securebits-")))
                            .toList(),
                    ISO_8859_1);
            List<ProbeOutcome> outcomes = chain.follow(run(), VerbCatalogue.bundled(), Duration.ofSeconds(1));

            // Then
            assertThat(outcomes).hasSize(36).allSatisfy(outcome -> {
                boolean recorded = !outcome.verb().startsWith("securebits-");
                assertThat(outcome.link()).as(outcome.verb()).isEqualTo(recorded ? Link.NOT_SENT : Link.NOT_RECORDED);
                assertThat(outcome.explanation())
                        .isEqualTo(
                                recorded
                                        ? "It is in the audit log, and no broker answers."
                                        : "Nothing of it is in the audit log.");
            });
        }
    }

    private TopicWatch watch(Topics topics) throws Exception {
        return new TopicWatch(new Job(topics).config(), Duration.ofSeconds(10));
    }

    private static String later() throws Exception {
        List<String> lines =
                lines().stream().filter(line -> line.contains("type=PROCTITLE")).toList();
        Matcher last = Pattern.compile("audit\\((\\d+)\\.\\d+:(\\d+)\\)").matcher(lines.get(lines.size() - 1));
        assertThat(last.find()).isTrue();
        return "node=lab-host type=USER msg=audit(" + (Long.parseLong(last.group(1)) + 120) + ".000:"
                + (Long.parseLong(last.group(2)) + 1) + "): pid=1 uid=0 msg='text=later'";
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(each -> hex.append(String.format("%02X", each)));
        return hex.toString();
    }

    private static ProbeRun run() throws Exception {
        List<byte[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(CORPUS.resolve("probe.jsonl"))) {
            lines.add(line.getBytes(ISO_8859_1));
        }
        return ProbeRun.read("probe.jsonl", lines);
    }

    private static List<String> lines() throws Exception {
        return Corpora.lines(CORPUS.resolve("audit.log.gz"));
    }

    private static List<Topics.Sent> sent() throws Exception {
        return lines().stream().map(line -> new Topics.Sent("lab-host", line)).toList();
    }
}
