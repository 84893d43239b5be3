package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.coalesce.Strays.Stray;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.Fields;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one host together into events and hands them on in the order of the kernel's serials, whatever
 * order they come in.
 *
 * <p>It waits in the time of the records or of its caller, never in its own: with no further records nothing goes out
 * that waits for more, until {@link #pass} or {@link #flush} is called. Not safe for use by several threads.
 */
public final class EventCoalescer {
    /** After the daemon's start a serial up to here below the expected one is a new boot by itself. */
    private static final long LOW = 1024;
    /** Times before this are those of a clock that was not set yet. */
    private static final long YEAR_1971 = 31_536_000_000L;

    /** The form of saved state. What an earlier build could not read rightly gets a higher number. */
    private static final int FORM = 2;

    private static final int FORM_NUMBER = 1;
    private static final int COUNTERS = 2;
    private static final int DAEMONS = 3;
    private static final int CLOCK = 4;
    private static final int EARLIER = 5;
    private static final int BOOT_NUMBER = 6;
    private static final int BOOT = 7;
    private static final int STRAYS = 8;
    private static final int TAKEN = 9;
    private static final int HEARD = 10;
    private static final int WAITS = 11;

    /** Milliseconds of silence after which less is remembered of what went out. */
    private static final long REST = 60_000;

    private final CoalescerSettings settings;
    private final Counters counters = new Counters();
    private final DaemonQueue daemons = new DaemonQueue();
    private final RecordRoles roles = new RecordRoles();
    private final StepProofClock clock = new StepProofClock();
    private final EarlierBoots earlier = new EarlierBoots();
    private final Emission emission;
    private final Strays strays;
    private final Waits waits;
    private BootSequence boot;
    /** Records that the boot has taken. */
    private long taken;
    /** When the last record came. */
    private long heard;

    public EventCoalescer(String host, CoalescerSettings settings, Consumer<StreamItem> out) {
        this.settings = requireNonNull(settings, "settings is null");
        this.emission = new Emission(
                requireNonNull(host, "host is null"), requireNonNull(out, "out is null"), counters, daemons);
        this.strays = new Strays(settings.hold().toMillis(), emission);
        this.waits = new Waits(settings);
        this.boot = new BootSequence(settings, waits, emission, false);
    }

    public void accept(AuditRecord record) {
        counters.records++;
        RecordRole role = roles.of(record);
        if (role == RecordRole.DAEMON) {
            acceptDaemon(record);
            return;
        }
        long epochMillis = record.key().epochMillis();
        clock.see(epochMillis);
        if (epochMillis <= earlier.latest() && isRepeatOfEarlierBoot(record.key())) {
            counters.duplicates++;
            return;
        }
        long now = clock.now();
        heard = now;
        if (isNewBoot(record.key())) {
            reboot(List.of(new Stray(record, role, taken, now)), now);
        } else {
            Answer answer = boot.take(record, role, now, false);
            if (answer == Answer.TAKEN) {
                taken++;
            } else if (answer == Answer.STRANGE) {
                setAside(record, role, now);
            }
        }
        boot.past().sweep(now);
        if (!strays.isEmpty()) {
            strays.expire(now);
        }
    }

    private void acceptDaemon(AuditRecord record) {
        if (!daemons.add(record, boot.high())) {
            counters.duplicates++;
        }
        boot.releaseDaemon();
    }

    /** A log that is read again begins with a leap of the clock, or with serials that went by. */
    private boolean isRepeatOfEarlierBoot(EventKey key) {
        return (!boot.window().isNear(key.epochMillis()) || boot.window().isBehind(key.serial()))
                && earlier.contain(key.serial(), key.epochMillis());
    }

    /** The daemon started, and the next serial is low: no company is needed. */
    private boolean isNewBoot(EventKey key) {
        if (!daemons.started()
                || boot.window().isEmpty()
                || key.serial() > LOW
                || !boot.window().isBehind(key.serial())) {
            return false;
        }
        return boot.window().isYounger(key.epochMillis())
                || key.epochMillis() < YEAR_1971 && boot.window().isBehind(key.serial() + LOW / 16);
    }

    private void setAside(AuditRecord record, RecordRole role, long now) {
        if (!strays.add(record, role, taken, now)) {
            return;
        }
        EventKey key = record.key();
        if (boot.isWithinReach(key)) {
            readmit(strays.company(key.serial(), 0, stray -> boot.isWithinReach(stray.key())), now);
        } else if (boot.window().isBehind(key.serial())) {
            List<Stray> company =
                    strays.company(key.serial(), taken, stray -> boot.window().isBehind(stray.serial()));
            if (!company.isEmpty()) {
                reboot(company, now);
            }
        } else {
            leap(key.serial(), now);
        }
    }

    /** Where the serials far ahead have waited in company for long, and nothing came of those before them. */
    private void leap(long serial, long now) {
        List<Stray> company =
                strays.company(serial, taken, stray -> !boot.window().isBehind(stray.serial()));
        if (!company.isEmpty()
                && (strays.isFull() || company.get(0).now() + settings.hold().toMillis() <= now)) {
            jump(company, now);
        }
    }

    private void reboot(List<Stray> first, long now) {
        boot.finish();
        endBoot();
        strays.remove(first);
        readmit(first, now);
    }

    private void endBoot() {
        AuditRecord left = daemons.pollEnded();
        while (left != null) {
            emission.daemon(left);
            left = daemons.pollEnded();
        }
        daemons.reboot();
        earlier.add(boot.past().times());
        emission.nextBoot();
        boot = new BootSequence(settings, waits, emission, true);
    }

    private void jump(List<Stray> company, long now) {
        EventKey first =
                company.stream().map(Stray::key).min(Comparator.naturalOrder()).orElseThrow();
        boot.jump(first);
        readmit(company, now);
    }

    /** Hands strays to the boot that they turned out to belong to. */
    private void readmit(List<Stray> found, long now) {
        strays.remove(found);
        for (Stray stray : found) {
            switch (boot.take(stray.record(), stray.role(), now, true)) {
                case TAKEN -> taken++;
                case STRANGE -> strays.add(stray.record(), stray.role(), stray.since(), stray.now());
                case REPEATED -> {}
            }
        }
    }

    /** What waits here, in bytes. */
    long pendingBytes() {
        return boot.bytes() + strays.bytes() + daemons.bytes();
    }

    /** Gives up what waits, for want of memory. */
    void letGo() {
        boot.letGo();
        strays.flush();
        daemons.decide();
        emission.reached(Long.MAX_VALUE);
    }

    /**
     * Tells that time went by without records, as the caller measured it. Time in which the caller itself was held up
     * does not count: records may have come meanwhile.
     */
    public void pass(Duration time) {
        clock.pass(time.toMillis());
        long now = clock.now();
        boot.pass(now, time.toMillis());
        if (strays.deadline() <= now) {
            EventKey oldest = strays.first().key();
            if (!boot.isWithinReach(oldest) && !boot.window().isBehind(oldest.serial())) {
                leap(oldest.serial(), now);
            }
        }
        strays.expire(now);
        if (heard + REST <= now && waitsUntil() == Long.MAX_VALUE) {
            boot.past().rest(boot.window().next());
        }
    }

    private long waitsUntil() {
        return Math.min(boot.deadline(), strays.deadline());
    }

    /**
     * How long without further records until {@link #pass} lets something go, or memory; empty where time alone changes
     * nothing. It may turn out that something waits for longer.
     */
    public Optional<Duration> due() {
        long deadline = waitsUntil();
        if (deadline == Long.MAX_VALUE) {
            return boot.past().isResting() ? Optional.empty() : Optional.of(left(heard + REST));
        }
        return Optional.of(left(deadline));
    }

    private Duration left(long deadline) {
        return deadline <= clock.now() ? Duration.ZERO : Duration.ofMillis(deadline - clock.now());
    }

    /**
     * The input ends here: everything goes out. More may follow, a next file, and is put in order after what went out.
     */
    public void flush() {
        long now = clock.now();
        List<Stray> rebooted = strays.all(stray -> stray.since() == taken
                && stray.serial() <= LOW
                && boot.window().isBehind(stray.serial())
                && boot.window().isYounger(stray.key().epochMillis()));
        readmit(strays.all(stray -> boot.isWithinReach(stray.key())), now);
        boot.finish();
        if (!rebooted.isEmpty()) {
            reboot(rebooted, now);
            boot.finish();
        }
        strays.flush();
        daemons.decide();
        emission.reached(Long.MAX_VALUE);
    }

    /**
     * Writes all that is known and waits, so that {@link #restored} goes on as if nothing had been.
     *
     * @param pages is told what changed since it was saved before, and keeps the rest
     */
    public void save(StateWriter out, PageSink pages) {
        out.number(FORM_NUMBER, FORM);
        out.message(COUNTERS, counters::save);
        out.message(DAEMONS, daemons::save);
        out.message(CLOCK, clock::save);
        out.message(EARLIER, earlier::save);
        out.number(BOOT_NUMBER, emission.boot());
        out.message(STRAYS, strays::save);
        out.message(BOOT, boot::save);
        boot.past().savePages(pages);
        out.number(TAKEN, taken);
        out.number(HEARD, heard);
        out.message(WAITS, waits::save);
    }

    /**
     * The coalescer that was saved. The settings may be others than before.
     *
     * @param tokenizer finds the fields in the body of a record that waits
     * @param pages has what was put last under each number
     * @throws UnreadableStateException where the state is torn, makes no sense, or is of a form from the future
     */
    public static EventCoalescer restored(
            String host,
            CoalescerSettings settings,
            Consumer<StreamItem> out,
            Function<byte[], Fields> tokenizer,
            StateReader in,
            IntFunction<byte @Nullable []> pages)
            throws UnreadableStateException {
        EventCoalescer coalescer = new EventCoalescer(host, settings, out);
        coalescer.restore(in, new SavedRecords(tokenizer, coalescer.roles, pages));
        return coalescer;
    }

    private void restore(StateReader in, SavedRecords saved) throws UnreadableStateException {
        StateReader bootState = null;
        int form = 0;
        while (in.next()) {
            switch (in.tag()) {
                case FORM_NUMBER -> form = in.integer(1, FORM);
                case COUNTERS -> counters.restore(in.message());
                case DAEMONS -> daemons.restore(in.message(), saved);
                case CLOCK -> clock.restore(in.message());
                case EARLIER -> earlier.restore(in.message());
                case BOOT_NUMBER -> emission.goOnIn(in.integer(0, Integer.MAX_VALUE));
                case STRAYS -> strays.restore(in.message(), saved);
                case BOOT -> bootState = in.message();
                case TAKEN -> taken = SavedRecords.natural(in);
                case HEARD -> heard = SavedRecords.natural(in);
                case WAITS -> waits.restore(in.message());
                default -> {}
            }
        }
        if (form == 0) {
            throw in.invalid("not the state of a coalescer");
        }
        boot = new BootSequence(settings, waits, emission, emission.boot() > 0);
        if (bootState != null) {
            boot.restore(bootState, saved);
        }
    }

    public CoalescerStatistics statistics() {
        return counters.statistics();
    }
}
