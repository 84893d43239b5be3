package io.execparity.collect.coalesce;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A coalescer that is saved, thrown away and restored at some places of a stream, and what it handed on, as text. */
final class Cut {
    final List<String> items = new ArrayList<>();
    private final CoalescerSettings settings;
    private final Function<byte[], Fields> tokenizer;
    /** What was saved by the page, the last of each number. */
    final Map<Integer, byte[]> pages = new HashMap<>();

    EventCoalescer coalescer;

    Cut(CoalescerSettings settings, Function<byte[], Fields> tokenizer) {
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.coalescer = new EventCoalescer("h", settings, this::take);
    }

    private void take(StreamItem item) {
        StringBuilder text = new StringBuilder(item.toString());
        if (item instanceof AuditEvent event) {
            for (AuditRecord record : event.records()) {
                text.append('\n').append(record.getClass().getSimpleName()).append(' ');
                text.append(record.head()).append(' ').append(record);
                for (int i = 0; i < record.fields().count(); i++) {
                    text.append(" <").append(record.fields().name(i)).append('>');
                    text.append(record.fields().written(i));
                }
            }
        }
        items.add(text.toString());
    }

    /** The bytes that are saved now: all but the pages that did not change since they were saved before. */
    static int savedBytes(EventCoalescer coalescer) {
        StateWriter out = new StateWriter();
        int[] bytes = {0};
        coalescer.save(out, (page, content) -> bytes[0] += content.length);
        return out.toByteArray().length + bytes[0];
    }

    byte[] state() {
        StateWriter out = new StateWriter();
        coalescer.save(out, pages::put);
        return out.toByteArray();
    }

    Cut restore(byte[] state) throws UnreadableStateException {
        coalescer = EventCoalescer.restored("h", settings, this::take, tokenizer, new StateReader(state), pages::get);
        return this;
    }

    /**
     * Goes through a stream.
     *
     * @param cuts before which records to save and restore
     * @param passing before which records how many milliseconds pass
     */
    Cut through(List<AuditRecord> records, Set<Integer> cuts, Map<Integer, Integer> passing)
            throws UnreadableStateException {
        for (int i = 0; i < records.size(); i++) {
            if (cuts.contains(i)) {
                restore(state());
            }
            Integer millis = passing.get(i);
            if (millis != null) {
                coalescer.pass(Duration.ofMillis(millis));
            }
            coalescer.accept(records.get(i));
        }
        return this;
    }
}
