package io.execparity.stream.state;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/** A number, a device's for instance; 0 where the field is absent. */
public final class NumberCodec implements Codec<Long> {
    public static final NumberCodec CODEC = new NumberCodec();

    private static final int NUMBER = 1;

    private NumberCodec() {}

    @Override
    public void write(Long number, StateWriter out) {
        out.number(NUMBER, number);
    }

    @Override
    public Long read(StateReader in) throws UnreadableStateException {
        long number = 0;
        while (in.next()) {
            if (in.tag() == NUMBER) {
                number = in.number();
            }
        }
        return number;
    }
}
