package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.List;

/** Children that wait for their parent, saved. */
final class OrphansCodec implements Codec<ProcessLedger.Orphans> {
    static final OrphansCodec CODEC = new OrphansCodec();

    private static final int PID = 1;
    private static final int SINCE = 2;

    private OrphansCodec() {}

    @Override
    public void write(ProcessLedger.Orphans orphans, StateWriter out) {
        long[] pids = orphans.pids().stream().mapToLong(Integer::longValue).toArray();
        out.numbers(PID, pids, pids.length);
        out.number(SINCE, orphans.since());
    }

    @Override
    public ProcessLedger.Orphans read(StateReader in) throws UnreadableStateException {
        List<Integer> pids = new ArrayList<>();
        long since = 0;
        while (in.next()) {
            switch (in.tag()) {
                case PID -> {
                    for (long pid : in.numbers()) {
                        Parts.add(in, pids, (int) pid, ProcessLedger.MAX_CHILDREN);
                    }
                }
                case SINCE -> since = Parts.natural(in);
                default -> {}
            }
        }
        return new ProcessLedger.Orphans(pids, since);
    }
}
