package io.execparity.schema.execution;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;

/**
 * One call of memfd_create: a program made an anonymous memory file, or was refused one.
 *
 * @param flags as they were passed
 * @param answer the system call's result: the descriptor, or -errno on failure (-13 is a refusal by vm.memfd_noexec=2)
 */
public record MemfdCall(String host, EventKey key, ProcessView process, MemfdFlags flags, long answer) {
    public MemfdCall {
        requireNonNull(host, "host is null");
        requireNonNull(key, "key is null");
        requireNonNull(process, "process is null");
        requireNonNull(flags, "flags is null");
    }
}
