package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a stream that is followed as it comes waits, in the time of who follows it. */
class LiveStreamTest {
    private static final CoalescerSettings LIVE = CoalescerSettings.live();

    /** A stream whose first serials are settled. */
    private static Run following(Script script) {
        return following(script, LIVE);
    }

    private static Run following(Script script, CoalescerSettings settings) {
        Run run = new Run(settings).take(script);
        run.coalescer.pass(LIVE.quiet());
        return run;
    }

    /** Lets time pass as {@link EventCoalescer#due} asks for it, and tells how much until all that waited went out. */
    private static Duration settle(Run run) {
        Duration passed = Duration.ZERO;
        Optional<Duration> due = run.coalescer.due();
        while (run.coalescer.pendingBytes() > 0 && due.isPresent()) {
            run.coalescer.pass(due.get());
            passed = passed.plus(due.get());
            due = run.coalescer.due();
        }
        return passed;
    }

    @Test
    void wholeEventsDoNotWait() {
        // Given
        Run run = following(new Script().opens(1, 3));

        // When
        run.take(new Script().later(3000).opens(4, 10));

        // Then
        assertThat(run.words()).isEqualTo(Script.serials(1, 10));
        assertThat(run.coalescer.pendingBytes()).isZero();
    }

    @Test
    void aCheckWaitsAMomentForTheArgumentsThatItMayHaveHad() {
        // Given
        Run run = following(new Script().executes(1).opens(2, 3));
        EventKey check = new EventKey(Script.START + 5000, 4);
        run.take(List.of(
                Script.call(check, 322, "yes", 1, 4),
                Lines.record("CWD", check, "cwd=\"/\""),
                Lines.record("PATH", check, "item=0 name=\"x\""),
                Lines.record("PROCTITLE", check, "proctitle=\"sh\"")));
        for (int serial = 5; serial <= 9; serial++) {
            run.take(Script.open(serial, Script.START + 5000));
        }

        // When
        Duration passed = settle(run);

        // Then
        assertThat(passed).isBetween(LIVE.quiet().dividedBy(2), LIVE.quiet());
        assertThat(run.words()).isEqualTo(Script.serials(1, 9));
    }

    @ParameterizedTest
    @CsvSource({"false, 322, 0", "true, 322, 300", "true, 59, 0"})
    void aRefusedExecveatWaitsAMomentForATracerWhereThereIsOne(boolean traced, int call, long waited) {
        // Given
        Run run = following(new Script().executes(1).opens(2, 3), traced ? LIVE.withTracer() : LIVE);
        EventKey refused = new EventKey(Script.START + 5000, 4);

        // When
        run.take(List.of(
                Script.call(refused, call, "no", 1, 4),
                Lines.record("CWD", refused, "cwd=\"/\""),
                Lines.record("PATH", refused, "item=0 name=\"x\""),
                Lines.record("PROCTITLE", refused, "proctitle=\"sh\"")));

        // Then
        assertThat(settle(run)).isEqualTo(Duration.ofMillis(waited));
        assertThat(run.words()).isEqualTo(Script.serials(1, 4));
    }

    @Test
    void whatIsMissingIsGivenUpInTimeWhateverTheHostsClockSays() {
        // Given
        Run run = following(new Script().opens(1, 3));
        run.take(new Script().later(4000).opens(6, 20));

        // When
        Duration passed = settle(run);

        // Then
        assertThat(passed).isBetween(LIVE.hold().dividedBy(2), LIVE.hold());
        assertThat(run.words()).isEqualTo(Script.joined(Script.serials(1, 3), "gap 4-5", Script.serials(6, 20)));
    }

    /** Every fifth serial of a host does not come. */
    private static Run filtered(int times) {
        Run run = following(new Script().opens(1, 3));
        for (long i = 1; i <= times; i++) {
            run.take(new Script().later(4000).opens(5 * i, 5 * i + 3));
            settle(run);
        }
        return run;
    }

    @Test
    void whereWhatIsMissingNeverComesItIsNotWaitedForForLong() {
        // Given
        Run patient = filtered(Waits.ENOUGH - 1);
        Run impatient = filtered(Waits.ENOUGH);
        List<AuditRecord> next = new Script().later(4000).opens(100, 102).records();

        // When
        Duration atFirst = settle(patient.take(next));
        Duration inTheEnd = settle(impatient.take(next));

        // Then
        assertThat(atFirst).isBetween(LIVE.hold().dividedBy(2), LIVE.hold());
        assertThat(inTheEnd).isBetween(LIVE.unfilled().dividedBy(2), LIVE.unfilled());
    }

    @Test
    void whatComesAfterAllIsWorthALongWaitAgain() {
        // Given
        Run run = filtered(Waits.ENOUGH);
        run.take(Script.open(9, Script.START + 8500));

        // When
        Duration passed = settle(run.take(new Script().later(4000).opens(100, 102)));

        // Then
        assertThat(passed).isBetween(LIVE.hold().dividedBy(2), LIVE.hold());
    }

    @Test
    void whatABacklogLacksIsGivenUpInTheTimeOfItsRecordsThoughNoOtherPasses() {
        // Given
        Run run = new Run(LIVE).take(new Script().opens(1, 3));

        // When
        run.take(new Script().later(4000).opens(6, 20));
        for (int i = 1; i <= 10; i++) {
            run.take(new Script().later(4000 + i * 5000).opens(20 + i, 20 + i));
        }

        // Then
        assertThat(run.words()).isEqualTo(Script.joined(Script.serials(1, 3), "gap 4-5", Script.serials(6, 30)));
    }

    @Test
    void whatComesLaterStillIsUsed() {
        // Given
        Run run = following(new Script().opens(1, 3));
        run.take(new Script().later(5000).opens(5, 9));
        settle(run);
        run.items.clear();

        // When
        run.take(Script.open(4, Script.START + 3500));

        // Then
        assertThat(run.words()).isEqualTo(List.of("4 LATE"));
    }

    @Test
    void aBacklogThatIsReadFastIsNotTorn() {
        for (String log : List.of("linux-7.2-enriched", "linux-7.2-raw")) {
            // Given
            List<AuditRecord> records = Lines.corpus(log);
            List<String> expected = new Run().take(records).flush().words();

            // When
            Run run = new Run(LIVE).take(records).flush();

            // Then
            assertThat(run.words()).isEqualTo(expected);
        }
    }

    /** Each record comes at the latest time that its log has told so far, as the kernel wrote it. */
    private static Run followed(List<AuditRecord> records) {
        Run run = new Run(LIVE);
        long now = records.get(0).key().epochMillis();
        for (AuditRecord record : records) {
            while (now < record.key().epochMillis()) {
                long step = Math.min(50, record.key().epochMillis() - now);
                run.coalescer.pass(Duration.ofMillis(step));
                now += step;
            }
            run.take(List.of(record));
        }
        settle(run);
        return run.flush();
    }

    @Test
    void aLogThatIsFollowedAtItsOwnPaceIsNotTorn() {
        for (String log : List.of("linux-7.2-enriched", "linux-7.2-raw")) {
            // Given
            List<AuditRecord> records = Lines.corpus(log);
            List<String> expected = new Run().take(records).flush().words();

            // When
            Run run = followed(records);

            // Then
            assertThat(run.words()).isEqualTo(expected);
        }
    }

    @Test
    void aHostThatGoesOnFarAheadIsBelievedThoughItFallsSilent() {
        // Given
        Run run = following(new Script().opens(1, 3));
        run.take(new Script().later(10_000).opens(500_000, 500_004));

        // When
        settle(run);

        // Then
        assertThat(run.words())
                .isEqualTo(Script.joined(Script.serials(1, 3), "gap 4-499999", Script.serials(500_000, 500_004)));
    }

    @Test
    void recordsThatChangePlacesWithinTheLatenessFindTheirEventStillThere() {
        // Given
        Duration lateness = Duration.ofMillis(200);
        List<AuditRecord> records = new ArrayList<>(Script.execve(1, Script.START));
        records.addAll(Script.open(2, Script.START));
        records.addAll(Script.open(3, Script.START));
        List<AuditRecord> more = List.of(Lines.record("AVC", records.get(0).key(), "apparmor=\"DENIED\" name=\"/x\""));
        Run run = new Run(CoalescerSettings.live(LIVE.quiet(), LIVE.hold(), LIVE.unfilled(), lateness));
        run.coalescer.pass(LIVE.quiet());
        run.take(records);
        run.coalescer.pass(lateness.minusMillis(1));
        boolean heldBack = run.words().isEmpty();

        // When
        run.take(more);
        Duration passed = settle(run);

        // Then
        assertThat(heldBack).isTrue();
        assertThat(run.words()).isEqualTo(Script.serials(1, 3));
        assertThat(passed).isLessThanOrEqualTo(LIVE.quiet());
        assertThat(run.statistics().late()).isZero();
    }

    @Test
    void aSilentHostTakesLittleRoomAndStillKnowsItsLastEvents() {
        // Given
        List<AuditRecord> records = new Script().opens(70_000, 73_000).records();
        Run run = new Run(LIVE).take(records);
        settle(run);
        int busy = Cut.savedBytes(run.coalescer);
        int unchanged = Cut.savedBytes(run.coalescer);
        List<AuditRecord> again = new ArrayList<>(records.subList(records.size() - 4, records.size()));
        EventKey last = again.get(0).key();
        again.add(Lines.record("AVC", last, "apparmor=\"DENIED\" name=\"/x\""));

        // When
        run.coalescer.pass(run.coalescer.due().orElseThrow());

        // Then
        assertThat(busy).isLessThan(5_000);
        assertThat(unchanged).isLessThan(500);
        assertThat(Cut.savedBytes(run.coalescer)).isLessThan(800);
        assertThat(run.coalescer.due()).isEmpty();
        run.items.clear();
        run.take(again).flush();
        assertThat(run.words()).isEqualTo(List.of("73000 ADDED"));
        assertThat(run.statistics().duplicates()).isEqualTo(4);
    }
}
