package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** The file that a path first led to, saved. */
final class HomeCodec implements Codec<Habits.Home> {
    static final HomeCodec CODEC = new HomeCodec();

    private static final int FILE = 1;
    private static final int LAST_USED = 2;

    private HomeCodec() {}

    @Override
    public void write(Habits.Home value, StateWriter out) {
        Parts.file(out, FILE, value.image());
        out.number(LAST_USED, value.lastUsed());
    }

    @Override
    public Habits.Home read(StateReader in) throws UnreadableStateException {
        @Nullable FileIdentity file = null;
        long lastUsed = 0;
        while (in.next()) {
            switch (in.tag()) {
                case FILE -> file = Parts.file(in);
                case LAST_USED -> lastUsed = Parts.natural(in);
                default -> {}
            }
        }
        return new Habits.Home(Parts.required(in, file, "file"), lastUsed);
    }
}
