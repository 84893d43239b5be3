package io.execparity.alert.choice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.alert.Findings;
import io.execparity.alert.choice.ProbeRuns.Verdict;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.stream.probe.Announcement;
import io.execparity.stream.probe.AnnouncementKey;
import io.execparity.stream.probe.Verb;
import io.execparity.stream.probe.VerbCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an announced run of the probe holds back, and what somebody makes of its marker. */
final class ProbeRunsTest {
    private static final String SITE_KEY = "0123456789abcdef0123456789abcdef";
    private static final String RUN = "execparity-probe-0123456789abcdef";
    private static final long BEGIN = 1_000_000_000L;
    private static final long END = BEGIN + 300_000;
    private static final long MINUTE = 60_000;

    private final Map<String, String> kept = new HashMap<>();
    private final ProbeRuns runs = new ProbeRuns(SITE_KEY, kept);

    private static byte[] announcement(String host, long from, long until, String... verbs) {
        return new Announcement(host, RUN, from, until, List.of(verbs)).line(AnnouncementKey.ofHost(SITE_KEY, host));
    }

    private static String line(long time, String rule, String host, String verb) {
        return Findings.line(time, rule, "alert", "high", host, "/tmp/" + RUN + "/" + verb + ".sh");
    }

    private static Verdict judged(ProbeRuns runs, String line, long now) throws IOException {
        return runs.judge(Findings.facts(line), JsonMapper.builder().build().readTree(line.getBytes(UTF_8)), now);
    }

    private Verdict judged(String line) throws IOException {
        return judged(runs, line, BEGIN + 1_000);
    }

    @Test
    void allThatARealRunCausedIsHeldBackWhenItWasAnnounced() throws Exception {
        List<String> alerting = Findings.ofLog("corpus/probe-linux-7.2/audit.log.gz").lines().stream()
                .filter(line -> Choice.usual().stream().anyMatch(choice -> choice.isAbout(Findings.facts(line))))
                .toList();
        List<Long> times = alerting.stream()
                .map(Findings::facts)
                .map(AlertFacts::time)
                .sorted()
                .toList();
        long begin = times.get(0);
        String[] verbs = VerbCatalogue.bundled().all().stream().map(Verb::name).toArray(String[]::new);
        runs.announce(announcement("lab-host", begin, begin + 10 * MINUTE, verbs), begin);

        List<String> told = new ArrayList<>();
        for (String line : alerting) {
            if (judged(runs, line, begin + MINUTE) != Verdict.HELD) {
                told.add(line);
            }
        }

        assertThat(alerting).hasSizeGreaterThan(20);
        assertThat(told).isEmpty();
        // The same run's findings once more, as if somebody had done the same beside it: each of them is told.
        for (String line : alerting) {
            assertThat(judged(runs, line, begin + MINUTE)).isEqualTo(Verdict.UNANNOUNCED);
        }
    }

    @Test
    void whoeverCopiesAMarkerThatNobodyAnnouncedIsTold() throws Exception {
        assertThat(judged(line(BEGIN, "memfd-exec", "a", "memfd-exec"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(Findings.line(BEGIN, "memfd-exec", "alert", "high", "a", "/tmp/x")))
                .isEqualTo(Verdict.UNMARKED);
    }

    @Test
    void onlyWhatTheAnnouncedVerbsHaveToCauseIsHeldBackAndThatOnce() throws Exception {
        runs.announce(announcement("a", BEGIN, END, "memfd-exec"), BEGIN);

        assertThat(judged(line(BEGIN, "parity-break", "a", "memfd-exec"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(line(BEGIN, "memfd-exec", "a", "memfd-proc"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(line(BEGIN, "memfd-exec", "a", "other"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(line(BEGIN, "memfd-exec", "a", "memfd-exec"))).isEqualTo(Verdict.HELD);
        assertThat(judged(line(BEGIN + 1, "memfd-exec", "a", "memfd-exec"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(runs.close(END + 11 * MINUTE))
                .containsExactly("of the probe's run " + RUN + " on a, 1 findings were held back");
        assertThat(kept).isEmpty();
    }

    @Test
    void anotherHostAndAnotherTimeAreTold() throws Exception {
        runs.announce(announcement("a", BEGIN, END, "memfd-exec"), BEGIN);

        String ofRun = line(BEGIN, "memfd-exec", "a", "memfd-exec");
        assertThat(judged(line(BEGIN, "memfd-exec", "b", "memfd-exec"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(line(BEGIN - 1, "memfd-exec", "a", "memfd-exec"))).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(line(END + 1, "memfd-exec", "a", "memfd-exec"))).isEqualTo(Verdict.UNANNOUNCED);
        // Whoever has root chooses the host's clock, and not this one.
        assertThat(judged(runs, ofRun, END + 6 * MINUTE)).isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(ofRun)).isEqualTo(Verdict.HELD);
    }

    @Test
    void anOldAnnouncementSentAgainCountsForNothing() throws Exception {
        byte[] old = announcement("a", BEGIN, END, "memfd-exec");
        runs.announce(old, BEGIN);
        runs.close(END + 11 * MINUTE);

        assertThatThrownBy(() -> runs.announce(old, END + 11 * MINUTE)).hasMessageContaining("sent again");
        assertThat(judged(runs, line(BEGIN, "memfd-exec", "a", "memfd-exec"), END + 11 * MINUTE))
                .isEqualTo(Verdict.UNANNOUNCED);
    }

    @Test
    void nobodyAnnouncesWithoutTheHostsKeyOrAllTheTime() throws Exception {
        byte[] ofOther = new Announcement("a", RUN, BEGIN, END, List.of("memfd-exec"))
                .line(AnnouncementKey.ofHost(SITE_KEY, "b"));
        byte[] changed = new String(announcement("a", BEGIN, END, "memfd-exec"), US_ASCII)
                .replace("memfd-exec", "memfd-proc")
                .getBytes(US_ASCII);
        byte[] early = announcement("a", BEGIN + 2 * MINUTE, END, "memfd-exec");

        assertThatThrownBy(() -> runs.announce(ofOther, BEGIN)).hasMessageContaining("key of the host a");
        assertThatThrownBy(() -> runs.announce(changed, BEGIN)).hasMessageContaining("key of the host a");
        assertThatThrownBy(() -> runs.announce(new byte[20_000], BEGIN)).hasMessage("it is no announcement");
        assertThatThrownBy(() -> runs.announce(early, BEGIN)).hasMessageContaining("not yet come");
        assertThatThrownBy(() ->
                        new ProbeRuns("", new HashMap<>()).announce(announcement("a", BEGIN, END, "memfd-exec"), BEGIN))
                .hasMessage("no host may announce anything here");
        runs.announce(announcement("a", BEGIN, END, "memfd-exec"), BEGIN);
        assertThatThrownBy(() -> runs.announce(announcement("b", BEGIN, END, "memfd-exec"), BEGIN + MINUTE))
                .hasMessageContaining("announced before");
        byte[] soon = new Announcement("a", RUN + "0", BEGIN, END, List.of("memfd-exec"))
                .line(AnnouncementKey.ofHost(SITE_KEY, "a"));
        assertThatThrownBy(() -> runs.announce(soon, BEGIN + MINUTE)).hasMessageContaining("within ten minutes");
    }

    @Test
    void aProcessThatIsStartedAgainKnowsWhatWasHeldBack() throws Exception {
        runs.announce(announcement("a", BEGIN, END, "memfd-exec", "memfd-proc"), BEGIN);
        judged(line(BEGIN, "memfd-exec", "a", "memfd-exec"));

        ProbeRuns again = new ProbeRuns(SITE_KEY, kept);

        assertThat(judged(again, line(BEGIN, "memfd-exec", "a", "memfd-exec"), BEGIN))
                .isEqualTo(Verdict.UNANNOUNCED);
        assertThat(judged(again, line(BEGIN, "memfd-exec", "a", "memfd-proc"), BEGIN))
                .isEqualTo(Verdict.HELD);
        assertThat(new ProbeRuns("another-key-of-the-site-0123456789", kept).close(Long.MAX_VALUE / 2))
                .isEmpty();
    }
}
