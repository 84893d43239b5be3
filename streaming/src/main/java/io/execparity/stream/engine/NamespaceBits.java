package io.execparity.stream.engine;

import io.execparity.schema.execution.KernelRelease;

/**
 * What becomes of the exec securebits of a process that enters a new user namespace. Linux gave them up with all the
 * others (kernel/user_namespace.c, set_cred_user_ns) until the stable update 7.3.4 and 7.4, which keep the four and their
 * locks. The change came as a correction, so later updates of older series may have it as well: that a kernel gives them
 * up is said of no other than those that were seen to.
 */
public enum NamespaceBits {
    SHED,
    KEPT,
    /** The kernel's release is not known, or does not tell. */
    UNKNOWN;

    static NamespaceBits of(KernelRelease kernel) {
        int update = kernel.update();
        if (kernel.isSince(7, 4) || kernel.isOf(7, 3) && update >= 4) {
            return KEPT;
        }
        boolean seen = kernel.isOf(7, 3) || kernel.isOf(7, 2) && update <= 13 || kernel.isOf(6, 18) && update <= 44;
        return seen && update >= 0 ? SHED : UNKNOWN;
    }
}
