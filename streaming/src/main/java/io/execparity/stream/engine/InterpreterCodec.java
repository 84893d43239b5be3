package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import io.execparity.stream.state.Codec;

/** An interpreter, saved by its name: the catalogue may say more of it by the time it is read, or nothing any more. */
final class InterpreterCodec implements Codec<Interpreter> {
    private static final int NAME = 1;
    private static final int LEARNED = 2;

    private final InterpreterCatalogue catalogue;

    InterpreterCodec(InterpreterCatalogue catalogue) {
        this.catalogue = catalogue;
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
        Interpreter generic = Interpreter.learned(Bytes.utf8(name));
        return learned ? generic : catalogue.named(name).orElse(generic);
    }
}
