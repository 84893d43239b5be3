package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** A file under the name it is called by, saved. */
final class ProgramCodec implements Codec<Habits.Program> {
    static final ProgramCodec CODEC = new ProgramCodec();

    private static final int IMAGE = 1;
    private static final int NAME = 2;

    private ProgramCodec() {}

    @Override
    public void write(Habits.Program program, StateWriter out) {
        Parts.file(out, IMAGE, program.image());
        Parts.bytes(out, NAME, program.name());
    }

    @Override
    public Habits.Program read(StateReader in) throws UnreadableStateException {
        @Nullable FileIdentity image = null;
        Bytes name = Bytes.EMPTY;
        while (in.next()) {
            switch (in.tag()) {
                case IMAGE -> image = Parts.file(in);
                case NAME -> name = Parts.bytes(in);
                default -> {}
            }
        }
        return new Habits.Program(Parts.required(in, image, "image"), name);
    }
}
