package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** Why content is in no list, saved. */
final class UnmeasuredCodec implements Codec<Unmeasured> {
    static final UnmeasuredCodec CODEC = new UnmeasuredCodec();

    private static final int REASON = 1;
    private static final int LIST = 2;
    private static final int CONTENT_KNOWN = 3;
    private static final int NAME_ELSEWHERE = 4;
    private static final int BOOT_CERTAIN = 5;
    private static final int RULE = 6;
    private static final int LAST_LISTED = 7;

    private UnmeasuredCodec() {}

    @Override
    public void write(Unmeasured why, StateWriter out) {
        Parts.place(out, REASON, why.reason());
        out.text(LIST, why.list());
        out.flag(CONTENT_KNOWN, why.contentKnown());
        out.flag(NAME_ELSEWHERE, why.nameElsewhere());
        out.flag(BOOT_CERTAIN, why.bootCertain());
        Parts.text(out, RULE, why.rule());
        Parts.text(out, LAST_LISTED, why.lastListed());
    }

    @Override
    public Unmeasured read(StateReader in) throws UnreadableStateException {
        Unmeasured.Reason reason = Unmeasured.Reason.values()[0];
        String list = "";
        boolean contentKnown = false;
        boolean nameElsewhere = false;
        boolean bootCertain = false;
        @Nullable String rule = null;
        @Nullable String lastListed = null;
        while (in.next()) {
            switch (in.tag()) {
                case REASON -> reason = Parts.place(in, Unmeasured.Reason.values());
                case LIST -> list = in.text();
                case CONTENT_KNOWN -> contentKnown = in.flag();
                case NAME_ELSEWHERE -> nameElsewhere = in.flag();
                case BOOT_CERTAIN -> bootCertain = in.flag();
                case RULE -> rule = in.text();
                case LAST_LISTED -> lastListed = in.text();
                default -> {}
            }
        }
        return new Unmeasured(reason, list, contentKnown, nameElsewhere, bootCertain, rule, lastListed);
    }
}
