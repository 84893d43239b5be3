package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.IntegrityRecord;
import io.execparity.schema.record.IpeAccessRecord;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.record.SyscallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells executability checks from executions. Audit never records execveat's flags: an allowed check shows by what it
 * lacks (no new image, no arguments), a denied one is the same bytes as a denied execution and needs a witness.
 */
final class CheckDecoder {
    private final Ledgers ledgers;
    private final TracedCalls traced;
    private final ExecveatFlags.@Nullable Matcher flags;

    CheckDecoder(Ledgers ledgers, TracedCalls traced) {
        this.ledgers = ledgers;
        this.traced = traced;
        ExecveatFlags feed = ledgers.settings().flags();
        this.flags = feed == null ? null : feed.matcher();
    }

    /** What is known of the tracer's feed beside the feed itself; null where there is none. */
    ExecveatFlags.@Nullable Matcher tracer() {
        return flags;
    }

    /**
     * True where a successful execveat left no EXECVE record and the image is unchanged: a check, or an execution whose
     * record was lost.
     */
    boolean looksLikeCheck(
            AuditEvent event, SyscallRecord call, List<PathRecord> paths, @Nullable ProcessState before) {
        if (event.arguments().isPresent() || paths.size() > 1) {
            return false;
        }
        // Another life of the process id has its image from the process that forked it, as it may have here.
        ProcessState parent = ledgers.processes().find(call.ppid());
        if (before == null || Lives.sameImage(before, call.exe()) || Lives.isFork(parent, call.exe())) {
            return true;
        }
        boolean another = before.ended || before.parentPid != call.ppid() && call.ppid() != 1;
        return another && parent == null;
    }

    /** Takes a check that the kernel allowed. */
    void allowed(
            AuditEvent event,
            SyscallRecord call,
            List<PathRecord> paths,
            int directory,
            ProcessState process,
            long now) {
        Target target = Target.of(Target.first(paths), event, directory, process, ledgers.processes());
        OptionalInt traced = traced(call, event.key());
        boolean told = traced.isPresent() && (traced.getAsInt() & ExecveatFlags.AT_EXECVE_CHECK) != 0;
        boolean doubtful = !told && (!event.whole() || ledgers.losses().since(now));
        String witness = told
                ? "a tracer saw AT_EXECVE_CHECK"
                : doubtful
                        ? "no new image, but records are missing around it"
                        : "it succeeded without a new image and without arguments";
        CheckState state = doubtful ? CheckState.UNKNOWN : CheckState.ALLOWED;
        if (!doubtful) {
            AllowedSince.note(ledgers, target, call.fsuid(), process.subject, now);
        }
        answered(
                event,
                call.exit(),
                CheckInterface.AT_EXECVE_CHECK,
                state,
                target,
                directory,
                process,
                witness,
                !doubtful,
                now);
    }

    /** Takes a check that got no judgement: the file was missing, or the kernel is too old to know the flag. */
    void unanswered(
            AuditEvent event,
            SyscallRecord call,
            List<PathRecord> paths,
            int directory,
            ProcessState process,
            long now) {
        OptionalInt traced = traced(call, event.key());
        boolean told = traced.isPresent() && (traced.getAsInt() & ExecveatFlags.AT_EXECVE_CHECK) != 0;
        if (told || traced.isEmpty() && ledgers.habits().imageAsks(process)) {
            Target target = Target.of(Target.first(paths), event, directory, process, ledgers.processes());
            answered(
                    event,
                    call.exit(),
                    CheckInterface.AT_EXECVE_CHECK,
                    CheckState.UNKNOWN,
                    target,
                    directory,
                    process,
                    told ? "a tracer saw AT_EXECVE_CHECK" : "this program was seen to make checks before",
                    false,
                    now);
        }
    }

    /** Takes an answer of any interface. */
    void answered(
            AuditEvent event,
            long answer,
            CheckInterface through,
            CheckState state,
            Target target,
            int directory,
            ProcessState process,
            String witness,
            boolean certain,
            long now) {
        tieToStandardInput(process, target, directory);
        FileIdentity file = target.file();
        CodeOrigin origin = file == null && target.memfd() == null
                ? CodeOrigin.NONE
                : ledgers.files().origin(file, target.memfd(), target.name(), target.path(), null);
        if (file != null && target.memfd() != null && origin == CodeOrigin.MEMFD) {
            bindMemfd(process, target, file);
        }
        note(
                process,
                new ProcessState.Question(
                        file,
                        target.path(),
                        state,
                        through,
                        event.key(),
                        event.key().stamp()),
                certain,
                now);
        FileView view = ledgers.files().view(target.path(), file);
        if (ledgers.measurements() != null && state == CheckState.ALLOWED) {
            ledgers.measurements().checked(view);
        }
        ledgers.out()
                .accept(new Observation.CheckMade(new Check(
                        ledgers.host(),
                        event.key(),
                        process.view(),
                        through,
                        state,
                        answer,
                        !target.named(),
                        origin,
                        view,
                        process.securebits.bits(),
                        witness,
                        evidence(event, view))));
    }

    /** The event, and where the content is in the host's measurement list: a check has a file measured. */
    private List<String> evidence(AuditEvent event, FileView file) {
        List<String> evidence = new ArrayList<>(List.of(event.key().stamp()));
        if (ledgers.measurements() != null) {
            evidence.addAll(ledgers.measurements().places(file));
        }
        return evidence;
    }

    private void bindMemfd(ProcessState process, Target target, FileIdentity file) {
        ledgers.files().markMemfd(file.device());
        FileState state = ledgers.files().at(file);
        if (target.memfd() != null) {
            state.memfd(target.memfd());
        }
        ledgers.files().put(file, state);
        ledgers.processes().put(process);
    }

    /** Takes a refusal that was found to be a check. */
    void checked(
            ProcessState process, PendingDenial pending, CheckState state, String witness, boolean certain, long now) {
        note(
                process,
                new ProcessState.Question(
                        pending.file().identity(),
                        pending.file().path(),
                        state,
                        CheckInterface.AT_EXECVE_CHECK,
                        pending.key(),
                        pending.evidence()),
                certain,
                now);
        ledgers.out()
                .accept(new Observation.CheckMade(new Check(
                        ledgers.host(),
                        pending.key(),
                        pending.process(),
                        CheckInterface.AT_EXECVE_CHECK,
                        state,
                        pending.answer(),
                        pending.byDescriptor(),
                        pending.origin(),
                        pending.file(),
                        pending.policy(),
                        witness,
                        List.of(pending.evidence()))));
    }

    private void note(ProcessState process, ProcessState.Question question, boolean certain, long now) {
        process.ask(question);
        if (certain) {
            ledgers.habits().asked(process, now);
        }
        for (OpenRun run : process.runs) {
            if (question.file() != null && question.file().equals(run.file)) {
                run.settleAt = now + RunLedger.SETTLE_MILLIS;
            }
        }
        ledgers.processes().put(process);
    }

    /** A question about descriptor 0 tells that standard input is a file, and which. */
    private void tieToStandardInput(ProcessState process, Target target, int directory) {
        PathRecord record = target.record();
        FileIdentity file = target.file();
        if (target.named() || directory != 0 || record == null || file == null || !record.isRegularFile()) {
            return;
        }
        for (OpenRun run : process.runs) {
            boolean stream = run.vector == Vector.STDIN_STREAM || run.vector == Vector.INTERACTIVE;
            if (stream || run.vector == Vector.STDIN_FILE) {
                run.vector = Vector.STDIN_FILE;
                run.file = file;
                run.fileKnown = true;
                run.stdinGuessed = false;
                run.fileMode = record.mode();
                run.owner = record.owner();
                run.path = target.path() == null ? run.path : target.path();
                run.origin = ledgers.files().origin(file, target.memfd(), null, run.path, null);
            }
        }
    }

    /** Reads a refusal as far as the event itself, the process's own script and a tracer tell. */
    Reading refused(
            AuditEvent event,
            SyscallRecord call,
            List<PathRecord> paths,
            int directory,
            boolean execveat,
            ProcessState process,
            Target target) {
        if (!execveat) {
            return Reading.execution(true, "execve has no check");
        }
        tieToStandardInput(process, target, directory);
        OptionalInt traced = traced(call, event.key());
        if (traced.isPresent()) {
            return (traced.getAsInt() & ExecveatFlags.AT_EXECVE_CHECK) != 0
                    ? Reading.check(true, "a tracer saw AT_EXECVE_CHECK")
                    : Reading.execution(true, "a tracer saw no AT_EXECVE_CHECK");
        }
        for (IntegrityRecord integrity : event.all(IntegrityRecord.class)) {
            if (integrity.appraisalFailed()) {
                return integrity.type() == RecordType.INTEGRITY_USERSPACE
                        ? Reading.check(true, "IMA recorded a request from user space (type 1808)")
                        : Reading.execution(true, "IMA recorded an execution (type 1800)");
            }
        }
        for (IpeAccessRecord access : event.all(IpeAccessRecord.class)) {
            if (access.fromCheck() || access.fromExecution()) {
                return access.fromCheck()
                        ? Reading.check(true, "IPE's hook was BPRM_CREDS_FOR_EXEC")
                        : Reading.execution(true, "IPE's hook was BPRM_CHECK");
            }
        }
        if (paths.size() > 1) {
            return Reading.execution(true, "the interpreter or the measured file was looked up as well");
        }
        FileIdentity file = target.file();
        if (file != null && interpretsOwn(process, file)) {
            return Reading.check(false, "an interpreter asked about its own script");
        }
        return Reading.undecided();
    }

    private static boolean interpretsOwn(ProcessState process, FileIdentity file) {
        return process.runs.stream().anyMatch(run -> file.equals(run.file));
    }

    /**
     * Reads a refusal by what the process did next.
     *
     * @param exitStatus null where the process has not exited on record
     */
    Reading inHindsight(ProcessState process, PendingDenial pending, @Nullable Integer exitStatus) {
        if (exitStatus != null && DenialHandler.couldNotExecute(exitStatus)) {
            return pending.memfd() != null
                    ? Reading.execution(false, "its maker gave up with the status of a failed execution")
                    : Reading.unknown();
        }
        if (ledgers.habits().imageAsks(process)) {
            return Reading.check(false, "this program was seen to make checks before");
        }
        if (exitStatus != null && exitStatus == 0 && pending.byDescriptor() && pending.openedByCaller()) {
            return Reading.check(false, "it carried on and ended well after it was refused");
        }
        return Reading.unknown();
    }

    private OptionalInt traced(SyscallRecord call, EventKey key) {
        int descriptor = call.intArgument(call.a0());
        OptionalInt told = traced.flags(call.pid(), descriptor, call.exit(), key.epochMillis());
        return told.isPresent() || flags == null
                ? told
                : flags.flags(call.pid(), descriptor, call.exit(), key.epochMillis());
    }
}
