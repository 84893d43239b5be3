package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * What an agent calls a line, as {@link io.execparity.schema.message.LineHeaders} has it.
 *
 * @param source the agent, a slash and its source; empty where nobody numbered the line
 * @param epoch when the run of numbers began, epoch milliseconds, 0 or more
 * @param sequence in its run, from 0
 */
record LineNumber(String source, long epoch, long sequence) {
    static final LineNumber NONE = new LineNumber("", 0, 0);

    LineNumber {
        requireNonNull(source, "source is null");
    }

    boolean isGiven() {
        return !source.isEmpty();
    }

    void write(DataOutputView target) throws IOException {
        StringValue.writeString(source, target);
        if (isGiven()) {
            target.writeLong(epoch);
            target.writeLong(sequence);
        }
    }

    static LineNumber read(DataInputView from) throws IOException {
        String source = StringValue.readString(from);
        return source.isEmpty() ? NONE : new LineNumber(source, from.readLong(), from.readLong());
    }
}
