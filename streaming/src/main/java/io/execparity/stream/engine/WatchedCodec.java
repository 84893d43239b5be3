package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;

/** That a process has runs under way, saved. */
final class WatchedCodec implements Codec<RunLedger.Watched> {
    static final WatchedCodec CODEC = new WatchedCodec();

    private static final int PID = 1;
    private static final int SINCE = 2;

    private WatchedCodec() {}

    @Override
    public void write(RunLedger.Watched watched, StateWriter out) {
        out.number(PID, watched.pid());
        out.number(SINCE, watched.since());
    }

    @Override
    public RunLedger.Watched read(StateReader in) throws UnreadableStateException {
        int pid = 0;
        long since = 0;
        while (in.next()) {
            switch (in.tag()) {
                case PID -> pid = Parts.integer(in);
                case SINCE -> since = Parts.natural(in);
                default -> {}
            }
        }
        return new RunLedger.Watched(pid, since);
    }
}
