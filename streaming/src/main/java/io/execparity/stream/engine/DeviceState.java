package io.execparity.stream.engine;

import org.jspecify.annotations.Nullable;

/** What is known of a device number: device numbers of memory files and shared memory differ between kernels. */
final class DeviceState {
    private boolean memfd;
    private boolean sharedMemory;
    /** True once a file on it was found under a name of its own, which memory files never have. */
    private boolean named;
    /** True once a file on it was found among the system's programs and settings, which are not in shared memory. */
    private boolean system;
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

    /** Notes that a file on it was taken for a memory file. A stale descriptor may say so of any device. */
    void markMemfd() {
        memfd = true;
    }

    /** True where memory files are on it and no others. */
    boolean holdsMemfds() {
        return memfd && !named;
    }

    /** True where memory files may be on it, for all that is known. */
    boolean mayHoldMemfds() {
        return !named;
    }

    /**
     * Notes a name that a file on it was found under.
     *
     * @param shared true for one below a shared-memory mount
     */
    void named(boolean shared, boolean systems) {
        named = true;
        sharedMemory |= shared;
        system |= systems;
    }

    /** True where it is shared memory, by whatever name its files are found. */
    boolean holdsSharedMemory() {
        return sharedMemory && !system;
    }

    /** True where it holds the system itself, so that a directory /dev/shm on it is none in memory. */
    boolean holdsSystem() {
        return system;
    }

    void forgetRefusals() {
        refusals = 0;
        lastRefused = -1;
    }
}
