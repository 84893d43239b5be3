package io.execparity.stream.engine;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import org.jspecify.annotations.Nullable;

/**
 * A refused execveat that may have been a check or an execution: both leave the same records. It waits for what its
 * process does next.
 *
 * @param byDescriptor true where the question was about an open descriptor
 * @param openedByCaller true where the caller itself opened the file before
 * @param denial what to hold against later runs of the file; null where nothing follows for the file
 * @param settleAt the engine's time at which it is decided without a witness
 */
record PendingDenial(
        EventKey key,
        long answer,
        ProcessView process,
        FileView file,
        CodeOrigin origin,
        @Nullable Memfd memfd,
        Securebits policy,
        boolean byDescriptor,
        boolean openedByCaller,
        @Nullable Denial denial,
        long settleAt,
        String evidence) {}
