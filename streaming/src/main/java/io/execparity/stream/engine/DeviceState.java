package io.execparity.stream.engine;

import org.jspecify.annotations.Nullable;

/** What is known of a device number: device numbers of memory files and shared memory differ between kernels. */
final class DeviceState {
    /** The device that holds memory files by what is known of kernels, before any record says so. */
    boolean kernelsOwn;

    boolean memfd;
    boolean sharedMemory;
    /** True once a file on it was found under a name of its own, which memory files never have. */
    boolean named;
    /** True once a file on it was found among the system's programs and settings, which are not in shared memory. */
    boolean system;
    /** The stamp of the record that shows it mounted noexec, null where none does. */
    @Nullable
    String noexecWitness;
    /** The engine's time of that record. */
    long noexecSince;

    long lastUsed;

    DeviceState(boolean kernelsOwn) {
        this.kernelsOwn = kernelsOwn;
    }

    /**
     * Notes that a file on it was taken for a memory file; true where that is news. A stale descriptor may say so of any
     * device.
     */
    boolean markMemfd() {
        boolean news = !memfd;
        memfd = true;
        return news;
    }

    /** True where memory files are on it and no others. */
    boolean holdsMemfds() {
        return kernelsOwn ? !system : memfd && !named;
    }

    /** True where memory files may be on it, for all that is known. */
    boolean mayHoldMemfds() {
        return kernelsOwn ? !system : !named;
    }

    /**
     * Notes a name that a file on it was found under; true where that is news.
     *
     * @param shared true for one below a shared-memory mount
     */
    boolean named(boolean shared, boolean systems) {
        boolean news = !named || shared && !sharedMemory || systems && !system;
        named = true;
        sharedMemory |= shared;
        system |= systems;
        return news;
    }

    /** True where it is shared memory, by whatever name its files are found. */
    boolean holdsSharedMemory() {
        return sharedMemory && !system;
    }

    /** True where it holds the system itself, so that a directory /dev/shm on it is none in memory. */
    boolean holdsSystem() {
        return system;
    }
}
