package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.MemfdFlags;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Execs and checks that the kernel refused. An execveat that was refused left the same records whether it was a check or
 * an execution; it waits until a witness speaks, for a while at most.
 */
final class DenialHandler {
    /** Exit statuses that a program takes on when it could not execute another. */
    private static final int CANNOT_EXECUTE = 126;

    private static final int NOT_FOUND = 127;

    private final Ledgers ledgers;
    private final CheckDecoder decoder;
    private final DenialReasons reasons;

    DenialHandler(Ledgers ledgers, CheckDecoder decoder) {
        this.ledgers = ledgers;
        this.decoder = decoder;
        this.reasons = new DenialReasons(ledgers);
    }

    /** Takes an exec that failed with EACCES or EPERM. */
    void denied(
            AuditEvent event,
            SyscallRecord call,
            List<PathRecord> paths,
            int directory,
            boolean execveat,
            ProcessState process,
            long now) {
        Target target = Target.of(Target.first(paths), event, directory, process, ledgers.processes());
        FileIdentity file = target.file();
        CodeOrigin origin = ledgers.files().origin(file, target.memfd(), target.name(), target.path(), null);
        Reading reading = decoder.refused(event, call, paths, directory, execveat, process, target);
        Denial denial = reasons.denial(event, call, target, process, reading.kind() == Reading.Kind.CHECK);
        PendingDenial pending = new PendingDenial(
                event.key(),
                call.exit(),
                process.view(),
                ledgers.files().view(target.path(), file),
                origin,
                origin == CodeOrigin.MEMFD ? memfd(target, file) : null,
                process.securebits.bits(),
                !target.named(),
                opened(process, file),
                denial,
                now + RunLedger.SETTLE_MILLIS,
                event.key().stamp());
        reasons.tellModules(event, call, process, pending.file());
        settlePending(process, null, event.key(), now);
        if (reading.kind() == Reading.Kind.UNDECIDED) {
            process.pending = pending;
            ledgers.runs().watch(process, now);
        } else {
            settle(process, pending, reading, now, event.key());
        }
    }

    /** Takes what security modules say of an execution whose system call is not on record. */
    void spokenOf(AuditEvent event) {
        reasons.tellModulesAlone(event);
    }

    private @Nullable Memfd memfd(Target target, @Nullable FileIdentity file) {
        if (target.memfd() != null || file == null) {
            return target.memfd();
        }
        FileState state = ledgers.files().known(file);
        return state == null ? null : state.memfd();
    }

    private static boolean opened(ProcessState process, @Nullable FileIdentity file) {
        return file != null && process.descriptors.values().stream().anyMatch(d -> file.equals(d.identity()));
    }

    /** Decides a refusal that waits, once the process exits or its time is up. */
    void settlePending(ProcessState process, @Nullable Integer exitStatus, EventKey key, long now) {
        if (decidePending(process, exitStatus, key, now)) {
            ledgers.processes().put(process);
        }
    }

    /** As {@link #settlePending}, of a process that may be forgotten already; false where nothing waited. */
    boolean decidePending(ProcessState process, @Nullable Integer exitStatus, EventKey key, long now) {
        PendingDenial pending = process.pending;
        if (pending == null) {
            return false;
        }
        process.pending = null;
        Reading reading = decoder.inHindsight(process, pending, exitStatus);
        settle(process, pending, reading, now, key);
        return true;
    }

    /** Takes the end of a process: what waits is decided, and what it made of a refused check shows. */
    void exited(ProcessState process, int exitStatus, EventKey key, long now) {
        settlePending(process, exitStatus, key, now);
        PendingDenial refused = process.refused;
        process.refused = null;
        if (refused != null && exitStatus == 0) {
            carriedOn(process, refused, key, now);
        }
        ledgers.processes().put(process);
    }

    /** Decides a refusal whose time is up. */
    void settleIfDue(ProcessState process, EventKey key, long now) {
        PendingDenial pending = process.pending;
        if (pending != null && pending.settleAt() <= now) {
            settlePending(process, null, key, now);
        }
    }

    private void settle(ProcessState process, PendingDenial pending, Reading reading, long now, EventKey settled) {
        hold(pending, settled);
        if (reading.kind() == Reading.Kind.CHECK) {
            process.refused = pending;
            decoder.checked(process, pending, CheckState.DENIED, reading.witness(), reading.certain(), now);
            return;
        }
        CheckState check = reading.kind() == Reading.Kind.EXECUTION ? ownCheck(process, pending) : CheckState.UNKNOWN;
        Execution execution = new Execution(
                ledgers.host(),
                pending.key(),
                pending.process(),
                Mode.DIRECT,
                looksLikeScript(pending) ? Vector.SHEBANG : Vector.BINARY,
                pending.origin(),
                check,
                check == CheckState.ALLOWED || check == CheckState.DENIED ? CheckInterface.AT_EXECVE_CHECK : null,
                Outcome.DENIED,
                pending.policy(),
                pending.file(),
                null,
                pending.memfd() == null ? null : MemfdFlags.of(pending.memfd().flags()),
                evidence(pending));
        List<Denial> denials = pending.denial() == null ? List.of() : List.of(pending.denial());
        ledgers.out().accept(new Observation.RunEnded(settled, execution, RunFacts.denied(denials, pending.memfd())));
    }

    private CheckState ownCheck(ProcessState process, PendingDenial pending) {
        FileIdentity file = pending.file().identity();
        FileState state = file == null ? null : ledgers.files().known(file);
        // Of a file that was made after the refusal nothing is known but its number.
        long since = state == null || state.since > pending.key().serial() ? 0 : state.since;
        ProcessState.@Nullable Question question = process.lastQuestion(file, since);
        return question == null ? CheckState.NONE : question.state();
    }

    private List<String> evidence(PendingDenial pending) {
        List<String> evidence = new ArrayList<>();
        if (pending.memfd() != null) {
            evidence.add(pending.memfd().created().stamp());
        }
        evidence.add(pending.evidence());
        if (ledgers.measurements() != null) {
            evidence.addAll(ledgers.measurements().places(pending.file()));
        }
        return evidence;
    }

    private boolean looksLikeScript(PendingDenial pending) {
        FileIdentity file = pending.file().identity();
        FileState state = file == null ? null : ledgers.files().known(file);
        Bytes path = pending.file().path();
        return state != null && state.script()
                || path != null && ledgers.interpreters().looksLikeScript(path);
    }

    /** Holds the refusal against later runs of the file, and tells of earlier ones that it would have met. */
    private void hold(PendingDenial pending, EventKey settled) {
        Denial denial = pending.denial();
        if (denial == null) {
            return;
        }
        FileState state = ledgers.files().at(denial.file());
        state.deny(denial);
        List<Execution> met = new ArrayList<>();
        for (FileState.PastRun past : state.runs()) {
            if (wouldHaveMet(denial, past, state)) {
                met.add(past.run());
            }
        }
        long more = met.isEmpty() ? 0 : state.unkeptRuns();
        if (!met.isEmpty()) {
            state.forgetRuns();
        }
        ledgers.files().put(denial.file(), state);
        if (!met.isEmpty()) {
            ledgers.out().accept(new Observation.DenialAfterRuns(ledgers.host(), settled, denial, met, more));
        }
    }

    /** True where what refuses the file now would have refused it then. */
    private boolean wouldHaveMet(Denial denial, FileState.PastRun past, FileState state) {
        return switch (denial.reason()) {
            case MODE -> past.mode() >= 0 && (past.mode() & 0111) == 0;
            case MODE_FOR_USER -> past.run().process().userId() == denial.user() && past.mode() == state.mode();
            case CONFINEMENT ->
                denial.confinement() != null && denial.confinement().equals(past.confinement());
            case NOEXEC_MOUNT ->
                !ledgers.mounts()
                        .noexecOnlyAfter(past.run().file().path(), denial.file().device(), past.at());
            case APPRAISAL -> past.writes() == state.writes();
            case SYSTEM_POLICY, UNKNOWN -> true;
        };
    }

    /**
     * A program that is no known interpreter opened a file, was refused when it asked, and ended as if nothing was
     * amiss although it is under restrict-file: it ran the file. Where it had other code to run, the status may be that
     * code's alone, which speaks for this file no more than a later act does.
     */
    private void carriedOn(ProcessState process, PendingDenial pending, EventKey exit, long now) {
        FileIdentity file = pending.file().identity();
        boolean known = process.runs.stream().anyMatch(run -> file != null && file.equals(run.file));
        if (known || !pending.policy().restrictFile() || !pending.openedByCaller()) {
            return;
        }
        boolean other = ranOther(process, file);
        OpenRun run = new OpenRun(pending.key(), pending.process(), Mode.INDIRECT, Vector.SCRIPT_FILE);
        run.file = file;
        run.path = pending.file().path();
        run.fileKnown = true;
        run.origin = pending.origin();
        run.interpreterPath = process.executable;
        ledgers.runs().begin(process, run, now);
        run.policy = run.policy.bits(pending.policy());
        if (other) {
            run.outcome = Outcome.RAN;
            run.witness(exit);
            ledgers.runs().finishNow(process, run, exit);
        }
    }

    /** True where the process has a run under way, or asked about another file and was allowed to run it. */
    private static boolean ranOther(ProcessState process, @Nullable FileIdentity file) {
        return !process.runs.isEmpty()
                || process.questions.stream()
                        .anyMatch(asked -> asked.state() == CheckState.ALLOWED && !Objects.equals(asked.file(), file));
    }

    /** True for statuses that shells and libc's exec wrappers give up with. */
    static boolean couldNotExecute(int exitStatus) {
        return exitStatus == CANNOT_EXECUTE || exitStatus == NOT_FOUND;
    }
}
