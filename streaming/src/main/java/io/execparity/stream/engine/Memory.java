package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.execution.MemfdFlags;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.MmapRecord;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Memory files made, and files mapped executable. */
final class Memory {
    /** PROT_EXEC; other bits (arm64's BTI and MTE) may stand beside it. */
    private static final long EXECUTABLE = 4;

    private final Ledgers ledgers;

    Memory(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** Takes memfd_create: the descriptor is the only handle on the file until it is looked up or executed. */
    void created(AuditEvent event, SyscallRecord call, ProcessState process) {
        ledgers.out()
                .accept(new Observation.MemfdCalled(new MemfdCall(
                        ledgers.host(), event.key(), process.view(), MemfdFlags.of(call.a1()), call.exit())));
        if (!call.success()) {
            return;
        }
        FileState image = process.image == null ? null : ledgers.files().known(process.image);
        Memfd memfd = new Memfd(
                process.view(),
                process.image,
                image == null ? null : image.digest(),
                process.pathTrusted && process.firstOfItsPath,
                event.key(),
                call.a1() & 0xFFFF_FFFFL);
        boolean closeOnExec = (call.a1() & Memfd.CLOSE_ON_EXEC) != 0;
        process.describe((int) call.exit(), new Descriptor(null, null, memfd, closeOnExec, false, event.key()));
        ledgers.runs().act(process);
        ledgers.processes().put(process);
    }

    /** Takes an executable mapping: of a memory file, or by a dynamic linker that was asked to run a program. */
    void mapped(AuditEvent event, SyscallRecord call, ProcessState process, long now) {
        MmapRecord mapping = event.first(MmapRecord.class);
        if (mapping == null || (call.a2() & EXECUTABLE) == 0) {
            return;
        }
        for (OpenRun run : List.copyOf(process.runs)) {
            if (run.vector == Vector.DYNAMIC_LINKER && run.outcome == Outcome.UNKNOWN) {
                run.outcome = call.success() ? Outcome.RAN : Outcome.DENIED;
                run.witness(event.key());
                ledgers.processes().put(process);
                ledgers.runs().decided(process, run, event.key());
                return;
            }
        }
        Descriptor descriptor = process.descriptors.get(mapping.descriptor());
        if (!call.success() || descriptor == null || descriptor.memfd() == null) {
            return;
        }
        boolean linker = process.interpreter != null && process.interpreter.kind() == Interpreter.Kind.DYNAMIC_LINKER;
        ledgers.out()
                .accept(new Observation.MemfdMapped(
                        ledgers.host(),
                        event.key(),
                        process.view(),
                        descriptor.memfd(),
                        linker,
                        process.opensOnRecord,
                        List.of(
                                descriptor.memfd().created().stamp(),
                                event.key().stamp())));
    }

    /** Takes IMA's word that a mapping of a memory file was made executable afterwards, which no mmap record shows. */
    void madeExecutable(AuditEvent event, ProcessState process) {
        List<Memfd> memfds = process.descriptors.values().stream()
                .map(Descriptor::memfd)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Memfd memfd = memfds.size() == 1 ? memfds.get(0) : null;
        List<String> evidence = memfd == null
                ? List.of(event.key().stamp())
                : List.of(memfd.created().stamp(), event.key().stamp());
        ledgers.out()
                .accept(new Observation.MemfdMapped(
                        ledgers.host(), event.key(), process.view(), memfd, false, true, evidence));
    }

    /** Ties a run in a memory file to how the file was made and to its name, and remembers its device. */
    static void noteMemfd(FileLedger files, OpenRun run, @Nullable SyscallRecord call) {
        FileIdentity file = run.file;
        if (file != null) {
            files.markMemfd(file.device());
            FileState state = files.at(file);
            if (run.memfd == null) {
                run.memfd = state.memfd();
            } else {
                state.memfd(run.memfd);
            }
            if (run.memfdName == null) {
                run.memfdName = state.memfdName();
            }
            files.put(file, state);
        }
        Bytes image = run.process.executable();
        if (run.memfdName == null && image != null && PathNames.looksLikeMemfd(image)) {
            run.memfdName = PathNames.memfdName(image);
        }
        Bytes comm = call == null ? null : call.comm();
        if (run.memfdName == null && comm != null && comm.startsWith("memfd:")) {
            run.memfdName = PathNames.memfdName(comm);
        }
        if (run.memfd != null && !run.evidence.contains(run.memfd.created().stamp())) {
            run.evidence.add(0, run.memfd.created().stamp());
        }
    }
}
