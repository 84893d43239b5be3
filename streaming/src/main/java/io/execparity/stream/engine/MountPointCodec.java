package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;

/** A mount point that records show as noexec, saved. */
final class MountPointCodec implements Codec<MountLedger.MountPoint> {
    static final MountPointCodec CODEC = new MountPointCodec();

    private static final int WITNESS = 1;
    private static final int LAST_USED = 2;

    private MountPointCodec() {}

    @Override
    public void write(MountLedger.MountPoint point, StateWriter out) {
        out.text(WITNESS, point.witness());
        out.number(LAST_USED, point.lastUsed());
    }

    @Override
    public MountLedger.MountPoint read(StateReader in) throws UnreadableStateException {
        String witness = "";
        long lastUsed = 0;
        while (in.next()) {
            switch (in.tag()) {
                case WITNESS -> witness = in.text();
                case LAST_USED -> lastUsed = Parts.natural(in);
                default -> {}
            }
        }
        return new MountLedger.MountPoint(witness, lastUsed);
    }
}
