package io.execparity.stream.engine;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import org.jspecify.annotations.Nullable;

/** How a memory file was made, saved. */
final class MemfdCodec implements Codec<Memfd> {
    static final MemfdCodec CODEC = new MemfdCodec();

    private static final int MAKER = 1;
    private static final int MAKER_IMAGE = 2;
    private static final int MAKER_DIGEST = 3;
    private static final int MAKER_PATH_TRUSTED = 4;
    private static final int CREATED = 5;
    private static final int FLAGS = 6;

    private MemfdCodec() {}

    @Override
    public void write(Memfd memfd, StateWriter out) {
        ProcessViewCodec.CODEC.write(out, MAKER, memfd.maker());
        Parts.file(out, MAKER_IMAGE, memfd.makerImage());
        Parts.digest(out, MAKER_DIGEST, memfd.makerDigest());
        out.flag(MAKER_PATH_TRUSTED, memfd.makerPathTrusted());
        Parts.key(out, CREATED, memfd.created());
        out.number(FLAGS, memfd.flags());
    }

    @Override
    public Memfd read(StateReader in) throws UnreadableStateException {
        @Nullable ProcessView maker = null;
        @Nullable FileIdentity image = null;
        @Nullable ContentDigest digest = null;
        boolean trusted = false;
        @Nullable EventKey created = null;
        long flags = 0;
        while (in.next()) {
            switch (in.tag()) {
                case MAKER -> maker = ProcessViewCodec.CODEC.read(in.message());
                case MAKER_IMAGE -> image = Parts.file(in);
                case MAKER_DIGEST -> digest = Parts.digest(in);
                case MAKER_PATH_TRUSTED -> trusted = in.flag();
                case CREATED -> created = Parts.key(in);
                case FLAGS -> flags = in.number();
                default -> {}
            }
        }
        return new Memfd(
                Parts.required(in, maker, "maker"),
                image,
                digest,
                trusted,
                Parts.required(in, created, "stamp"),
                flags);
    }
}
