package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** The file that a path led to, saved. */
final class NamedFileCodec implements Codec<NamedFile> {
    static final NamedFileCodec CODEC = new NamedFileCodec();

    private static final int FILE = 1;
    private static final int LAST_USED = 2;

    private NamedFileCodec() {}

    @Override
    public void write(NamedFile value, StateWriter out) {
        Parts.file(out, FILE, value.file());
        out.number(LAST_USED, value.lastUsed());
    }

    @Override
    public NamedFile read(StateReader in) throws UnreadableStateException {
        @Nullable FileIdentity file = null;
        long lastUsed = 0;
        while (in.next()) {
            switch (in.tag()) {
                case FILE -> file = Parts.file(in);
                case LAST_USED -> lastUsed = Parts.natural(in);
                default -> {}
            }
        }
        return new NamedFile(Parts.required(in, file, "file"), lastUsed);
    }
}
