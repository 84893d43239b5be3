package io.execparity.collect.coalesce;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.Place;
import io.execparity.schema.event.Reboot;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Hands items on, counts them, and slips the daemon's records in at their places. */
final class Emission {
    private final String host;
    private final Consumer<StreamItem> out;
    private final Counters counters;
    private final DaemonQueue daemons;
    private int boot;

    Emission(String host, Consumer<StreamItem> out, Counters counters, DaemonQueue daemons) {
        this.host = host;
        this.out = out;
        this.counters = counters;
        this.daemons = daemons;
    }

    /** The number of the boot, counted from 0. */
    int boot() {
        return boot;
    }

    void goOnIn(int restoredBoot) {
        boot = restoredBoot;
    }

    Counters counters() {
        return counters;
    }

    void event(PendingEvent event, int missing, Place place) {
        counters.events++;
        if (missing != 0 && (place == Place.IN_ORDER || place == Place.LATE)) {
            counters.incomplete++;
        }
        out.accept(new AuditEvent(host, boot, event.key(), event.records(), EventParts.set(missing), place));
    }

    void gap(long first, long last, EventKey before, EventKey after) {
        counters.gaps++;
        counters.missingSerials += last - first + 1;
        long written = first & EventKey.MAX_SERIAL;
        out.accept(new TelemetryGap(host, written, written + last - first, before, after));
    }

    void nextBoot() {
        boot++;
        counters.reboots++;
    }

    void reboot(EventKey first) {
        out.accept(new Reboot(host, boot, first));
    }

    /** The kernel was heard again, in the same boot. */
    void kernelGoesOn() {
        daemons.decide();
    }

    /** Everything before {@code position} went out. */
    void reached(long position) {
        if (!daemons.isEmpty()) {
            AuditRecord record = daemons.poll(position);
            while (record != null) {
                daemon(record);
                record = daemons.poll(position);
            }
        }
    }

    void daemon(AuditRecord record) {
        counters.events++;
        out.accept(new AuditEvent(host, boot, record.key(), List.of(record), Set.of()));
    }
}
