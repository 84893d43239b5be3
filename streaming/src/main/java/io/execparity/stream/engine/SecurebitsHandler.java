package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import java.util.List;

/**
 * Exec securebits set, read, given up and shed. What is in force comes from calls that succeeded: kernels before 6.14
 * refuse these bits with EPERM and set nothing.
 */
final class SecurebitsHandler {
    private static final long PR_GET_SECUREBITS = 27;
    private static final long PR_SET_SECUREBITS = 28;
    /** CLONE_NEWUSER: what the new namespace begins with is {@link NamespaceBits}. */
    private static final long CLONE_NEWUSER = 0x1000_0000L;

    /** AUDIT_ARCH_S390 and AUDIT_ARCH_S390X: there clone(2) takes the stack before the flags. */
    private static final int S390 = 0x16;

    private static final int S390X = 0x8000_0016;

    static final int MAX_ATTEMPTS = 8;

    private final Ledgers ledgers;
    private final HostKernel kernel;

    SecurebitsHandler(Ledgers ledgers, HostKernel kernel) {
        this.ledgers = ledgers;
        this.kernel = kernel;
        ledgers.processes().onInherited(this::inherited);
    }

    static boolean concerns(SyscallRecord call) {
        return call.a0() == PR_SET_SECUREBITS || call.a0() == PR_GET_SECUREBITS;
    }

    /**
     * An attempt to give up bits.
     *
     * @param after what it asked for; none where it entered a new user namespace
     * @param namespace what the kernel does with the bits of who enters one
     */
    record Attempt(
            EventKey key,
            ProcessView process,
            Securebits after,
            boolean byNamespace,
            boolean succeeded,
            NamespaceBits namespace) {}

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
        attempted(process, attempt(event, call, process, wanted, false));
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
    void namespace(AuditEvent event, SyscallRecord call, SystemCall which, ProcessState process, long now) {
        boolean stackFirst = which == SystemCall.CLONE && (call.arch() == S390 || call.arch() == S390X);
        long flags = which == SystemCall.SETNS || stackFirst ? call.a1() : call.a0();
        if ((flags & CLONE_NEWUSER) == 0) {
            return;
        }
        attempted(process, attempt(event, call, process, Securebits.NONE, true));
        NamespaceBits becomes = kernel.namespaceBits();
        if (!call.success() || becomes == NamespaceBits.KEPT) {
            return;
        }
        ProcessState entered = which == SystemCall.CLONE
                ? ledgers.processes().born(process, (int) call.exit(), event.key(), now)
                : process;
        if (becomes == NamespaceBits.SHED) {
            ledgers.processes().set(entered, Securebits.NONE, event.key().stamp());
        } else {
            ledgers.processes().doubt(entered);
        }
    }

    private Attempt attempt(
            AuditEvent event, SyscallRecord call, ProcessState process, Securebits after, boolean byNamespace) {
        return new Attempt(event.key(), process.view(), after, byNamespace, call.success(), kernel.namespaceBits());
    }

    /** Tells of an attempt, or keeps it until it is known which bits the process had from its ancestors. */
    private void attempted(ProcessState process, Attempt attempt) {
        if (process.securebits.bits().wouldLoseIn(attempt.after())) {
            tell(process, attempt, process.securebits.inherited());
        } else if (process.lineageOpen && process.attempts.size() < MAX_ATTEMPTS) {
            process.attempts.add(attempt);
            ledgers.processes().put(process);
        }
    }

    /** Tells of what a process tried before the bits that it had inherited were known. */
    private void inherited(ProcessState process, ProcessState parent) {
        for (Attempt attempt : process.attempts) {
            if (parent.securebits.bits().wouldLoseIn(attempt.after())) {
                tell(parent, attempt, true);
            }
        }
        process.attempts.clear();
    }

    /** @param bound whose bits they are: the process that made the attempt, or the one it has them from */
    private void tell(ProcessState bound, Attempt attempt, boolean inherited) {
        ledgers.out()
                .accept(new Observation.SecurebitsAttempt(
                        ledgers.host(),
                        attempt.key(),
                        attempt.process(),
                        bound.securebits.bits(),
                        bound.securebits.doubtful(),
                        attempt.after(),
                        attempt.byNamespace() ? attempt.namespace() : null,
                        attempt.succeeded(),
                        inherited,
                        evidence(bound, attempt.key())));
    }

    private static List<String> evidence(ProcessState bound, EventKey attempt) {
        String set = bound.securebits.evidence();
        return set == null ? List.of(attempt.stamp()) : List.of(set, attempt.stamp());
    }
}
