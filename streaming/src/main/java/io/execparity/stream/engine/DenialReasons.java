package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.record.AvcRecord;
import io.execparity.schema.record.FanotifyRecord;
import io.execparity.schema.record.IntegrityRecord;
import io.execparity.schema.record.IpeAccessRecord;
import io.execparity.schema.record.LandlockAccessRecord;
import io.execparity.schema.record.PathRecord;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.Observation.AppraisalFailure.Enforcement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which layer refused an execution, as far as the refusal's own event, the file's mode and its mount tell. */
final class DenialReasons {
    private final Ledgers ledgers;

    DenialReasons(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** What to hold against later runs of the file; null where it is no regular file or was not even found. */
    @Nullable
    Denial denial(AuditEvent event, SyscallRecord call, Target target, ProcessState process, boolean wasCheck) {
        PathRecord record = target.record();
        FileIdentity file = target.file();
        if (record == null || file == null || !record.isRegularFile() || interpreterRefused(event, file)) {
            return null;
        }
        Denial.Reason reason = reason(event, call, record, target.path());
        return new Denial(
                file,
                reason,
                event.key(),
                wasCheck,
                call.fsuid(),
                reason == Denial.Reason.CONFINEMENT ? confinement(event, process) : null,
                event.key().stamp());
    }

    /** True where the kernel had come as far as looking up another program: the file itself was not refused. */
    private static boolean interpreterRefused(AuditEvent event, FileIdentity file) {
        for (PathRecord path : event.paths()) {
            if (path.isRegularFile() && !file.equals(FileLedger.identity(path))) {
                return true;
            }
        }
        return false;
    }

    private Denial.Reason reason(AuditEvent event, SyscallRecord call, PathRecord record, @Nullable Bytes path) {
        for (IntegrityRecord integrity : event.all(IntegrityRecord.class)) {
            if (integrity.appraisalFailed()) {
                return Denial.Reason.APPRAISAL;
            }
        }
        if (event.first(LandlockAccessRecord.class) != null || confinedByLabel(event)) {
            return Denial.Reason.CONFINEMENT;
        }
        IpeAccessRecord ipe = event.first(IpeAccessRecord.class);
        FanotifyRecord fanotify = event.first(FanotifyRecord.class);
        if (ipe != null && ipe.denied() || fanotify != null && fanotify.denied()) {
            return Denial.Reason.SYSTEM_POLICY;
        }
        if (!record.hasExecuteBit()) {
            return Denial.Reason.MODE;
        }
        if (call.fsuid() != 0 && !mayExecute(record, call)) {
            return Denial.Reason.MODE_FOR_USER;
        }
        return ledgers.mounts().noexec(path, record.device()) ? Denial.Reason.NOEXEC_MOUNT : Denial.Reason.UNKNOWN;
    }

    /** By the owner's and others' bits; the group's may apply through groups that are not on record. */
    private static boolean mayExecute(PathRecord record, SyscallRecord call) {
        boolean owner = record.fields().decimal("ouid", -1) == call.fsuid();
        return owner ? (record.mode() & 0100) != 0 : (record.mode() & 0011) != 0;
    }

    private static boolean confinedByLabel(AuditEvent event) {
        for (AvcRecord avc : event.all(AvcRecord.class)) {
            if (avc.denied() && avc.aboutExecution()) {
                return true;
            }
        }
        return false;
    }

    /** A Landlock domain is its own; a label is shared by all processes that carry it. */
    private static @Nullable Bytes confinement(AuditEvent event, ProcessState process) {
        LandlockAccessRecord landlock = event.first(LandlockAccessRecord.class);
        return landlock == null ? process.subject : ProcessLedger.detached(landlock.domain());
    }

    /** Tells of the security modules and of IMA, which speak in the event itself. */
    void tellModules(AuditEvent event, SyscallRecord call, ProcessState process, FileView file) {
        List<String> evidence = List.of(event.key().stamp());
        String module = module(event);
        if (module != null) {
            FileView named = file.path() == null && file.identity() == null ? named(event) : file;
            ledgers.out()
                    .accept(new Observation.ModuleDenial(
                            ledgers.host(),
                            event.key(),
                            process.view(),
                            named,
                            module,
                            detail(event),
                            false,
                            evidence));
        }
        for (IntegrityRecord integrity : event.all(IntegrityRecord.class)) {
            if (integrity.appraisalFailed()) {
                tellAppraisal(event, integrity, process, file, Enforcement.of(call));
            }
        }
    }

    /** Tells of modules whose record stands without the system call: auditing is off, or the call's record was lost. */
    void tellModulesAlone(AuditEvent event) {
        AvcRecord avc = event.first(AvcRecord.class);
        String module = event.first(FanotifyRecord.class) == null ? module(event) : null;
        if (avc == null || module == null) {
            return;
        }
        ProcessState process = ledgers.processes()
                .spokenOf((int) avc.fields().decimal("pid", 0), avc.fields().string("comm"), event.key());
        ledgers.out()
                .accept(new Observation.ModuleDenial(
                        ledgers.host(),
                        event.key(),
                        process.view(),
                        named(event),
                        module,
                        detail(event),
                        true,
                        List.of(event.key().stamp())));
    }

    /** The file by the name that the module gives, which may be its last part only. */
    private static FileView named(AuditEvent event) {
        AvcRecord avc = event.first(AvcRecord.class);
        LandlockAccessRecord landlock = event.first(LandlockAccessRecord.class);
        IpeAccessRecord ipe = event.first(IpeAccessRecord.class);
        Bytes name = avc != null ? avc.path() : landlock != null ? landlock.path() : ipe != null ? ipe.path() : null;
        return name == null ? FileView.UNKNOWN : new FileView(ProcessLedger.detached(name), null, null);
    }

    void tellAppraisal(
            AuditEvent event, IntegrityRecord integrity, ProcessState process, FileView file, Enforcement enforcement) {
        boolean onCheck = integrity.type() == RecordType.INTEGRITY_USERSPACE;
        Bytes name = integrity.name();
        FileView shown = name == null ? file : new FileView(name, file.identity(), file.digest());
        ledgers.out()
                .accept(new Observation.AppraisalFailure(
                        ledgers.host(),
                        event.key(),
                        process.view(),
                        shown,
                        onCheck,
                        enforcement,
                        integrity.cause(),
                        evidence(event, shown)));
    }

    /** The event, and where the content that was refused is in the host's measurement list. */
    private List<String> evidence(AuditEvent event, FileView file) {
        List<String> evidence = new ArrayList<>(List.of(event.key().stamp()));
        if (ledgers.measurements() != null) {
            evidence.addAll(ledgers.measurements().places(file));
        }
        return evidence;
    }

    private static @Nullable String module(AuditEvent event) {
        for (AvcRecord avc : event.all(AvcRecord.class)) {
            if (avc.denied() && avc.aboutExecution()) {
                return switch (avc.module()) {
                    case APPARMOR -> "AppArmor";
                    case SELINUX -> "SELinux";
                    case SMACK -> "Smack";
                };
            }
        }
        LandlockAccessRecord landlock = event.first(LandlockAccessRecord.class);
        if (landlock != null && landlock.deniedExecution()) {
            return "Landlock";
        }
        IpeAccessRecord ipe = event.first(IpeAccessRecord.class);
        if (ipe != null && ipe.denied()) {
            return "IPE";
        }
        FanotifyRecord fanotify = event.first(FanotifyRecord.class);
        return fanotify != null && fanotify.denied() ? "a fanotify listener such as fapolicyd" : null;
    }

    private static String detail(AuditEvent event) {
        for (AvcRecord avc : event.all(AvcRecord.class)) {
            Bytes profile = avc.fields().string("profile");
            Bytes context = avc.fields().written("scontext");
            if (profile != null) {
                return "profile " + profile.text();
            }
            if (context != null) {
                return "domain " + context.text();
            }
        }
        LandlockAccessRecord landlock = event.first(LandlockAccessRecord.class);
        Bytes domain = landlock == null ? null : landlock.domain();
        return domain == null ? "" : "domain " + domain.text();
    }
}
