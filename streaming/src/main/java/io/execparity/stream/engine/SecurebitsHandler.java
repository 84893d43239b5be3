package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.SyscallRecord;
import java.util.List;

/**
 * Exec securebits set, read, given up and shed. What is in force comes from calls that succeeded: kernels before 6.14
 * refuse these bits with EPERM and set nothing.
 */
final class SecurebitsHandler {
    private static final long PR_GET_SECUREBITS = 27;
    private static final long PR_SET_SECUREBITS = 28;
    /** CLONE_NEWUSER: the new namespace begins without any securebits, locked ones included. */
    private static final long CLONE_NEWUSER = 0x1000_0000L;

    private final Ledgers ledgers;

    SecurebitsHandler(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    static boolean concerns(SyscallRecord call) {
        return call.a0() == PR_SET_SECUREBITS || call.a0() == PR_GET_SECUREBITS;
    }

    /** Takes prctl. */
    void prctl(AuditEvent event, SyscallRecord call, ProcessState process) {
        if (call.a0() == PR_GET_SECUREBITS) {
            if (call.success()) {
                set(process, Securebits.of(call.exit()), event.key().stamp());
            }
            return;
        }
        if (call.a0() != PR_SET_SECUREBITS) {
            return;
        }
        Securebits wanted = Securebits.of(call.a1());
        Securebits before = process.securebits;
        if (before.wouldLoseIn(wanted)) {
            tell(event, process, before, wanted, false, call.success());
        }
        if (call.success()) {
            set(process, wanted, event.key().stamp());
        }
    }

    private void set(ProcessState process, Securebits bits, String evidence) {
        if (bits.any()) {
            ledgers.habits().policyWasSet();
        }
        ledgers.processes().set(process, bits, evidence);
    }

    /** Takes unshare, setns and clone, as far as their flags are in an argument. */
    void namespace(AuditEvent event, SyscallRecord call, SystemCall which, ProcessState process) {
        long flags = which == SystemCall.SETNS ? call.a1() : call.a0();
        if ((flags & CLONE_NEWUSER) == 0 || !process.securebits.any()) {
            return;
        }
        tell(event, process, process.securebits, Securebits.NONE, true, call.success());
        if (call.success() && which != SystemCall.CLONE) {
            ledgers.processes().set(process, Securebits.NONE, event.key().stamp());
        }
    }

    private static List<String> evidence(ProcessState process, AuditEvent event) {
        String set = process.securebitsEvidence;
        return set == null
                ? List.of(event.key().stamp())
                : List.of(set, event.key().stamp());
    }

    private void tell(
            AuditEvent event,
            ProcessState process,
            Securebits before,
            Securebits after,
            boolean byNamespace,
            boolean succeeded) {
        ledgers.out()
                .accept(new Observation.SecurebitsAttempt(
                        ledgers.host(),
                        event.key(),
                        process.view(),
                        before,
                        after,
                        byNamespace,
                        succeeded,
                        process.securebitsInherited,
                        evidence(process, event)));
    }
}
