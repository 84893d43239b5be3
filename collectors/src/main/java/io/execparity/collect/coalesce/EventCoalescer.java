package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.coalesce.BootSequence.Answer;
import io.execparity.collect.coalesce.Strays.Stray;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the records of one host together into events and hands them on in the order of the kernel's serials, whatever
 * order they come in.
 *
 * <p>It waits in the time of the records, never in its own: with no further records nothing goes out that waits for
 * more, until {@link #pass} or {@link #flush} is called. Not safe for use by several threads.
 */
public final class EventCoalescer {
    /** After the daemon's start a serial up to here below the expected one is a new boot by itself. */
    private static final long LOW = 1024;
    /** Times before this are those of a clock that was not set yet. */
    private static final long YEAR_1971 = 31_536_000_000L;

    private final CoalescerSettings settings;
    private final Counters counters = new Counters();
    private final DaemonQueue daemons = new DaemonQueue();
    private final RecordRoles roles = new RecordRoles();
    private final StepProofClock clock = new StepProofClock();
    private final EarlierBoots earlier = new EarlierBoots();
    private final Emission emission;
    private final Strays strays;
    private BootSequence boot;
    /** Records that the boot has taken. */
    private long taken;

    public EventCoalescer(String host, CoalescerSettings settings, Consumer<StreamItem> out) {
        this.settings = requireNonNull(settings, "settings is null");
        this.emission = new Emission(
                requireNonNull(host, "host is null"), requireNonNull(out, "out is null"), counters, daemons);
        this.strays = new Strays(settings.hold().toMillis(), emission);
        this.boot = new BootSequence(settings, emission, false);
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
        boot.sweep(now);
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
            List<Stray> company =
                    strays.company(key.serial(), taken, stray -> !boot.window().isBehind(stray.serial()));
            if (!company.isEmpty()
                    && (strays.isFull()
                            || company.get(0).now() + settings.hold().toMillis() <= now)) {
                jump(company, now);
            }
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
        earlier.add(boot.times());
        emission.nextBoot();
        boot = new BootSequence(settings, emission, true);
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

    /** Tells that time went by without records, as the caller measured it. */
    public void pass(Duration time) {
        clock.pass(time.toMillis());
        boot.pass(clock.now());
        strays.expire(clock.now());
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

    public CoalescerStatistics statistics() {
        return counters.statistics();
    }
}
