package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.event.TelemetryGap;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Counts what is missing from the evidence, for all of a job. */
final class LossCounters implements Serializable {
    private static final long serialVersionUID = 1;

    static final String GAPS = "gaps";
    static final String MISSING_EVENTS = "missing events";
    static final String INCOMPLETE_EVENTS = "incomplete events";

    private final LongCounter gaps = new LongCounter();
    private final LongCounter missingEvents = new LongCounter();
    private final LongCounter incompleteEvents = new LongCounter();
    private final Map<MissingPart, LongCounter> missingParts = new EnumMap<>(MissingPart.class);

    LossCounters() {
        for (MissingPart part : MissingPart.values()) {
            missingParts.put(part, new LongCounter());
        }
    }

    static String missing(MissingPart part) {
        return "missing part " + part.name().toLowerCase(Locale.ROOT);
    }

    void register(RuntimeContext context) {
        context.addAccumulator(GAPS, gaps);
        context.addAccumulator(MISSING_EVENTS, missingEvents);
        context.addAccumulator(INCOMPLETE_EVENTS, incompleteEvents);
        missingParts.forEach((part, counter) -> context.addAccumulator(missing(part), counter));
    }

    void item(StreamItem item) {
        if (item instanceof TelemetryGap gap) {
            gaps.add(1);
            missingEvents.add(gap.missing());
        } else if (item instanceof AuditEvent event && !event.whole()) {
            incompleteEvents.add(1);
            event.missing()
                    .forEach(part -> requireNonNull(missingParts.get(part)).add(1));
        }
    }
}
