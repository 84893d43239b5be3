package io.execparity.stream.state;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import org.jspecify.annotations.Nullable;

/**
 * The saved form of one type: fields as {@link StateWriter} has them. What was written is read as an equal value; whatever
 * else the bytes are, reading them throws nothing but {@link UnreadableStateException}. Fields of unknown tags are passed
 * over, so that a later build may add some.
 *
 * @param <T> the type
 */
public interface Codec<T> {
    void write(T value, StateWriter out);

    /** Reads all fields that are left. */
    T read(StateReader in) throws UnreadableStateException;

    /** Writes the value as a message of its own, and nothing where there is none. */
    default void write(StateWriter out, int tag, @Nullable T value) {
        if (value != null) {
            out.message(tag, message -> write(value, message));
        }
    }

    /** Writes one message for each value. */
    default void write(StateWriter out, int tag, Iterable<T> values) {
        values.forEach(value -> write(out, tag, value));
    }

    default byte[] toBytes(T value) {
        StateWriter out = new StateWriter();
        write(value, out);
        return out.toByteArray();
    }

    default T fromBytes(byte[] bytes) throws UnreadableStateException {
        return read(new StateReader(bytes));
    }
}
