package io.execparity.stream.engine;

import org.jspecify.annotations.Nullable;

/** What is known of a device number: device numbers of memory files and shared memory differ between kernels. */
final class DeviceState {
    boolean memfd;
    boolean sharedMemory;
    /** True once a file on it was executed, which a noexec mount forbids. */
    boolean executed;
    /** The stamp of the record that shows it mounted noexec, null where none does. */
    @Nullable
    String noexecWitness;
    /** The engine's time of that record. */
    long noexecSince;
    /** Different files with execute bits that were refused there one after another, without a security module's word. */
    int refusals;

    long lastRefused = -1;

    long lastUsed;

    void forgetRefusals() {
        refusals = 0;
        lastRefused = -1;
    }
}
