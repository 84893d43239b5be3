package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCoalescerTest {
    private static List<String> serials(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }

    private static List<String> joined(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof List<?> list) {
                list.forEach(word -> words.add((String) word));
            } else {
                words.add((String) part);
            }
        }
        return words;
    }

    private static Script without(Script script, Predicate<AuditRecord> dropped, List<AuditRecord> kept) {
        script.records().stream().filter(dropped.negate()).forEach(kept::add);
        return script;
    }

    private static List<AuditRecord> without(Script script, long serial, String type) {
        List<AuditRecord> kept = new ArrayList<>();
        without(
                script,
                record -> record.key().serial() == serial
                        && record.head().typeName().equals(type),
                kept);
        return kept;
    }

    @Test
    void anEventIsWholeWhateverTheOrderOfItsRecords() {
        // Given
        List<AuditRecord> records = new Script().opens(10, 20).records();
        List<AuditRecord> backwards = new ArrayList<>(records.subList(0, 40));
        Collections.reverse(backwards);
        backwards.addAll(records.subList(40, 44));

        // When
        Run run = new Run().take(backwards).flush();

        // Then
        assertThat(run.words()).isEqualTo(serials(10, 20));
    }

    @Test
    void aRunOfMissingSerialsIsOneGapBetweenItsNeighbours() {
        // Given
        Script script = new Script().opens(1, 20).opens(24, 80);

        // When
        Run run = new Run().take(script);

        // Then
        assertThat(run.words())
                .startsWith(joined(serials(1, 20), "gap 21-23", serials(24, 50)).toArray(new String[0]));
        TelemetryGap gap = (TelemetryGap) run.items.get(20);
        assertThat(gap.before().serial()).isEqualTo(20);
        assertThat(gap.after().serial()).isEqualTo(24);
        assertThat(run.statistics().missingSerials()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"SYSCALL, SYSCALL", "PATH, PATH", "CWD, CWD", "EXECVE, EXECVE", "PROCTITLE, PROCTITLE"})
    void whatAnEventLacksIsNamed(String type, String missing) {
        // Given
        Script script = new Script().executes(1).opens(2, 20).executes(21).opens(22, 30);

        // When
        Run run = new Run().take(without(script, 21, type)).flush();

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(1, 20), "21 -[" + missing + "]", serials(22, 30)));
        assertThat(run.statistics().incomplete()).isEqualTo(1);
    }

    @Test
    void anIncompleteEventHoldsTheLineAndIsThenGivenUp() {
        // Given
        List<AuditRecord> records = without(new Script().opens(1, 60), 20, "PATH");

        // When
        Run before = new Run().take(records.subList(0, 48 * 4));
        Run after = new Run().take(records.subList(0, 55 * 4));

        // Then
        assertThat(before.words()).isEqualTo(serials(1, 19));
        assertThat(after.words())
                .startsWith(joined(serials(1, 19), "20 -[PATH]", "21").toArray(new String[0]));
    }

    @Test
    void manyIncompleteEventsAreGivenUpTogetherAndNotOneAfterTheOther() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        without(
                new Script().opens(1, 100),
                record -> record.head().typeName().equals("CWD") && record.key().serial() % 2 == 0,
                kept);

        // When
        Run run = new Run().take(kept);

        // Then
        assertThat(run.words()).hasSizeGreaterThan(65);
    }

    @Test
    void aStragglerOfAMissingSerialGoesOutLate() {
        // Given
        Script script = new Script().opens(1, 20).opens(22, 80);
        Run run = new Run().take(script);
        run.items.clear();

        // When
        run.take(Script.open(21, Script.START + 19_500));

        // Then
        assertThat(run.words()).isEqualTo(List.of("21 LATE"));
        assertThat(run.statistics().late()).isEqualTo(4);
    }

    @Test
    void recordsOfAnEventThatWentOutIncompleteAreAddedToIt() {
        // Given
        Script script = new Script().opens(1, 80);
        Run run = new Run().take(without(script, 20, "PATH"));
        run.items.clear();

        // When
        run.take(script.records().subList(76, 80));

        // Then
        assertThat(run.words()).isEqualTo(List.of("20 ADDED"));
        assertThat(((AuditEvent) run.items.get(0)).paths()).hasSize(1);
        assertThat(run.statistics().duplicates()).isEqualTo(3);
    }

    @Test
    void aWitnessThatComesAfterItsWholeEventIsNotTakenForARepeat() {
        // Given
        Script script = new Script().opens(1, 30);
        Run run = new Run().take(script);
        run.items.clear();
        AuditRecord avc = Lines.record(
                "AVC", new EventKey(Script.START + 4000, 5), "apparmor=\"DENIED\" operation=\"exec\" name=\"/x\"");

        // When
        run.take(List.of(avc, avc)).flush();

        // Then
        assertThat(run.words()).isEqualTo(List.of("5 ADDED"));
        assertThat(run.statistics().duplicates()).isEqualTo(1);
    }

    @Test
    void aLogReadTwiceGivesNothingTheSecondTime() {
        // Given
        List<AuditRecord> records = new ArrayList<>();
        without(
                new Script()
                        .opens(1, 50)
                        .opens(60, 5000)
                        .record("AVC", 5001, "apparmor=\"STATUS\"")
                        .opens(5002, 5100),
                record ->
                        record.key().serial() == 70 && record.head().typeName().equals("PATH"),
                records);
        Run run = new Run().take(records).flush();
        List<String> once = run.words();

        // When
        run.take(records).flush();

        // Then
        assertThat(run.words().subList(once.size(), run.items.size())).isEmpty();
        assertThat(run.statistics().duplicates()).isEqualTo(records.size());
    }

    @Test
    void severalBootsReadTwiceGiveNothingTheSecondTime() {
        // Given
        Script script = new Script()
                .record("DAEMON_START", 77, "op=start")
                .opens(3, 900)
                .record("DAEMON_END", 78, "op=terminate")
                .later(20_000)
                .record("DAEMON_START", 4000, "op=start")
                .opens(3, 400)
                .later(20_000)
                .record("DAEMON_START", 5000, "op=start")
                .opens(3, 1500);
        Run run = new Run().take(script).flush();
        List<String> once = run.words();

        // When
        run.take(script).flush();

        // Then
        assertThat(once)
                .isEqualTo(joined(
                        "DAEMON_START",
                        serials(3, 900),
                        "DAEMON_END",
                        "boot 1",
                        "DAEMON_START",
                        serials(3, 400),
                        "boot 2",
                        "DAEMON_START",
                        serials(3, 1500)));
        assertThat(run.words()).isEqualTo(once);
    }

    @Test
    void aNewBootIsKnownFromThreeLowSerialsWithoutTheDaemon() {
        // Given
        Script script = new Script().opens(5000, 5100).later(20_000).opens(400, 450);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(5000, 5100), "boot 1", serials(400, 450)));
    }

    @Test
    void aBoardWithoutABatteryBeginsEachBootIn1970() {
        // Given
        Script script = new Script()
                .clock(1408)
                .opens(2, 20)
                .clock(Script.START)
                .opens(21, 700)
                .clock(1432)
                .opens(2, 25)
                .clock(Script.START + 800_000)
                .opens(26, 100);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(2, 700), "boot 1", serials(2, 100)));
        assertThat(run.statistics().gaps()).isZero();
    }

    @Test
    void whatWasPendingGoesOutBeforeTheReboot() {
        // Given
        List<AuditRecord> records = without(new Script().opens(5000, 5010), 5010, "PROCTITLE");
        records.addAll(new Script().later(60_000).opens(2, 40).records());

        // When
        Run run = new Run().take(records).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(joined(serials(5000, 5009), "5010 CUT -[PROCTITLE]", "boot 1", serials(2, 40)));
    }

    @Test
    void serialsWrapWithinOneBoot() {
        // Given
        long top = EventKey.MAX_SERIAL;
        Script script = new Script().opens(top - 20, top + 1 + 60);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(top - 20, top), serials(0, 60)));
    }

    @Test
    void aGapAcrossTheWrapIsCountedOn() {
        // Given
        long top = EventKey.MAX_SERIAL;
        Script script = new Script().opens(top - 20, top - 2).opens(top + 4, top + 60);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words()).contains("gap " + (top - 1) + "-" + (top + 3));
        assertThat(run.statistics().missingSerials()).isEqualTo(5);
    }

    @Test
    void clockStepsEitherWayLoseNothing() {
        // Given
        Script script = new Script()
                .opens(1, 30)
                .later(-7_200_000)
                .opens(31, 90)
                .later(90_000_000)
                .opens(91, 200);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words()).isEqualTo(serials(1, 200));
        assertThat(run.statistics().clockSteps()).isEqualTo(1);
    }

    @Test
    void aGapIsStillTimedAfterTheClockWentBack() {
        // Given
        Script script = new Script().opens(1, 30).later(-7_200_000).opens(32, 200);

        // When
        Run run = new Run().take(script);

        // Then
        assertThat(run.words()).contains("gap 31-31").contains("100");
    }

    @ParameterizedTest
    @ValueSource(longs = {4_000_000_000L, 70_000, 5_000, 3})
    void aForgedSerialNeitherStallsNorDeclaresLoss(long forged) {
        // Given
        Script script = new Script().opens(1000, 1050);
        script.record("USER", forged, "pid=1 msg='forged'");
        script.opens(1051, 1200);

        // When
        Run run = new Run().take(script).flush();

        // Then
        List<String> expected = serials(1000, 1200);
        assertThat(run.words()).containsOnlyOnce(forged + " ASIDE");
        assertThat(run.words().stream()
                        .filter(word -> !word.startsWith(forged + " "))
                        .toList())
                .isEqualTo(expected);
        assertThat(run.statistics().gaps()).isZero();
    }

    @Test
    void aForgedSerialReadTwiceGoesOutOnce() {
        // Given
        Script script = new Script().opens(1, 50);
        script.record("USER", 3_000_000_000L, "pid=1 msg='forged'");
        script.opens(51, 100);
        Run run = new Run().take(script).flush();
        List<String> once = run.words();

        // When
        run.take(script).flush();

        // Then
        assertThat(run.words().subList(once.size(), run.items.size())).isEmpty();
    }

    @Test
    void aRealLeapAheadIsOneGap() {
        // Given
        Script script = new Script().opens(1, 50).opens(500_000, 500_100);

        // When
        Run run = new Run().take(script);

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(1, 50), "gap 51-499999", serials(500_000, 500_100)));
    }

    @Test
    void aLeapAtFullSpeedIsNotedBeforeTheRecordsOverflow() {
        // Given
        List<AuditRecord> records = new Script().opens(1, 50).records();
        for (long serial = 500_000; serial < 501_000; serial++) {
            records.add(Script.user(serial, Script.START + 50_000));
        }

        // When
        Run run = new Run().take(records).flush();

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(1, 50), "gap 51-499999", serials(500_000, 500_999)));
        assertThat(run.statistics().outliers()).isZero();
    }

    @Test
    void theEdgesOfTheInputAreNotLoss() {
        // Given
        List<AuditRecord> records = new Script().opens(100, 150).records();
        records = new ArrayList<>(records.subList(2, records.size() - 1));

        // When
        Run run = new Run().take(records).flush();

        // Then
        assertThat(run.words()).isEqualTo(joined("100 CUT -[SYSCALL]", serials(101, 149), "150 CUT -[PROCTITLE]"));
        assertThat(run.statistics().incomplete()).isZero();
    }

    @Test
    void aHostWithoutProctitleIsNotWaitedForLong() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        without(new Script().opens(1, 100), record -> record.head().typeName().equals("PROCTITLE"), kept);

        // When
        Run run = new Run().take(kept);

        // Then
        assertThat(run.words()).isEqualTo(serials(1, 100));
    }

    @Test
    void aTypeExcludedByARuleIsNotMissed() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        without(
                new Script().opens(1, 50).executes(51).opens(52, 100),
                record -> List.of("CWD", "EXECVE").contains(record.head().typeName()),
                kept);

        // When
        Run run = new Run().take(kept).flush();

        // Then
        assertThat(run.words()).isEqualTo(serials(1, 100));
    }

    @Test
    void aTypeExcludedLaterIsMissedForAWhileOnly() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        without(
                new Script().opens(1, 1000),
                record ->
                        record.key().serial() > 100 && record.head().typeName().equals("CWD"),
                kept);

        // When
        Run run = new Run().take(kept).flush();

        // Then
        assertThat(run.statistics().incomplete()).isBetween(200L, 300L);
    }

    @Test
    void anExecveatWithoutExecveIsACheckOnlyAfterAWait() {
        // Given
        Script script = new Script().executes(1).opens(2, 20);
        EventKey key = new EventKey(script.now(), 21);
        List<AuditRecord> check = List.of(
                Script.call(key, 322, "yes", 1, 9),
                Lines.record("CWD", key, "cwd=\"/\""),
                Lines.record("PATH", key, "item=0 name=\"x\" inode=1 dev=fe:00 mode=0100755"),
                Lines.record("PROCTITLE", key, "proctitle=\"sh\""));
        AuditRecord execve = Lines.record("EXECVE", key, "argc=1 a0=\"x\"");
        List<AuditRecord> after = new Script().later(21_000).opens(22, 45).records();

        // When
        Run checked = new Run().take(script).take(check).take(after);
        Run executed = new Run()
                .take(script)
                .take(check)
                .take(after.subList(0, 20))
                .take(List.of(execve))
                .take(after.subList(20, 96));

        // Then
        assertThat(checked.words()).isEqualTo(serials(1, 45));
        assertThat(executed.words()).isEqualTo(serials(1, 45));
        assertThat(((AuditEvent) executed.items.get(20)).arguments()).isPresent();
    }

    @Test
    void anExecveatWithTwoPathsAndNoExecveIsDamaged() {
        // Given
        Script script = new Script().executes(1).opens(2, 20);
        EventKey key = new EventKey(script.now(), 21);
        List<AuditRecord> damaged = new ArrayList<>(Script.execve(21, script.now()));
        damaged.set(0, Script.call(key, 322, "yes", 2, 9));
        damaged.remove(1);

        // When
        Run run = new Run()
                .take(script)
                .take(damaged)
                .take(new Script().later(21_000).opens(22, 60))
                .flush();

        // Then
        assertThat(run.words()).contains("21 -[EXECVE]");
    }

    @Test
    void theDaemonsRecordsStandWhereTheyCame() {
        // Given
        Script script = new Script().record("DAEMON_START", 5, "op=start").opens(1, 20);
        script.record("DAEMON_END", 6, "op=terminate").record("DAEMON_END", 6, "op=terminate");
        script.record("DAEMON_START", 12, "op=start").opens(21, 60);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(joined("DAEMON_START", serials(1, 20), "DAEMON_END", "DAEMON_START", serials(21, 60)));
        assertThat(run.statistics().duplicates()).isEqualTo(1);
    }

    @Test
    void theDaemonsRestartIsNoReboot() {
        // Given
        Script script = new Script()
                .opens(1, 2000)
                .record("DAEMON_START", 12, "op=start")
                .opens(2001, 2100);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.statistics().reboots()).isZero();
    }

    @Test
    void timeThatPassesWithoutRecordsLetsGoWhatWaits() {
        // Given
        Run run = new Run()
                .take(new Script().opens(1, 30))
                .take(new Script().later(31_000).opens(32, 33));

        // When
        run.coalescer.pass(Duration.ofSeconds(31));

        // Then
        assertThat(run.words()).isEqualTo(joined(serials(1, 30), "gap 31-31", "32", "33"));
    }

    @Test
    void aMillionRecordsBehindAGapStayWithinBounds() {
        // Given
        Run run = new Run();
        run.take(new Script().opens(1, 20));
        int mostWaiting = 0;

        // When
        for (int i = 0; i < 1_000_000; i++) {
            run.coalescer.accept(Script.user(25 + i, Script.START + 20_000));
            mostWaiting = Math.max(mostWaiting, i - run.items.size());
        }
        run.flush();

        // Then
        assertThat(mostWaiting).isLessThanOrEqualTo(65_536);
        assertThat(run.statistics().gaps()).isEqualTo(1);
        assertThat(run.statistics().events()).isEqualTo(1_000_020);
    }

    @Test
    void largeRecordsBehindAGapStayWithinBounds() {
        // Given
        Run run = new Run(new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, 1024, 1));
        String text = "x".repeat(8000);
        run.take(new Script().opens(1, 20));

        // When
        IntStream.range(0, 200)
                .mapToObj(i ->
                        Lines.record("USER", new EventKey(Script.START + 20_000, 25 + i), "pid=1 msg='" + text + "'"))
                .forEach(run.coalescer::accept);

        // Then
        assertThat(run.items.size()).isGreaterThan(20);
    }
}
