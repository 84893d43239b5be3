package io.execparity.alert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.alert.Findings;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.alert.notice.Notice.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one receiver is told, and when. */
final class RouteEngineTest {
    private static final long MINUTE = 60_000;
    private static final Pace PACE = Pace.usual(true);

    private final Map<String, String> saved = new LinkedHashMap<>();
    private final List<Notice> told = new ArrayList<>();
    private RouteEngine engine = new RouteEngine("to", PACE);

    private static AlertFacts finding(long second, String host, String path) {
        return Findings.facts(second * 1_000, "memfd-exec", host, path);
    }

    private void take(AlertFacts finding, long now) {
        engine.take(finding, now, told::add);
    }

    private void tickUntil(long from, long until) {
        for (long now = from; now <= until; now += 1_000) {
            engine.tick(now, told::add);
        }
    }

    /** As if the process had ended and another one had begun. */
    private void restart() {
        engine.save(new RouteEngine.Saved() {
            @Override
            public void put(String key, String json) {
                saved.put(key, json);
            }

            @Override
            public void remove(String key) {
                saved.remove(key);
            }
        });
        engine = new RouteEngine("to", PACE);
        saved.forEach(engine::restore);
    }

    @Test
    void theFirstFindingIsToldAtOnce() {
        take(finding(1, "a", "/x"), 5_000);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).kind()).isEqualTo(Kind.NEW);
        assertThat(told.get(0).more()).isZero();
        assertThat(told.get(0).facts().file()).isEqualTo("/x");
    }

    @Test
    void theSameThingIsCountedAndToldInEverLongerIntervals() {
        for (int minute = 0; minute < 60; minute++) {
            take(finding(minute, "a", "/x"), minute * MINUTE);
            tickUntil(minute * MINUTE, minute * MINUTE + 59_000);
        }

        assertThat(told.stream().map(notice -> notice.at() / MINUTE)).containsExactly(0L, 1L, 3L, 7L, 15L, 31L);
        assertThat(told.stream().map(Notice::kind).skip(1)).containsOnly(Kind.ONGOING);
        assertThat(told.get(5).more()).isEqualTo(16);
        assertThat(told.get(5).count()).isEqualTo(32);
    }

    @Test
    void otherHostsFilesAndRulesAreOtherThings() {
        take(finding(1, "a", "/x"), 0);
        take(finding(1, "b", "/x"), 0);
        take(finding(1, "a", "/y"), 0);
        take(Findings.facts(1_000, "memfd-script", "a", "/x"), 0);

        assertThat(told.stream().map(Notice::matter)).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void whatBecomesWorseIsToldAtOnce() {
        take(finding(1, "a", "/x"), 0);
        take(Findings.facts(Findings.line(2_000, "memfd-exec", "alert", "critical", "a", "/x")), 1_000);

        assertThat(told.stream().map(notice -> notice.facts().severity())).containsExactly("high", "critical");
    }

    @Test
    void whatIsQuietForAnHourIsOverAndMayBeginAnew() {
        take(finding(1, "a", "/x"), 0);
        tickUntil(0, 60 * MINUTE);
        take(finding(9_000, "a", "/x"), 100 * MINUTE);

        assertThat(told.stream().map(Notice::kind)).containsExactly(Kind.NEW, Kind.OVER, Kind.NEW);
        assertThat(told.stream().map(Notice::matter).distinct()).hasSize(1);
        assertThat(told.stream().map(Notice::id)).doesNotHaveDuplicates();
    }

    @Test
    void aStormOfOneThingIsTwoNotices() {
        for (int i = 0; i < 10_000; i++) {
            take(finding(i, "a", "/x"), i * 5L);
        }
        tickUntil(50_000, 2 * MINUTE);

        assertThat(told).hasSize(2);
        assertThat(told.get(1).count()).isEqualTo(10_000);
        assertThat(told.get(1).more()).isEqualTo(9_999);
    }

    @Test
    void aStormOfManyThingsIsAHandfulOfNoticesThatSayHowManyOnHowManyHosts() {
        for (int i = 0; i < 10_000; i++) {
            take(finding(i, "host-" + i % 12, "/x" + i), i * 5L);
        }
        tickUntil(50_000, 10 * MINUTE);

        List<Notice> floods = told.stream().filter(Notice::flood).toList();
        assertThat(told).hasSizeLessThan(25);
        assertThat(floods.get(0).hostCount()).isEqualTo(12);
        long toldOf = told.size()
                - floods.size()
                + floods.stream().mapToLong(Notice::more).sum();
        assertThat(toldOf).isEqualTo(10_000);
    }

    @Test
    void aStormOfOneRuleKeepsNothingBackOfAnother() {
        for (int i = 0; i < 1_000; i++) {
            take(finding(i, "host-" + i % 12, "/x" + i), 0);
        }
        told.clear();

        take(Findings.facts(1_000, "parity-break", "a", "/x"), 1);

        assertThat(told).hasSize(1);
    }

    @Test
    void memoryIsBoundedWhateverComes() {
        engine = new RouteEngine("to", new Pace(0, MINUTE, MINUTE, MINUTE, 1_000_000, 1_000, false));

        for (int i = 0; i < 5_000; i++) {
            take(finding(i, "host-" + i, "/x" + i), 0);
        }
        restart();

        assertThat(engine.open()).isEqualTo(RouteEngine.MOST_OPEN + 1);
        assertThat(told).hasSize(RouteEngine.MOST_OPEN);
    }

    @Test
    void withAWaitTheFirstNoticeHasAllThatCameMeanwhile() {
        engine = new RouteEngine("to", new Pace(10_000, MINUTE, MINUTE, 60 * MINUTE, 10, MINUTE, false));

        take(finding(1, "a", "/x"), 0);
        take(finding(2, "a", "/x"), 5_000);
        assertThat(told).isEmpty();
        tickUntil(6_000, 12_000);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).kind()).isEqualTo(Kind.NEW);
        assertThat(told.get(0).count()).isEqualTo(2);
    }

    @Test
    void restartsChangeNothing() {
        List<Notice> without = run(false);
        told.clear();
        saved.clear();
        engine = new RouteEngine("to", PACE);

        assertThat(run(true)).isEqualTo(without).hasSizeGreaterThan(20);
    }

    private List<Notice> run(boolean restarting) {
        for (int i = 0; i < 300; i++) {
            take(finding(i, "host-" + i % 5, "/x" + i % 30), i * 10_000L);
            engine.tick(i * 10_000L + 500, told::add);
            if (restarting) {
                restart();
            }
        }
        tickUntil(3_000_000, 3_000_000 + 90 * MINUTE);
        return List.copyOf(told);
    }

    @Test
    void aClockThatGoesBackBreaksNothing() {
        take(finding(1, "a", "/x"), 100 * MINUTE);
        take(finding(2, "a", "/x"), 10 * MINUTE);
        engine.tick(10 * MINUTE, told::add);
        take(finding(3, "b", "/x"), 10 * MINUTE);

        assertThat(told).hasSize(2);
    }
}
