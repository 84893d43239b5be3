package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.Openat2Record;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.interpreter.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files opened: descriptors, contents changed, and the moment at which an interpreter opens what it was asked to run. */
final class OpenHandler {
    /** O_ACCMODE, O_TRUNC and O_CLOEXEC (Linux include/uapi/asm-generic/fcntl.h). */
    private static final long ACCESS_MODE = 3;

    private static final long TRUNCATE = 01000;
    private static final long CLOSE_ON_EXEC = 02000000;
    /** The bit of O_TMPFILE that is not O_DIRECTORY, whose value differs between architectures. */
    private static final long TEMPORARY = 020000000;

    private final Ledgers ledgers;

    OpenHandler(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** The O_ flags of an open, wherever this variant of the call has them. */
    static long flags(AuditEvent event, SyscallRecord call, SystemCall which) {
        return switch (which) {
            case OPEN -> call.a1();
            case OPENAT2 -> {
                Openat2Record how = event.first(Openat2Record.class);
                yield how == null ? 0 : how.openFlags();
            }
            case CREAT -> 1 | TRUNCATE;
            default -> call.a2();
        };
    }

    static boolean makesTemporary(long flags) {
        return (flags & TEMPORARY) == TEMPORARY;
    }

    /** Takes a successful open by {@code process}. */
    void opened(
            AuditEvent event,
            SyscallRecord call,
            List<PathRecord> paths,
            long flags,
            int directory,
            ProcessState process,
            long now) {
        process.opensOnRecord = true;
        PathRecord record = Target.last(paths);
        FileIdentity file = record == null ? null : FileLedger.identity(record);
        if (record == null || file == null) {
            ledgers.processes().put(process);
            return;
        }
        if (makesTemporary(flags)) {
            markTemporary(event, file);
        }
        boolean readOnly = (flags & ACCESS_MODE) == 0 && (flags & TRUNCATE) == 0;
        if (!readOnly) {
            ledgers.files().written(file);
        }
        Target target = Target.of(record, event, directory, process, ledgers.processes());
        // The lookup for a temporary file names the directory that it was asked for in.
        Descriptor descriptor = new Descriptor(
                makesTemporary(flags) ? null : ProcessLedger.detached(target.path()),
                file,
                target.memfd(),
                (flags & CLOSE_ON_EXEC) != 0,
                readOnly,
                event.key());
        process.describe((int) call.exit(), descriptor);
        if (record.isRegularFile() && readOnly) {
            read(event, process, target, file, record, descriptor, now);
        } else if (!(record.isStream() && readOnly && streams(event, process, target, now))) {
            ledgers.runs().act(process);
        }
        ledgers.processes().put(process);
    }

    /** True where what a run was asked to run turns out to be a pipe or socket: the code is in no file. */
    private boolean streams(AuditEvent event, ProcessState process, Target target, long now) {
        for (OpenRun run : process.runs) {
            if (run.awaitsFile() && matches(run, target)) {
                run.vector = Vector.STDIN_STREAM;
                run.origin = CodeOrigin.NONE;
                run.path = null;
                run.bind(process);
                run.witness(event.key());
                run.settleAt = now + RunLedger.SETTLE_MILLIS;
                ledgers.runs().announce(process, run);
                ledgers.runs().watch(process, now);
                return true;
            }
        }
        return false;
    }

    private void markTemporary(AuditEvent event, FileIdentity file) {
        FileState state = ledgers.files().at(file);
        state.beginLife(event.key());
        state.markTemporary();
        ledgers.files().put(file, state);
    }

    private void read(
            AuditEvent event,
            ProcessState process,
            Target target,
            FileIdentity file,
            PathRecord record,
            Descriptor descriptor,
            long now) {
        for (OpenRun run : new ArrayList<>(process.runs)) {
            if (run.awaitsFile() && matches(run, target)) {
                attach(event, process, run, target, file, record, now);
                return;
            }
            if (file.equals(run.file)) {
                run.opened = true;
                run.witness(event.key());
                return;
            }
        }
        if (file.equals(process.judgedExecutable)) {
            begin(event, process, target, file, record, Mode.DIRECT, Vector.SHEBANG, now);
            process.judgedExecutable = null;
            return;
        }
        if (sources(event, process, target)) {
            begin(event, process, target, file, record, Mode.INDIRECT, Vector.SCRIPT_FILE, now);
            return;
        }
        ledgers.runs().act(process);
        if (!descriptor.closeOnExec()) {
            boolean data =
                    isHereDocument(process, descriptor) && !ledgers.files().isRefusedOrFileless(descriptor);
            process.lastRead = data ? null : descriptor;
        }
    }

    /** A shell writes a long here-document to a file, and opens that again to read it while it still has it open. */
    private static boolean isHereDocument(ProcessState process, Descriptor read) {
        for (Descriptor other : process.descriptors.values()) {
            if (!other.readOnly() && read.identity() != null && read.identity().equals(other.identity())) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(OpenRun run, Target target) {
        Bytes path = target.path();
        Bytes name = target.name();
        Interpreter interpreter = run.interpreter;
        Bytes module = run.module;
        if (module != null) {
            return path != null
                    && interpreter != null
                    && ledgers.interpreters().moduleFileMatches(interpreter, module, path);
        }
        for (Bytes awaited : run.awaited) {
            boolean same = awaited.equals(path) || awaited.equals(name);
            if (same || completes(run, awaited, path) || foundInSearchPath(run, awaited, path)) {
                return true;
            }
        }
        return false;
    }

    /** An interpreter completes some names itself: a folder's {@code __main__.py}, {@code app} to {@code app.js}. */
    private boolean completes(OpenRun run, Bytes awaited, @Nullable Bytes path) {
        Interpreter interpreter = run.interpreter;
        return interpreter != null
                && path != null
                && path.length() > awaited.length()
                && path.slice(0, awaited.length()).equals(awaited)
                && ledgers.interpreters().scriptFileMatches(interpreter, awaited, path);
    }

    /**
     * A shell looks a name without a slash up in PATH when it is not in the working directory, and others do where an
     * option says so.
     */
    private boolean foundInSearchPath(OpenRun run, Bytes awaited, @Nullable Bytes path) {
        Interpreter interpreter = run.interpreter;
        return interpreter != null
                && path != null
                && path.baseName().equals(awaited.baseName())
                && run.process.arguments().contains(awaited.baseName())
                && (interpreter.searchesPath()
                        || ledgers.interpreters()
                                .read(interpreter, run.process.arguments())
                                .searchesPath());
    }

    private void attach(
            AuditEvent event,
            ProcessState process,
            OpenRun run,
            Target target,
            FileIdentity file,
            PathRecord record,
            long now) {
        if (run.vector == Vector.STDIN_STREAM) {
            // What was a pipe when it was opened first is a file by now.
            run.vector = run.module == null ? Vector.SCRIPT_FILE : Vector.MODULE;
            run.began = false;
        }
        run.file = file;
        run.fileKnown = true;
        run.opened = true;
        run.fileMode = record.mode();
        run.owner = record.owner();
        run.bind(process);
        run.memfd = target.memfd() != null ? target.memfd() : run.memfd;
        run.origin = ledgers.files().origin(file, run.memfd, target.name(), target.path(), null);
        Bytes name = target.name();
        boolean byDescriptor = name != null && PathNames.namesDescriptor(name);
        run.path = byDescriptor && target.path() == null ? name : target.path();
        run.witness(event.key());
        run.settleAt = now + RunLedger.SETTLE_MILLIS;
        if (run.origin == CodeOrigin.MEMFD) {
            Memory.noteMemfd(ledgers.files(), run, null);
        }
        FileState state = ledgers.files().at(file);
        run.originUncertain = state.isNamedByLookupAlone();
        state.markScript();
        ledgers.files().put(file, state);
        ledgers.runs().announce(process, run);
        ledgers.runs().watch(process, now);
    }

    private void begin(
            AuditEvent event,
            ProcessState process,
            Target target,
            FileIdentity file,
            PathRecord record,
            Mode mode,
            Vector vector,
            long now) {
        OpenRun run = new OpenRun(event.key(), process.view(), mode, vector);
        run.interpreter = process.interpreter;
        run.interpreterPath = process.executable;
        if (mode == Mode.DIRECT) {
            run.outcome = Outcome.RAN;
        }
        run.evidence.clear();
        ledgers.runs().begin(process, awaiting(run, target), now);
        attach(event, process, run, target, file, record, now);
    }

    private static OpenRun awaiting(OpenRun run, Target target) {
        run.awaited = target.path() == null ? List.of() : List.of(target.path());
        return run;
    }

    /** True where a shell's inline code sources the file that it opens now. */
    private boolean sources(AuditEvent event, ProcessState process, Target target) {
        Interpreter interpreter = process.interpreter;
        Bytes path = target.path();
        if (interpreter == null || path == null) {
            return false;
        }
        Invocation invocation = ledgers.interpreters().read(interpreter, process.arguments);
        Bytes code = invocation.kind() == Invocation.Kind.INLINE ? invocation.operand() : null;
        if (code == null) {
            return false;
        }
        for (Bytes sourced : ledgers.interpreters().sourcedFiles(interpreter, code)) {
            if (path.equals(PathNames.resolve(event.workingDirectory(), sourced))) {
                return true;
            }
        }
        return false;
    }
}
