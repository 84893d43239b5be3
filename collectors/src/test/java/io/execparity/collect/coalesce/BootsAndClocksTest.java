package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Restarts of the kernel and of the daemon, serials that wrap, clocks that are set, logs that are read twice. */
class BootsAndClocksTest {
    @Test
    void aLogReadTwiceGivesNothingTheSecondTime() {
        // Given
        List<AuditRecord> records = new ArrayList<>();
        Script.without(
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
                .isEqualTo(Script.joined(
                        "DAEMON_START",
                        Script.serials(3, 900),
                        "DAEMON_END",
                        "boot 1",
                        "DAEMON_START",
                        Script.serials(3, 400),
                        "boot 2",
                        "DAEMON_START",
                        Script.serials(3, 1500)));
        assertThat(run.words()).isEqualTo(once);
    }

    @Test
    void aNewBootIsKnownFromThreeLowSerialsWithoutTheDaemon() {
        // Given
        Script script = new Script().opens(5000, 5100).later(20_000).opens(400, 450);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined(Script.serials(5000, 5100), "boot 1", Script.serials(400, 450)));
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
        assertThat(run.words()).isEqualTo(Script.joined(Script.serials(2, 700), "boot 1", Script.serials(2, 100)));
        assertThat(run.statistics().gaps()).isZero();
    }

    @Test
    void whatWasPendingGoesOutBeforeTheReboot() {
        // Given
        List<AuditRecord> records = Script.without(new Script().opens(5000, 5010), 5010, "PROCTITLE");
        records.addAll(new Script().later(60_000).opens(2, 40).records());

        // When
        Run run = new Run().take(records).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined(
                        Script.serials(5000, 5009), "5010 CUT -[PROCTITLE]", "boot 1", Script.serials(2, 40)));
    }

    @Test
    void serialsWrapWithinOneBoot() {
        // Given
        long top = EventKey.MAX_SERIAL;
        Script script = new Script().opens(top - 20, top + 1 + 60);

        // When
        Run run = new Run().take(script).flush();

        // Then
        assertThat(run.words()).isEqualTo(Script.joined(Script.serials(top - 20, top), Script.serials(0, 60)));
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
        assertThat(run.words()).isEqualTo(Script.serials(1, 200));
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
                .isEqualTo(Script.joined(
                        "DAEMON_START", Script.serials(1, 20), "DAEMON_END", "DAEMON_START", Script.serials(21, 60)));
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
}
