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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records make an event, when it is whole, and what is said of one that is not. */
class EventCoalescerTest {
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
        assertThat(run.words()).isEqualTo(Script.serials(10, 20));
    }

    @Test
    void aRunOfMissingSerialsIsOneGapBetweenItsNeighbours() {
        // Given
        Script script = new Script().opens(1, 20).opens(24, 80);

        // When
        Run run = new Run().take(script);

        // Then
        assertThat(run.words())
                .startsWith(Script.joined(Script.serials(1, 20), "gap 21-23", Script.serials(24, 50))
                        .toArray(new String[0]));
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
        Run run = new Run().take(Script.without(script, 21, type)).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined(Script.serials(1, 20), "21 -[" + missing + "]", Script.serials(22, 30)));
        assertThat(run.statistics().incomplete()).isEqualTo(1);
    }

    @Test
    void anIncompleteEventHoldsTheLineAndIsThenGivenUp() {
        // Given
        List<AuditRecord> records = Script.without(new Script().opens(1, 60), 20, "PATH");

        // When
        Run before = new Run().take(records.subList(0, 48 * 4));
        Run after = new Run().take(records.subList(0, 55 * 4));

        // Then
        assertThat(before.words()).isEqualTo(Script.serials(1, 19));
        assertThat(after.words())
                .startsWith(
                        Script.joined(Script.serials(1, 19), "20 -[PATH]", "21").toArray(new String[0]));
    }

    @Test
    void manyIncompleteEventsAreGivenUpTogetherAndNotOneAfterTheOther() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        Script.without(
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
        Run run = new Run().take(Script.without(script, 20, "PATH"));
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
    void aRecordThatComesInTwoFormsIsOne() {
        // Given
        List<AuditRecord> records = new Script()
                .record("DAEMON_END", 99, "op=terminate")
                .record("1201", 99, "op=terminate")
                .record("INTEGRITY_DATA", 1, "name=\"/a\" res=0")
                .record("INTEGRITY_DATA", 1, "name=\"/b\" res=0")
                .record("1800", 1, "name=\"/a\" res=0")
                .record("UNKNOWN[1800]", 1, "name=\"/b\" res=0")
                .record("INTEGRITY_USERSPACE", 1, "name=\"/a\" res=0")
                .opens(1, 30)
                .records();
        Run run = new Run().take(records);

        // When
        run.take(List.of(Lines.record("1800", new EventKey(Script.START, 1), "name=\"/a\" res=0")))
                .flush();

        // Then
        AuditEvent event = (AuditEvent) run.items.get(1);
        assertThat(event.records()).hasSize(7);
        assertThat(run.words()).containsExactlyElementsOf(Script.joined(List.of("DAEMON_END"), Script.serials(1, 30)));
        assertThat(run.statistics().duplicates()).isEqualTo(4);
    }

    @Test
    void theEdgesOfTheInputAreNotLoss() {
        // Given
        List<AuditRecord> records = new Script().opens(100, 150).records();
        records = new ArrayList<>(records.subList(2, records.size() - 1));

        // When
        Run run = new Run().take(records).flush();

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined("100 CUT -[SYSCALL]", Script.serials(101, 149), "150 CUT -[PROCTITLE]"));
        assertThat(run.statistics().incomplete()).isZero();
    }

    @Test
    void aHostWithoutProctitleIsNotWaitedForLong() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        Script.without(
                new Script().opens(1, 100), record -> record.head().typeName().equals("PROCTITLE"), kept);

        // When
        Run run = new Run().take(kept);

        // Then
        assertThat(run.words()).isEqualTo(Script.serials(1, 100));
    }

    @Test
    void aTypeExcludedByARuleIsNotMissed() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        Script.without(
                new Script().opens(1, 50).executes(51).opens(52, 100),
                record -> List.of("CWD", "EXECVE").contains(record.head().typeName()),
                kept);

        // When
        Run run = new Run().take(kept).flush();

        // Then
        assertThat(run.words()).isEqualTo(Script.serials(1, 100));
    }

    @Test
    void aTypeExcludedLaterIsMissedForAWhileOnly() {
        // Given
        List<AuditRecord> kept = new ArrayList<>();
        Script.without(
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
        assertThat(checked.words()).isEqualTo(Script.serials(1, 45));
        assertThat(executed.words()).isEqualTo(Script.serials(1, 45));
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
    void timeThatPassesWithoutRecordsLetsGoWhatWaits() {
        // Given
        Run run = new Run()
                .take(new Script().opens(1, 30))
                .take(new Script().later(31_000).opens(32, 33));

        // When
        run.coalescer.pass(Duration.ofSeconds(31));

        // Then
        assertThat(run.words()).isEqualTo(Script.joined(Script.serials(1, 30), "gap 31-31", "32", "33"));
    }
}
