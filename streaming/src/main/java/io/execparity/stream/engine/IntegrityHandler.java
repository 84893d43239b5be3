package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.record.IntegrityRecord;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.stream.engine.Observation.AppraisalFailure.Enforcement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What IMA's own records say, with the system call they belong to or without one. */
final class IntegrityHandler {
    private final Ledgers ledgers;
    private final SystemCalls calls;

    IntegrityHandler(Ledgers ledgers, SystemCalls calls) {
        this.ledgers = ledgers;
        this.calls = calls;
    }

    /** @param process that made the call, null where no call is on record */
    void take(AuditEvent event, @Nullable SyscallRecord call, @Nullable ProcessState process) {
        for (IntegrityRecord integrity : event.all(IntegrityRecord.class)) {
            boolean refused = call != null && calls.isExec(call) && !call.success();
            if (integrity.appraisalFailed() && !refused) {
                new DenialReasons(ledgers)
                        .tellAppraisal(
                                event, integrity, who(integrity, process), FileView.UNKNOWN, Enforcement.of(call));
            } else if (integrity.memfdMadeExecutable()) {
                calls.memory().madeExecutable(event, who(integrity, process));
            } else if (integrity.violation()) {
                tellViolation(event, integrity, who(integrity, process));
            }
        }
    }

    /** Where a list is at hand, it and the record are one story, which waits for the end. */
    private void tellViolation(AuditEvent event, IntegrityRecord integrity, ProcessState process) {
        FileIdentity file = identified(event, integrity.inode());
        Observation.MeasurementViolation violation = new Observation.MeasurementViolation(
                ledgers.host(),
                event.key(),
                process.view(),
                ledgers.files().view(ProcessLedger.detached(integrity.name()), file),
                integrity.cause(),
                List.of(event.key().stamp()));
        MeasurementJoin measurements = ledgers.measurements();
        if (measurements == null) {
            ledgers.out().accept(violation);
        } else {
            measurements.violated(violation, integrity.name());
        }
    }

    private static @Nullable FileIdentity identified(AuditEvent event, long inode) {
        for (PathRecord path : event.paths()) {
            if (path.inode() == inode && path.found()) {
                return FileLedger.identity(path);
            }
        }
        return null;
    }

    private ProcessState who(IntegrityRecord integrity, @Nullable ProcessState process) {
        return process != null
                ? process
                : ledgers.processes().spokenOf(integrity.pid(), integrity.comm(), integrity.key());
    }
}
