package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.ExecveArguments;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Successful execs: a new image, and what it was asked to run. With IMA the executed file stands in two PATH records, a
 * symbolic link in one of its own, so an interpreter is found by its name and never by its item number.
 */
final class ExecHandler {
    private final Ledgers ledgers;
    private final InvocationReader invocations;

    ExecHandler(Ledgers ledgers) {
        this.ledgers = ledgers;
        this.invocations = new InvocationReader(ledgers);
    }

    /** Takes a successful exec, and returns the process with its new image. */
    ProcessState executed(AuditEvent event, SyscallRecord call, List<PathRecord> paths, int directory, long now) {
        ExecveArguments arguments = event.arguments().orElse(ExecveArguments.NONE);
        ProcessState process = ledgers.processes().at(call, event.key(), true, now);
        Target target = Target.of(Lookups.executed(paths, call.exe()), event, directory, process, ledgers.processes());
        Descriptor inherited = process.lastRead;
        ledgers.runs().act(process);
        ProcessState parent = noteChild(process);
        // The record is made with the new label already, which the file may have brought about.
        ProcessState asked = process.executable == null ? parent : process;
        AllowedSince.note(ledgers, target, call.fsuid(), asked == null ? null : asked.subject, now);
        PathRecord shebang = shebangInterpreter(arguments.list(), paths, target);
        becomes(process, event, call, arguments, target, shebang);
        OpenRun carried = ledgers.runs().throughWrapper(process);
        if (carried != null && shebang == null && continues(carried, process, event)) {
            interprets(event, process);
            return process;
        }
        ledgers.runs().close(process, event.key(), false, 0, now);
        OpenRun run = shebang == null
                ? invocations.read(event, process, target, parent, inherited)
                : shebangRun(event, process, target);
        note(process, run, target, call);
        if (!event.whole()) {
            run.lossNearby = true;
        }
        ledgers.runs().begin(process, run, now);
        if (run.mode == Mode.DIRECT && run.vector == Vector.BINARY) {
            ledgers.runs().finishNow(process, run, event.key());
        } else {
            interprets(event, process);
        }
        return process;
    }

    /** The run is of what the image interprets; that the image itself was executed matters to measurement alone. */
    private void interprets(AuditEvent event, ProcessState process) {
        MeasurementJoin measurements = ledgers.measurements();
        if (measurements != null) {
            measurements.interprets(event.key(), process);
        }
    }

    private @Nullable ProcessState noteChild(ProcessState process) {
        ProcessState parent = ledgers.processes().find(process.parentPid);
        if (parent != null && !parent.ended) {
            ledgers.runs().act(parent);
        }
        return parent;
    }

    /** The lookup of the interpreter that a shebang line named: not the file itself, but what argv begins with. */
    private static @Nullable PathRecord shebangInterpreter(
            List<Bytes> arguments, List<PathRecord> paths, Target target) {
        FileIdentity file = target.file();
        if (arguments.size() < 2 || file == null) {
            return null;
        }
        for (PathRecord path : paths) {
            Bytes name = path.name();
            boolean other = path.isRegularFile() && !file.equals(FileLedger.identity(path));
            if (other && name != null && name.equals(arguments.get(0))) {
                return path;
            }
        }
        return null;
    }

    /** The process takes on its new image. */
    private void becomes(
            ProcessState process,
            AuditEvent event,
            SyscallRecord call,
            ExecveArguments arguments,
            Target target,
            @Nullable PathRecord shebang) {
        Bytes image = ProcessLedger.detached(call.exe());
        process.executable = image;
        process.arguments = arguments.list();
        process.directory = ProcessLedger.detached(event.workingDirectory());
        process.image = shebang == null ? target.file() : FileLedger.identity(shebang);
        process.opensOnRecord = false;
        process.lastRead = null;
        process.judgedExecutable = null;
        process.refused = null;
        ProcessLedger.identify(process, call);
        process.closeOnExec();
        Bytes called = arguments.list().isEmpty() ? null : arguments.list().get(0);
        if (shebang != null && process.image != null && called != null) {
            ledgers.habits().interprets(process.image, called, process.lastUsed);
        }
        // A memory file bears whatever name its maker chose, so its name makes it no interpreter.
        boolean memfd = ledgers.files().origin(target.file(), target.memfd(), target.name(), target.path(), image)
                == CodeOrigin.MEMFD;
        process.interpreter = image == null || memfd && shebang == null
                ? null
                : ledgers.interpreters()
                        .find(image, called == null ? Bytes.EMPTY : called)
                        .or(() -> ledgers.habits().learned(process.image, called))
                        .orElse(null);
        process.pathTrusted = trusted(process, image);
        process.firstOfItsPath = process.pathTrusted
                && image != null
                && process.image != null
                && ledgers.habits().isHome(image, process.image, process.lastUsed);
        ledgers.processes().put(process);
    }

    /** True where the image's path is the host's own: IMA named it, or a line of trusted processes from init leads here. */
    private boolean trusted(ProcessState process, @Nullable Bytes image) {
        FileState state = process.image == null ? null : ledgers.files().known(process.image);
        Bytes measured = state == null ? null : state.measuredPath();
        if (measured != null && image != null) {
            return image.equals(measured);
        }
        if (process.parentPid <= 2) {
            return true;
        }
        ProcessState parent = ledgers.processes().find(process.parentPid);
        return parent != null
                && parent.pathTrusted
                && parent.image != null
                && process.image != null
                && parent.image.device() == process.image.device();
    }

    private OpenRun shebangRun(AuditEvent event, ProcessState process, Target target) {
        OpenRun run = new OpenRun(event.key(), process.view(), Mode.DIRECT, Vector.SHEBANG);
        run.outcome = Outcome.RAN;
        run.interpreter = process.interpreter;
        run.interpreterPath = process.executable;
        run.throughWrapper = isWrapper(process.interpreter);
        run.path = target.path();
        run.origin = ledgers.files().origin(target.file(), target.memfd(), target.name(), target.path(), null);
        if (target.file() != null) {
            FileState state = ledgers.files().at(target.file());
            state.markScript();
            ledgers.files().put(target.file(), state);
        }
        return run;
    }

    /** What runs and sharpens every run: the file's identity, its memory file, its mode. */
    private void note(ProcessState process, OpenRun run, Target target, SyscallRecord call) {
        boolean ofTarget = run.mode == Mode.DIRECT;
        if (!ofTarget) {
            return;
        }
        run.file = target.file();
        run.calledPath = target.path();
        run.fileKnown = run.file != null;
        run.memfd = target.memfd();
        run.fileMode = target.record() == null ? -1 : target.record().mode();
        run.owner = target.record() == null ? -1 : target.record().owner();
        sight(process, run, target, call);
        if (run.vector == Vector.BINARY && process.executable != null && !emulated(process, target)) {
            Bytes image = PathNames.withoutDeleted(process.executable);
            run.path = run.origin == CodeOrigin.UNLINKED ? image : process.executable;
        }
        if (run.origin == CodeOrigin.MEMFD) {
            Memory.noteMemfd(ledgers.files(), run, call);
        }
    }

    /** Where the file is, by all that the exec itself tells; of a script the image tells nothing. */
    private void sight(ProcessState process, OpenRun run, Target target, SyscallRecord call) {
        Bytes image = run.vector == Vector.BINARY ? process.executable : null;
        Origins.Found found =
                ledgers.files().origin(target.file(), target.memfd(), target.name(), target.path(), image, call.comm());
        run.origin = found.where();
        run.originUncertain = !found.certain();
    }

    /**
     * True where the kernel handed the file to a program for another machine's code, which it holds open for all such
     * files (binfmt_misc with the flag F) and so looks up nowhere.
     */
    private static boolean emulated(ProcessState process, Target target) {
        List<Bytes> arguments = process.arguments;
        return arguments.size() > 1
                && arguments.get(0).equals(process.executable)
                && !arguments.get(0).equals(target.path())
                && arguments.get(1).equals(target.name());
    }

    /** True where a wrapper such as env now executes the interpreter of the script that it was started for. */
    private boolean continues(OpenRun carried, ProcessState process, AuditEvent event) {
        Interpreter interpreter = process.interpreter;
        Optional<Bytes> script = interpreter == null
                ? Optional.empty()
                : invocations.script(interpreter, process.arguments).map(s -> resolve(event, s));
        boolean same =
                script.isPresent() && carried.path != null && script.get().equals(carried.path);
        boolean another = isWrapper(interpreter);
        if (!same && !another) {
            carried.throughWrapper = false;
            return false;
        }
        carried.interpreter = interpreter;
        carried.interpreterPath = process.executable;
        carried.throughWrapper = another;
        carried.witness(event.key());
        ledgers.processes().put(process);
        return true;
    }

    private static boolean isWrapper(@Nullable Interpreter interpreter) {
        return interpreter != null && interpreter.kind() == Interpreter.Kind.WRAPPER;
    }

    private static Bytes resolve(AuditEvent event, Bytes name) {
        Bytes resolved = PathNames.resolve(event.workingDirectory(), name);
        return resolved == null ? name : resolved;
    }
}
