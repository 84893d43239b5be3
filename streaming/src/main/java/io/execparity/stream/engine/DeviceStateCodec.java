package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;

/** What is known of a device, saved. */
final class DeviceStateCodec implements Codec<DeviceState> {
    static final DeviceStateCodec CODEC = new DeviceStateCodec();

    private static final int FLAGS = 1;
    private static final int NOEXEC_WITNESS = 2;
    private static final int NOEXEC_SINCE = 3;
    private static final int LAST_USED = 4;

    private static final int IS_KERNELS_OWN = 1;
    private static final int IS_MEMFD = 2;
    private static final int IS_SHARED_MEMORY = 4;
    private static final int IS_NAMED = 8;
    private static final int IS_SYSTEM = 16;

    private DeviceStateCodec() {}

    @Override
    public void write(DeviceState device, StateWriter out) {
        int flags = (device.kernelsOwn ? IS_KERNELS_OWN : 0)
                | (device.memfd ? IS_MEMFD : 0)
                | (device.sharedMemory ? IS_SHARED_MEMORY : 0)
                | (device.named ? IS_NAMED : 0)
                | (device.system ? IS_SYSTEM : 0);
        out.number(FLAGS, flags);
        Parts.text(out, NOEXEC_WITNESS, device.noexecWitness);
        out.number(NOEXEC_SINCE, device.noexecSince);
        out.number(LAST_USED, device.lastUsed);
    }

    @Override
    public DeviceState read(StateReader in) throws UnreadableStateException {
        DeviceState device = new DeviceState(false);
        while (in.next()) {
            switch (in.tag()) {
                case FLAGS -> {
                    int flags = Parts.integer(in);
                    device.kernelsOwn = (flags & IS_KERNELS_OWN) != 0;
                    device.memfd = (flags & IS_MEMFD) != 0;
                    device.sharedMemory = (flags & IS_SHARED_MEMORY) != 0;
                    device.named = (flags & IS_NAMED) != 0;
                    device.system = (flags & IS_SYSTEM) != 0;
                }
                case NOEXEC_WITNESS -> device.noexecWitness = in.text();
                case NOEXEC_SINCE -> device.noexecSince = Parts.natural(in);
                case LAST_USED -> device.lastUsed = Parts.natural(in);
                default -> {}
            }
        }
        return device;
    }
}
