package io.execparity.stream.state;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/** A small number, a process id for instance; 0 where the field is absent. */
public final class IntegerCodec implements Codec<Integer> {
    public static final IntegerCodec CODEC = new IntegerCodec();

    private static final int NUMBER = 1;

    private IntegerCodec() {}

    @Override
    public void write(Integer number, StateWriter out) {
        out.number(NUMBER, number);
    }

    @Override
    public Integer read(StateReader in) throws UnreadableStateException {
        int number = 0;
        while (in.next()) {
            if (in.tag() == NUMBER) {
                number = Parts.integer(in);
            }
        }
        return number;
    }
}
