package io.execparity.collect.coalesce;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.Place;
import io.execparity.schema.event.Reboot;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.record.AuditRecord;
import java.util.ArrayList;
import java.util.List;

/** A coalescer and what it handed on, in words: {@code 5}, {@code 5 LATE}, {@code 5 -[PATH]}, {@code gap 3-4}. */
final class Run {
    final List<StreamItem> items = new ArrayList<>();
    final EventCoalescer coalescer;

    Run() {
        this(CoalescerSettings.defaults());
    }

    Run(CoalescerSettings settings) {
        coalescer = new EventCoalescer("h", settings, items::add);
    }

    Run take(Script script) {
        return take(script.records());
    }

    Run take(List<AuditRecord> records) {
        records.forEach(coalescer::accept);
        return this;
    }

    Run flush() {
        coalescer.flush();
        return this;
    }

    CoalescerStatistics statistics() {
        return coalescer.statistics();
    }

    List<String> words() {
        return items.stream().map(Run::word).toList();
    }

    private static String word(StreamItem item) {
        if (item instanceof TelemetryGap gap) {
            return "gap " + gap.firstMissing() + "-" + gap.lastMissing();
        }
        if (item instanceof Reboot reboot) {
            return "boot " + reboot.boot();
        }
        AuditEvent event = (AuditEvent) item;
        String type =
                event.records().isEmpty() ? "" : event.records().get(0).head().typeName();
        return (type.startsWith("DAEMON_") ? type : "" + event.key().serial())
                + (event.place() == Place.IN_ORDER ? "" : " " + event.place())
                + (event.missing().isEmpty()
                        ? ""
                        : " -" + event.missing().stream().sorted().toList());
    }
}
