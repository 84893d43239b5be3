package io.execparity.stream.flink;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/** From when to when a job had events, host by host. */
final class HostTimes implements Accumulator<StreamItem, HostTimes.Result> {
    private static final long serialVersionUID = 1;

    static final String NAME = "host times";

    /** Flink looks at it while it is added to. */
    private final ConcurrentHashMap<String, Span> spans = new ConcurrentHashMap<>();

    /**
     * The times of one host's events.
     *
     * @param first epoch milliseconds
     * @param last the same
     */
    record Span(long first, long last) implements Serializable {
        private static final long serialVersionUID = 1;

        Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /** Those of all hosts. */
    record Result(Map<String, Span> spans) implements Serializable {
        private static final long serialVersionUID = 1;

        Result {
            spans = Map.copyOf(spans);
        }
    }

    @Override
    public void add(StreamItem item) {
        if (item instanceof AuditEvent event) {
            long time = event.key().epochMillis();
            Span known = spans.get(event.host());
            if (known == null || time < known.first() || time > known.last()) {
                spans.merge(event.host(), new Span(time, time), Span::with);
            }
        }
    }

    @Override
    public Result getLocalValue() {
        return new Result(spans);
    }

    @Override
    public void resetLocal() {
        spans.clear();
    }

    @Override
    public void merge(Accumulator<StreamItem, Result> other) {
        other.getLocalValue().spans().forEach((host, span) -> spans.merge(host, span, Span::with));
    }

    @Override
    public Accumulator<StreamItem, Result> clone() {
        HostTimes copy = new HostTimes();
        copy.spans.putAll(spans);
        return copy;
    }
}
