package io.execparity.stream.engine;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.ExecutionCodec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** A run of a file that no denial met yet, saved. */
final class PastRunCodec implements Codec<FileState.PastRun> {
    static final PastRunCodec CODEC = new PastRunCodec();

    private static final int RUN = 1;
    private static final int MODE = 2;
    private static final int CONFINEMENT = 3;
    private static final int WRITES = 4;
    private static final int AT = 5;

    private PastRunCodec() {}

    @Override
    public void write(FileState.PastRun past, StateWriter out) {
        ExecutionCodec.CODEC.write(out, RUN, past.run());
        out.number(MODE, past.mode(), -1);
        Parts.bytes(out, CONFINEMENT, past.confinement());
        out.number(WRITES, past.writes());
        out.number(AT, past.at());
    }

    @Override
    public FileState.PastRun read(StateReader in) throws UnreadableStateException {
        @Nullable Execution run = null;
        int mode = -1;
        @Nullable Bytes confinement = null;
        long writes = 0;
        long at = 0;
        while (in.next()) {
            switch (in.tag()) {
                case RUN -> run = ExecutionCodec.CODEC.read(in.message());
                case MODE -> mode = Parts.integer(in);
                case CONFINEMENT -> confinement = Parts.bytes(in);
                case WRITES -> writes = Parts.natural(in);
                case AT -> at = Parts.natural(in);
                default -> {}
            }
        }
        return new FileState.PastRun(Parts.required(in, run, "run"), mode, confinement, writes, at);
    }
}
