package io.execparity.stream.flink;

import io.execparity.schema.record.Origin;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.control.ControlState;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;

/**
 * What one operator instance was told by the control topic. Every instance is told the same, and each saves all of it, so
 * that any number of them can go on with it; one of them tells what was refused.
 */
final class ControlFeed {
    private static final String MESSAGES = "messages";

    private final ControlState control;
    private final BroadcastState<String, byte[]> saved;
    private final Consumer<EncodedResult> refused;
    private final ResultEncoder encoder = new ResultEncoder();
    private boolean changed;

    /**
     * @param saved the same for all instances
     * @param refused told of records that are no messages
     */
    ControlFeed(ControlState control, BroadcastState<String, byte[]> saved, Consumer<EncodedResult> refused) {
        this.control = control;
        this.saved = saved;
        this.refused = refused;
    }

    /** Goes on from what was saved or, where nothing was, begins. */
    void begin(ControlBeginning beginning) throws Exception {
        byte[] before = saved.get(MESSAGES);
        if (before != null) {
            restore(before);
            return;
        }
        changed = true;
        beginning.records().forEach(this::take);
    }

    private void restore(byte[] before) throws IOException {
        try {
            control.restore(new StateReader(before));
        } catch (UnreadableStateException e) {
            throw new IOException("what the control topic said cannot be read: " + e.getMessage(), e);
        }
    }

    /** Takes the next record. */
    void take(HostControl record) {
        Optional<String> why = control.accept(record.key(), record.message());
        if (why.isEmpty()) {
            changed = true;
        } else {
            byte[] message = record.message();
            refused.accept(encoder.refused(
                    new Origin(record.partition(), record.offset()),
                    "no_control_message",
                    why.get(),
                    message == null ? new byte[0] : message));
        }
    }

    /** Brings what is saved up to date. */
    void save() throws Exception {
        if (changed) {
            StateWriter out = new StateWriter();
            control.save(out);
            saved.put(MESSAGES, out.toByteArray());
            changed = false;
        }
    }
}
