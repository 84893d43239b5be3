package io.execparity.stream.engine;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.ExecutionCodec;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of one content that some list has not got, saved. */
final class UnmeasuredRunCodec implements Codec<UnmeasuredRun> {
    private static final int FIRST = 1;
    private static final int SUREST = 2;
    private static final int LAST = 3;
    private static final int COUNT = 4;
    private static final int LATE = 5;
    /** For each list; empty where the list has it. */
    private static final int WHY = 6;

    private static final int REASON = 1;

    private final int lists;

    /** @param lists how many boots the lists are of */
    UnmeasuredRunCodec(int lists) {
        this.lists = lists;
    }

    @Override
    public void write(UnmeasuredRun run, StateWriter out) {
        Parts.key(out, FIRST, run.first());
        ExecutionCodec.CODEC.write(out, SUREST, run.run());
        Parts.key(out, LAST, run.last());
        out.number(COUNT, run.count());
        Parts.texts(out, LATE, run.late());
        for (int list = 0; list < lists; list++) {
            Unmeasured why = run.why(list);
            out.message(WHY, message -> UnmeasuredCodec.CODEC.write(message, REASON, why));
        }
    }

    @Override
    public UnmeasuredRun read(StateReader in) throws UnreadableStateException {
        @Nullable EventKey first = null;
        @Nullable Execution surest = null;
        @Nullable EventKey last = null;
        long count = 0;
        List<String> late = new ArrayList<>();
        List<@Nullable Unmeasured> why = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case FIRST -> first = Parts.key(in);
                case SUREST -> surest = ExecutionCodec.CODEC.read(in.message());
                case LAST -> last = Parts.key(in);
                case COUNT -> count = Parts.natural(in);
                case LATE -> Parts.add(in, late, in.text(), UnmeasuredRun.LATE);
                case WHY -> why.add(why(in.message()));
                default -> {}
            }
        }
        if (why.size() != lists) {
            throw in.invalid("reasons of " + why.size() + " lists where there are " + lists);
        }
        return new UnmeasuredRun(
                Parts.required(in, first, "first stamp"),
                Parts.required(in, surest, "run"),
                Parts.required(in, last, "last stamp"),
                count,
                late,
                why);
    }

    private static @Nullable Unmeasured why(StateReader in) throws UnreadableStateException {
        @Nullable Unmeasured why = null;
        while (in.next()) {
            if (in.tag() == REASON) {
                why = UnmeasuredCodec.CODEC.read(in.message());
            }
        }
        return why;
    }
}
