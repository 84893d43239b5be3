package io.execparity.schema.execution;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;
import java.util.List;

/**
 * One question to the kernel, "could this file be executed?", and its answer.
 *
 * @param state allowed or denied, or unknown where the kernel did not judge (the file was missing, the kernel is too
 *     old)
 * @param answer the system call's result, -errno on failure
 * @param byDescriptor true where the question was about an open descriptor, so that no rename can come between the
 *     question and the use
 * @param witness what tells this from a denied execution, in words
 */
public record Check(
        String host,
        EventKey key,
        ProcessView process,
        CheckInterface through,
        CheckState state,
        long answer,
        boolean byDescriptor,
        CodeOrigin origin,
        FileView file,
        Securebits policy,
        String witness,
        List<String> evidence) {
    public Check {
        requireNonNull(host, "host is null");
        requireNonNull(key, "key is null");
        requireNonNull(process, "process is null");
        requireNonNull(through, "through is null");
        requireNonNull(state, "state is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(file, "file is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(witness, "witness is null");
        evidence = List.copyOf(evidence);
    }
}
