package io.execparity.stream.engine;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.interpreter.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a new image and its arguments to the run that they ask for. */
final class InvocationReader {
    /** Members of one pipeline are started within this time. */
    private static final long PIPELINE_MILLIS = 500;
    /** A shell opens what it redirects at once before the process that it is for executes. */
    private static final long REDIRECTION_MILLIS = 1_000;

    private final Ledgers ledgers;

    InvocationReader(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** The script that a command line names, if it names one. */
    Optional<Bytes> script(Interpreter interpreter, List<Bytes> arguments) {
        Invocation invocation = ledgers.interpreters().read(interpreter, arguments);
        return invocation.kind() == Invocation.Kind.SCRIPT
                ? Optional.ofNullable(invocation.operand())
                : Optional.empty();
    }

    /**
     * The run that an exec without a shebang line begins.
     *
     * @param parent the process that forked this one, null where it was never seen
     * @param ownRead the file that this process read last before it became the new image
     */
    OpenRun read(
            AuditEvent event,
            ProcessState process,
            Target target,
            @Nullable ProcessState parent,
            @Nullable Descriptor ownRead) {
        Interpreter interpreter = process.interpreter;
        Descriptor parentRead = parent == null ? null : parent.lastRead;
        EventKey sibling = parent == null ? null : parent.lastChildExec;
        if (parent != null) {
            parent.lastRead = null;
            parent.lastChildExec = event.key();
            ledgers.processes().put(parent);
        }
        Invocation invocation =
                interpreter == null ? null : ledgers.interpreters().read(interpreter, process.arguments);
        if (invocation == null) {
            return binary(event, process, target);
        }
        return switch (invocation.kind()) {
            case SCRIPT -> script(event, process, invocation);
            case MODULE -> module(event, process, invocation);
            case LOAD -> loaded(event, process, invocation);
            case INLINE -> fileless(event, process, Vector.INLINE);
            case INTERACTIVE -> fileless(event, process, Vector.INTERACTIVE);
            case STDIN -> stdin(event, process, standardInput(event, ownRead, parent, parentRead), sibling, parent);
            case DEFAULT_FILES -> defaultFile(event, process, invocation);
            case WRAPPED, NOTHING -> binary(event, process, target);
        };
    }

    private OpenRun binary(AuditEvent event, ProcessState process, Target target) {
        OpenRun run = new OpenRun(event.key(), process.view(), Mode.DIRECT, Vector.BINARY);
        run.outcome = Outcome.RAN;
        run.path = target.path();
        run.origin =
                ledgers.files().origin(target.file(), target.memfd(), target.name(), target.path(), process.executable);
        return run;
    }

    private OpenRun indirect(AuditEvent event, ProcessState process, Vector vector) {
        OpenRun run = new OpenRun(event.key(), process.view(), Mode.INDIRECT, vector);
        run.interpreter = process.interpreter;
        run.interpreterPath = process.executable;
        return run;
    }

    private OpenRun script(AuditEvent event, ProcessState process, Invocation invocation) {
        OpenRun run = indirect(event, process, Vector.SCRIPT_FILE);
        expect(event, process, run, invocation.operand());
        Bytes operand = invocation.operand();
        if (run.path != null) {
            run.awaited = List.of(run.path);
        } else if (operand != null) {
            run.awaited = List.of(operand);
        }
        return run;
    }

    /** The first that exists of files that the program looks for by itself, as make does for its makefile. */
    private OpenRun defaultFile(AuditEvent event, ProcessState process, Invocation invocation) {
        OpenRun run = indirect(event, process, Vector.SCRIPT_FILE);
        Bytes directory = invocation.directory() == null
                ? event.workingDirectory()
                : PathNames.resolve(event.workingDirectory(), invocation.directory());
        List<Bytes> awaited = new ArrayList<>();
        for (Bytes file : invocation.files()) {
            Bytes path = PathNames.resolve(directory, file);
            awaited.add(path == null ? file : path);
        }
        run.awaited = awaited;
        return run;
    }

    private OpenRun module(AuditEvent event, ProcessState process, Invocation invocation) {
        OpenRun run = indirect(event, process, Vector.MODULE);
        run.module = invocation.operand();
        return run;
    }

    /** A program that the dynamic linker was asked to load: its opens are rarely on record, its mappings may be. */
    private OpenRun loaded(AuditEvent event, ProcessState process, Invocation invocation) {
        OpenRun run = indirect(event, process, Vector.DYNAMIC_LINKER);
        expect(event, process, run, invocation.operand());
        if (run.file == null) {
            run.file = ledgers.files().byName(run.path);
        }
        run.origin = ledgers.files().origin(run.file, run.memfd, invocation.operand(), run.path, null);
        return run;
    }

    /** Resolves what a command line names, through the descriptors that the process inherited where it leads there. */
    private void expect(AuditEvent event, ProcessState process, OpenRun run, @Nullable Bytes operand) {
        if (operand == null) {
            return;
        }
        Bytes resolved = PathNames.resolve(event.workingDirectory(), operand);
        PathNames.DescriptorName through = resolved == null ? null : PathNames.descriptor(resolved);
        if (through == null) {
            run.path = resolved;
            run.origin = ledgers.files().origin(null, null, operand, run.path, null);
            return;
        }
        ProcessState owner = through.pid() == 0 ? process : ledgers.processes().find(through.pid());
        Descriptor descriptor = owner == null ? null : owner.descriptors.get(through.number());
        run.path = operand;
        if (descriptor != null) {
            run.file = descriptor.identity();
            run.memfd = descriptor.memfd();
            run.origin = ledgers.files().origin(run.file, run.memfd, operand, descriptor.path(), null);
        }
    }

    private OpenRun fileless(AuditEvent event, ProcessState process, Vector vector) {
        OpenRun run = indirect(event, process, vector);
        run.origin = CodeOrigin.NONE;
        return run;
    }

    /**
     * Code from standard input. Only neighbours tell a file from a stream: a shell opens the file just before it starts
     * the interpreter, and the duplication onto descriptor 0 is on no record.
     */
    private OpenRun stdin(
            AuditEvent event,
            ProcessState process,
            @Nullable Descriptor read,
            @Nullable EventKey sibling,
            @Nullable ProcessState parent) {
        FileIdentity file = read == null ? null : read.identity();
        if (read != null && file != null && !runs(parent, file)) {
            OpenRun run = indirect(event, process, Vector.STDIN_FILE);
            run.file = file;
            run.path = read.path();
            run.memfd = read.memfd();
            run.fileKnown = true;
            run.stdinGuessed = true;
            run.origin = ledgers.files().origin(file, read.memfd(), null, read.path(), null);
            run.witness(read.opened());
            process.describe(0, read);
            return run;
        }
        return fileless(
                event,
                process,
                interactive(event, process, sibling, parent) ? Vector.INTERACTIVE : Vector.STDIN_STREAM);
    }

    /**
     * What was read last, where that may be standard input. Most shells open a redirection in the process that it is for, and
     * what they read themselves is data, unless it is a whole group's. Of a file that was refused, or is in no place on disk,
     * the doubt is told.
     */
    private @Nullable Descriptor standardInput(
            AuditEvent event, @Nullable Descriptor own, @Nullable ProcessState parent, @Nullable Descriptor parents) {
        if (own != null && (isJustRead(event, own) || ledgers.files().isRefusedOrFileless(own))) {
            return own;
        }
        if (parent == null || parents == null || !isJustRead(event, parents)) {
            return null;
        }
        return redirectsFirst(parent) || ledgers.files().isRefusedOrFileless(parents) ? parents : null;
    }

    private boolean redirectsFirst(ProcessState parent) {
        Bytes image = parent.executable;
        Interpreter shell = parent.interpreter != null || image == null
                ? parent.interpreter
                : ledgers.interpreters().find(image, Bytes.EMPTY).orElse(null);
        return shell != null && shell.redirectsFirst();
    }

    private static boolean isJustRead(AuditEvent event, @Nullable Descriptor read) {
        return read != null
                && Math.abs(event.key().epochMillis() - read.opened().epochMillis()) <= REDIRECTION_MILLIS;
    }

    private static boolean runs(@Nullable ProcessState parent, FileIdentity file) {
        return parent != null && parent.runs.stream().anyMatch(run -> file.equals(run.file));
    }

    private static boolean interactive(
            AuditEvent event, ProcessState process, @Nullable EventKey sibling, @Nullable ProcessState parent) {
        boolean pipeline =
                sibling != null && Math.abs(event.key().epochMillis() - sibling.epochMillis()) <= PIPELINE_MILLIS;
        return process.terminal != null && !pipeline && !asksForRedirection(parent);
    }

    /** True where the parent's own inline code holds a pipe or a here-document. */
    private static boolean asksForRedirection(@Nullable ProcessState parent) {
        if (parent == null) {
            return false;
        }
        for (Bytes argument : parent.arguments) {
            if (argument.indexOf((byte) '|', 0) >= 0 || argument.indexOf((byte) '<', 0) >= 0) {
                return true;
            }
        }
        return false;
    }
}
