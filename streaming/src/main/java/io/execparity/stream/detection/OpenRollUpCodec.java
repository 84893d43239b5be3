package io.execparity.stream.detection;

import io.execparity.schema.finding.Finding;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.FindingCodec;
import io.execparity.stream.state.Parts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A roll-up under way, saved. */
final class OpenRollUpCodec implements Codec<RollUps.Open> {
    static final OpenRollUpCodec CODEC = new OpenRollUpCodec();

    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int SUREST = 3;
    private static final int COUNT = 4;
    private static final int EARLY = 5;
    private static final int LATE = 6;
    private static final int TOLD_COUNT = 7;

    private OpenRollUpCodec() {}

    @Override
    public void write(RollUps.Open rollUp, StateWriter out) {
        Parts.key(out, FIRST, rollUp.first);
        Parts.key(out, LAST, rollUp.last);
        FindingCodec.CODEC.write(out, SUREST, rollUp.surest);
        out.number(COUNT, rollUp.count);
        Parts.texts(out, EARLY, rollUp.early);
        Parts.texts(out, LATE, rollUp.late.keySet());
        out.number(TOLD_COUNT, rollUp.toldCount);
    }

    @Override
    public RollUps.Open read(StateReader in) throws UnreadableStateException {
        @Nullable EventKey first = null;
        @Nullable EventKey last = null;
        @Nullable Finding surest = null;
        long count = 0;
        long toldCount = 0;
        List<String> early = new ArrayList<>();
        List<String> late = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case FIRST -> first = Parts.key(in);
                case LAST -> last = Parts.key(in);
                case SUREST -> surest = FindingCodec.CODEC.read(in.message());
                case COUNT -> count = Parts.natural(in);
                case TOLD_COUNT -> toldCount = Parts.natural(in);
                case EARLY -> Parts.add(in, early, in.text(), RollUps.KEPT);
                case LATE -> Parts.add(in, late, in.text(), RollUps.KEPT);
                default -> {}
            }
        }
        RollUps.Open rollUp = new RollUps.Open(
                Parts.required(in, first, "first stamp"),
                Parts.required(in, last, "last stamp"),
                Parts.required(in, surest, "finding"));
        rollUp.count = count;
        rollUp.toldCount = toldCount;
        rollUp.early.addAll(early);
        late.forEach(stamp -> rollUp.late.put(stamp, true));
        return rollUp;
    }
}
