package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** A mount point of which records show something, saved. */
final class MountPointCodec implements Codec<MountLedger.MountPoint> {
    static final MountPointCodec CODEC = new MountPointCodec();

    private static final int WITNESS = 1;
    private static final int LAST_USED = 2;
    private static final int EXECUTABLE = 3;

    private MountPointCodec() {}

    @Override
    public void write(MountLedger.MountPoint point, StateWriter out) {
        Parts.text(out, WITNESS, point.witness());
        out.number(LAST_USED, point.lastUsed());
        out.number(EXECUTABLE, point.executable(), -1);
    }

    @Override
    public MountLedger.MountPoint read(StateReader in) throws UnreadableStateException {
        @Nullable String witness = null;
        long lastUsed = 0;
        long executable = -1;
        while (in.next()) {
            switch (in.tag()) {
                case WITNESS -> witness = in.text();
                case LAST_USED -> lastUsed = Parts.natural(in);
                case EXECUTABLE -> executable = in.number();
                default -> {}
            }
        }
        return new MountLedger.MountPoint(witness, executable, lastUsed);
    }
}
