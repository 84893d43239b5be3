package io.execparity.stream.engine;

import io.execparity.schema.execution.KernelRelease;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The kernel that a host runs, as far as it was told: by the audit daemon, which names it when it starts, or by the
 * agent. What the daemon said holds until the next boot.
 */
final class HostKernel {
    /** Far above the 64 bytes that uname has for it. */
    static final int MAX_RELEASE = 128;

    private String release = "";
    private KernelRelease parsed = KernelRelease.UNKNOWN;

    /** The daemon started, and its record names the kernel or does not. */
    void daemonStarted(@Nullable Bytes named) {
        if (named != null && named.length() <= MAX_RELEASE) {
            become(named.text());
        }
    }

    /** The agent told what runs now, which may not be what ran when the records were written: it only fills a gap. */
    void told(String named) {
        if (release.isEmpty() && named.length() <= MAX_RELEASE) {
            become(named);
        }
    }

    /** Another boot may be of another kernel. */
    void reboot() {
        become("");
    }

    void become(String named) {
        release = named;
        parsed = KernelRelease.of(named);
    }

    /** As it was told; empty where it was not. */
    String release() {
        return release;
    }

    NamespaceBits namespaceBits() {
        return NamespaceBits.of(parsed);
    }
}
