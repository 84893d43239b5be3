package io.execparity.stream.engine;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.FileViewCodec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import org.jspecify.annotations.Nullable;

/** A refusal that waits for a witness, saved. */
final class PendingDenialCodec implements Codec<PendingDenial> {
    static final PendingDenialCodec CODEC = new PendingDenialCodec();

    private static final int KEY = 1;
    private static final int ANSWER = 2;
    private static final int PROCESS = 3;
    private static final int FILE = 4;
    private static final int ORIGIN = 5;
    private static final int MEMFD = 6;
    private static final int POLICY = 7;
    private static final int BY_DESCRIPTOR = 8;
    private static final int OPENED_BY_CALLER = 9;
    private static final int DENIAL = 10;
    private static final int SETTLE_AT = 11;
    private static final int EVIDENCE = 12;

    private PendingDenialCodec() {}

    @Override
    public void write(PendingDenial pending, StateWriter out) {
        Parts.key(out, KEY, pending.key());
        out.number(ANSWER, pending.answer());
        ProcessViewCodec.CODEC.write(out, PROCESS, pending.process());
        FileViewCodec.CODEC.write(out, FILE, pending.file());
        Parts.place(out, ORIGIN, pending.origin());
        MemfdCodec.CODEC.write(out, MEMFD, pending.memfd());
        Parts.securebits(out, POLICY, pending.policy());
        out.flag(BY_DESCRIPTOR, pending.byDescriptor());
        out.flag(OPENED_BY_CALLER, pending.openedByCaller());
        DenialCodec.CODEC.write(out, DENIAL, pending.denial());
        out.number(SETTLE_AT, pending.settleAt());
        out.text(EVIDENCE, pending.evidence());
    }

    @Override
    public PendingDenial read(StateReader in) throws UnreadableStateException {
        @Nullable EventKey key = null;
        long answer = 0;
        @Nullable ProcessView process = null;
        FileView file = FileView.UNKNOWN;
        CodeOrigin origin = CodeOrigin.values()[0];
        @Nullable Memfd memfd = null;
        Securebits policy = Securebits.NONE;
        boolean byDescriptor = false;
        boolean openedByCaller = false;
        @Nullable Denial denial = null;
        long settleAt = 0;
        String evidence = "";
        while (in.next()) {
            switch (in.tag()) {
                case KEY -> key = Parts.key(in);
                case ANSWER -> answer = in.number();
                case PROCESS -> process = ProcessViewCodec.CODEC.read(in.message());
                case FILE -> file = FileViewCodec.CODEC.read(in.message());
                case ORIGIN -> origin = Parts.place(in, CodeOrigin.values());
                case MEMFD -> memfd = MemfdCodec.CODEC.read(in.message());
                case POLICY -> policy = Parts.securebits(in);
                case BY_DESCRIPTOR -> byDescriptor = in.flag();
                case OPENED_BY_CALLER -> openedByCaller = in.flag();
                case DENIAL -> denial = DenialCodec.CODEC.read(in.message());
                case SETTLE_AT -> settleAt = Parts.natural(in);
                case EVIDENCE -> evidence = in.text();
                default -> {}
            }
        }
        return new PendingDenial(
                Parts.required(in, key, "stamp"),
                answer,
                Parts.required(in, process, "process"),
                file,
                origin,
                memfd,
                policy,
                byDescriptor,
                openedByCaller,
                denial,
                settleAt,
                evidence);
    }
}
