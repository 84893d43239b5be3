package io.execparity.stream.engine;

import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import org.jspecify.annotations.Nullable;

/** An attempt to give up securebits, saved. */
final class AttemptCodec implements Codec<SecurebitsHandler.Attempt> {
    static final AttemptCodec CODEC = new AttemptCodec();

    private static final int KEY = 1;
    private static final int PROCESS = 2;
    private static final int AFTER = 3;
    private static final int BY_NAMESPACE = 4;
    private static final int SUCCEEDED = 5;
    private static final int NAMESPACE = 6;

    private AttemptCodec() {}

    @Override
    public void write(SecurebitsHandler.Attempt attempt, StateWriter out) {
        Parts.key(out, KEY, attempt.key());
        ProcessViewCodec.CODEC.write(out, PROCESS, attempt.process());
        Parts.securebits(out, AFTER, attempt.after());
        out.flag(BY_NAMESPACE, attempt.byNamespace());
        out.flag(SUCCEEDED, attempt.succeeded());
        Parts.place(out, NAMESPACE, attempt.namespace());
    }

    @Override
    public SecurebitsHandler.Attempt read(StateReader in) throws UnreadableStateException {
        @Nullable EventKey key = null;
        @Nullable ProcessView process = null;
        Securebits after = Securebits.NONE;
        boolean byNamespace = false;
        boolean succeeded = false;
        NamespaceBits namespace = NamespaceBits.UNKNOWN;
        while (in.next()) {
            switch (in.tag()) {
                case KEY -> key = Parts.key(in);
                case PROCESS -> process = ProcessViewCodec.CODEC.read(in.message());
                case AFTER -> after = Parts.securebits(in);
                case BY_NAMESPACE -> byNamespace = in.flag();
                case SUCCEEDED -> succeeded = in.flag();
                case NAMESPACE -> namespace = Parts.place(in, NamespaceBits.values());
                default -> {}
            }
        }
        return new SecurebitsHandler.Attempt(
                Parts.required(in, key, "stamp"),
                Parts.required(in, process, "process"),
                after,
                byNamespace,
                succeeded,
                namespace);
    }
}
