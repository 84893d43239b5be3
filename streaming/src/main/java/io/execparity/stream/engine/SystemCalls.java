package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.Openat2Record;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import io.execparity.schema.text.Bytes;
import java.util.List;

/** Sends each system call to the handler of its kind. */
final class SystemCalls {
    private static final int AT_FDCWD = -100;
    /** Errors of execve(2) that mean a refusal, a missing file and an unknown format. */
    private static final int EPERM = -1;

    private static final int ENOENT = -2;
    private static final int ENOEXEC = -8;
    private static final int EACCES = -13;

    /** O_MAYEXEC as the patch series v4 to v7 had it, and as CLIP OS has it. */
    private static final long O_MAYEXEC = 0x800000;

    private static final long O_MAYEXEC_CLIP_OS = 0x20;

    private final Ledgers ledgers;
    private final CheckDecoder decoder;
    private final DenialHandler denials;
    private final ExecHandler execs;
    private final OpenHandler opens;
    private final Memory memory;
    private final SecurebitsHandler securebits;

    SystemCalls(Ledgers ledgers, CheckDecoder decoder, DenialHandler denials, HostKernel kernel) {
        this.ledgers = ledgers;
        this.decoder = decoder;
        this.denials = denials;
        this.execs = new ExecHandler(ledgers);
        this.opens = new OpenHandler(ledgers);
        this.memory = new Memory(ledgers);
        this.securebits = new SecurebitsHandler(ledgers, kernel);
    }

    Memory memory() {
        return memory;
    }

    boolean isExec(SyscallRecord call) {
        SystemCall which = SystemCall.of(call.arch(), call.number());
        return which == SystemCall.EXECVE || which == SystemCall.EXECVEAT;
    }

    /** Takes one event's call and returns the process that made it. */
    ProcessState take(AuditEvent event, SyscallRecord call, List<PathRecord> paths, long now) {
        SystemCall which = SystemCall.of(call.arch(), call.number());
        boolean exec = which == SystemCall.EXECVE || which == SystemCall.EXECVEAT;
        ProcessState before = exec ? ledgers.processes().find(call.pid()) : null;
        boolean newImage = exec
                && call.success()
                && !(which == SystemCall.EXECVEAT && decoder.looksLikeCheck(event, call, paths, before));
        takeFiles(event, call, which, paths);
        if (exec) {
            return exec(event, call, which, paths, newImage, now);
        }
        ProcessState process = ledgers.processes().at(call, event.key(), false, now);
        switch (which) {
            case OPEN, OPENAT, OPENAT2, CREAT -> open(event, call, which, paths, process, now);
            case MEMFD_CREATE -> memory.created(event, call, process);
            case MMAP, MMAP2 -> memory.mapped(event, call, process, now);
            case PRCTL -> securebits.prctl(event, call, process);
            case UNSHARE, SETNS, CLONE -> securebits.namespace(event, call, which, process, now);
            case CHMOD, FCHMOD, FCHMODAT, FCHMODAT2 -> chmod(call, which, paths);
            case MOUNT -> ledgers.mounts().mounted(event, call, paths, now);
            case MOUNT_SETATTR, MOVE_MOUNT -> ledgers.mounts().changed(event, call, paths, process, now);
            case UMOUNT2 -> ledgers.mounts().unmounted(event, call, paths, now);
            case EXIT_GROUP -> exited(event, call, process, now);
            default -> trustedFor(event, call, process, now);
        }
        return process;
    }

    /** Names, lives and digests of files, which every event may tell of. */
    private void takeFiles(AuditEvent event, SyscallRecord call, SystemCall which, List<PathRecord> paths) {
        boolean open = which == SystemCall.OPENAT || which == SystemCall.OPEN || which == SystemCall.OPENAT2;
        if (open && OpenHandler.makesTemporary(OpenHandler.flags(event, call, which))) {
            return;
        }
        Bytes directory = event.workingDirectory();
        int base = directoryDescriptor(call, which);
        if (base != AT_FDCWD) {
            ProcessState caller = ledgers.processes().find(call.pid());
            Descriptor descriptor = caller == null ? null : caller.descriptors.get(base);
            directory = descriptor == null ? null : descriptor.path();
        }
        if (call.success() || !call.returned()) {
            ledgers.files().take(paths, directory);
        } else {
            ledgers.files().takeNames(paths, directory);
        }
        ledgers.files().takeDigests(event, paths);
    }

    private static int directoryDescriptor(SyscallRecord call, SystemCall which) {
        return switch (which) {
            case OPENAT, OPENAT2, EXECVEAT, FCHMODAT, FCHMODAT2, UNLINKAT -> call.intArgument(call.a0());
            default -> AT_FDCWD;
        };
    }

    private ProcessState exec(
            AuditEvent event,
            SyscallRecord call,
            SystemCall which,
            List<PathRecord> paths,
            boolean newImage,
            long now) {
        boolean execveat = which == SystemCall.EXECVEAT;
        int directory = execveat ? call.intArgument(call.a0()) : AT_FDCWD;
        if (newImage) {
            ProcessState known = ledgers.processes().find(call.pid());
            if (known != null) {
                denials.settlePending(known, null, event.key(), now);
            }
            return execs.executed(event, call, paths, directory, now);
        }
        ProcessState process = ledgers.processes().at(call, event.key(), false, now);
        if (call.success()) {
            decoder.allowed(event, call, paths, directory, process, now);
        } else if ((call.exit() == EACCES || call.exit() == EPERM) && reached(event, paths)) {
            denials.denied(event, call, paths, directory, execveat, process, now);
        } else if (call.exit() == ENOENT && memfdScriptClosed(paths, process, directory)) {
            denials.denied(event, call, paths, directory, execveat, process, now);
        } else if (call.exit() == ENOEXEC) {
            Target target = Target.of(Target.first(paths), event, directory, process, ledgers.processes());
            process.judgedExecutable = target.file();
            ledgers.processes().put(process);
        } else if (execveat) {
            decoder.unanswered(event, call, paths, directory, process, now);
        }
        return process;
    }

    /** False where a directory on the way refused: the file itself was never judged, as in a shell's search of PATH. */
    private static boolean reached(AuditEvent event, List<PathRecord> paths) {
        PathRecord record = Target.first(paths);
        // Without audit rules a module's own record opens the event, and no lookup is recorded at all.
        return record == null || record.found() || !event.whole();
    }

    /** A script in a memory file fails with ENOENT where its descriptor is closed by the very exec. */
    private boolean memfdScriptClosed(List<PathRecord> paths, ProcessState process, int directory) {
        PathRecord record = Target.first(paths);
        Descriptor descriptor = process.descriptors.get(directory);
        if (record == null || !record.found()) {
            return false;
        }
        DeviceState device = ledgers.files().device(record.device());
        return device.holdsMemfds() || device.mayHoldMemfds() && descriptor != null && descriptor.memfd() != null;
    }

    private void open(
            AuditEvent event,
            SyscallRecord call,
            SystemCall which,
            List<PathRecord> paths,
            ProcessState process,
            long now) {
        long flags = OpenHandler.flags(event, call, which);
        int directory = directoryDescriptor(call, which);
        mayExec(event, call, which, flags, paths, directory, process, now);
        if (call.success()) {
            opens.opened(event, call, paths, flags, directory, process, now);
        }
    }

    /** O_MAYEXEC, where the site says that its kernel has it. */
    private void mayExec(
            AuditEvent event,
            SyscallRecord call,
            SystemCall which,
            long flags,
            List<PathRecord> paths,
            int directory,
            ProcessState process,
            long now) {
        boolean openat2 = event.first(Openat2Record.class) != null
                && ledgers.settings().predecessors().contains(EngineSettings.Predecessor.O_MAYEXEC_OPENAT2)
                && (flags & O_MAYEXEC) != 0;
        boolean clipOs = which != SystemCall.OPENAT2
                && ledgers.settings().predecessors().contains(EngineSettings.Predecessor.O_MAYEXEC_CLIP_OS)
                && (flags & O_MAYEXEC_CLIP_OS) != 0;
        if (!openat2 && !clipOs) {
            return;
        }
        Target target = Target.of(Target.last(paths), event, directory, process, ledgers.processes());
        String witness = "the file was opened with O_MAYEXEC";
        decoder.answered(
                event,
                Math.min(0, call.exit()),
                CheckInterface.O_MAYEXEC,
                state(call),
                target,
                AT_FDCWD,
                process,
                witness,
                true,
                now);
    }

    /** trusted_for, where the site says what its number is; the file is on record only through its descriptor. */
    private void trustedFor(AuditEvent event, SyscallRecord call, ProcessState process, long now) {
        if (call.number() != ledgers.settings().trustedForNumber() || call.a1() != 1) {
            return;
        }
        int number = call.intArgument(call.a0());
        Descriptor descriptor = process.descriptors.get(number);
        Target target = new Target(null, null, descriptor == null ? null : descriptor.path(), descriptor, false);
        String witness = "trusted_for was asked about execution";
        decoder.answered(
                event,
                call.exit(),
                CheckInterface.TRUSTED_FOR,
                state(call),
                target,
                number,
                process,
                witness,
                true,
                now);
    }

    private static CheckState state(SyscallRecord call) {
        if (call.success()) {
            return CheckState.ALLOWED;
        }
        return call.exit() == EACCES || call.exit() == EPERM ? CheckState.DENIED : CheckState.UNKNOWN;
    }

    private void chmod(SyscallRecord call, SystemCall which, List<PathRecord> paths) {
        PathRecord record = Target.last(paths);
        FileIdentity file = record == null ? null : FileLedger.identity(record);
        if (!call.success() || file == null) {
            return;
        }
        long mode = which == SystemCall.CHMOD || which == SystemCall.FCHMOD ? call.a1() : call.a2();
        ledgers.files().modeChanged(file, (int) mode & 07777);
    }

    private void exited(AuditEvent event, SyscallRecord call, ProcessState process, long now) {
        int status = (int) call.a0() & 0xFF;
        denials.exited(process, status, event.key(), now);
        ledgers.runs().close(process, event.key(), true, status, now);
        ledgers.processes().end(process, now);
    }
}
