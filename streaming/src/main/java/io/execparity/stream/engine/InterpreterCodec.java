package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.state.Codec;

/** An interpreter, saved by its name: the catalogue may say more of it by the time it is read, or nothing any more. */
final class InterpreterCodec implements Codec<Interpreter> {
    private static final int NAME = 1;
    private static final int LEARNED = 2;

    private final KnownInterpreters interpreters;

    InterpreterCodec(KnownInterpreters interpreters) {
        this.interpreters = interpreters;
    }

    @Override
    public void write(Interpreter interpreter, StateWriter out) {
        out.text(NAME, interpreter.name());
        out.flag(LEARNED, interpreter.isLearned());
    }

    @Override
    public Interpreter read(StateReader in) throws UnreadableStateException {
        String name = "";
        boolean learned = false;
        while (in.next()) {
            switch (in.tag()) {
                case NAME -> name = in.text();
                case LEARNED -> learned = in.flag();
                default -> {}
            }
        }
        return interpreters.named(name, learned);
    }
}
