package io.execparity.stream.engine;

import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import org.jspecify.annotations.Nullable;

/** What is remembered of a process, saved. What it is shown as and its first stamp stand before everything else. */
final class ProcessStateCodec implements Codec<ProcessState> {
    private static final int SHOWN = 1;
    private static final int FIRST = 2;
    private static final int LAST_USED = 3;
    private static final int ENDED_AT = 4;
    private static final int IMAGE = 5;
    private static final int INTERPRETER = 6;
    private static final int TERMINAL = 7;
    private static final int SUBJECT = 8;
    private static final int DIRECTORY = 9;
    private static final int SECUREBITS = 10;
    private static final int SECUREBITS_EVIDENCE = 11;
    private static final int FLAGS = 12;
    private static final int ATTEMPT = 13;
    private static final int DESCRIPTOR = 14;
    private static final int DESCRIPTOR_BYTES = 15;
    private static final int QUESTION = 16;
    private static final int RUN = 17;
    private static final int PENDING = 18;
    private static final int REFUSED = 19;
    private static final int LAST_READ = 20;
    private static final int JUDGED_EXECUTABLE = 21;
    private static final int LAST_CHILD_EXEC = 22;

    private static final int IS_ENDED = 1;
    private static final int IS_SECUREBITS_INHERITED = 2;
    private static final int IS_LINEAGE_OPEN = 4;
    private static final int IS_PATH_TRUSTED = 8;
    private static final int IS_FIRST_OF_ITS_PATH = 16;
    private static final int HAS_OPENS_ON_RECORD = 32;
    private static final int IS_SECUREBITS_DOUBTFUL = 64;

    private final InterpreterCodec interpreters;
    private final OpenRunCodec runs;

    ProcessStateCodec(KnownInterpreters known) {
        this.interpreters = new InterpreterCodec(known);
        this.runs = new OpenRunCodec(known);
    }

    @Override
    public void write(ProcessState process, StateWriter out) {
        ProcessViewCodec.CODEC.write(out, SHOWN, process.view());
        Parts.key(out, FIRST, process.first);
        out.number(LAST_USED, process.lastUsed);
        out.number(ENDED_AT, process.endedAt);
        Parts.file(out, IMAGE, process.image);
        interpreters.write(out, INTERPRETER, process.interpreter);
        Parts.bytes(out, TERMINAL, process.terminal);
        Parts.bytes(out, SUBJECT, process.subject);
        Parts.bytes(out, DIRECTORY, process.directory);
        Parts.securebits(out, SECUREBITS, process.securebits.bits());
        Parts.text(out, SECUREBITS_EVIDENCE, process.securebits.evidence());
        out.number(FLAGS, flags(process));
        AttemptCodec.CODEC.write(out, ATTEMPT, process.attempts);
        process.descriptors.forEach((number, descriptor) ->
                DescriptorCodec.CODEC.write(out, DESCRIPTOR, new DescriptorCodec.Numbered(number, descriptor)));
        out.number(DESCRIPTOR_BYTES, process.descriptorBytes);
        QuestionCodec.CODEC.write(out, QUESTION, process.questions);
        runs.write(out, RUN, process.runs);
        PendingDenialCodec.CODEC.write(out, PENDING, process.pending);
        PendingDenialCodec.CODEC.write(out, REFUSED, process.refused);
        Descriptor lastRead = process.lastRead;
        DescriptorCodec.CODEC.write(
                out, LAST_READ, lastRead == null ? null : new DescriptorCodec.Numbered(0, lastRead));
        Parts.file(out, JUDGED_EXECUTABLE, process.judgedExecutable);
        Parts.key(out, LAST_CHILD_EXEC, process.lastChildExec);
    }

    private static int flags(ProcessState process) {
        return (process.ended ? IS_ENDED : 0)
                | (process.securebits.inherited() ? IS_SECUREBITS_INHERITED : 0)
                | (process.lineageOpen ? IS_LINEAGE_OPEN : 0)
                | (process.pathTrusted ? IS_PATH_TRUSTED : 0)
                | (process.firstOfItsPath ? IS_FIRST_OF_ITS_PATH : 0)
                | (process.opensOnRecord ? HAS_OPENS_ON_RECORD : 0)
                | (process.securebits.doubtful() ? IS_SECUREBITS_DOUBTFUL : 0);
    }

    private static void flags(ProcessState process, int flags) {
        process.ended = (flags & IS_ENDED) != 0;
        process.securebits = process.securebits
                .inherited((flags & IS_SECUREBITS_INHERITED) != 0)
                .doubtful((flags & IS_SECUREBITS_DOUBTFUL) != 0);
        process.lineageOpen = (flags & IS_LINEAGE_OPEN) != 0;
        process.pathTrusted = (flags & IS_PATH_TRUSTED) != 0;
        process.firstOfItsPath = (flags & IS_FIRST_OF_ITS_PATH) != 0;
        process.opensOnRecord = (flags & HAS_OPENS_ON_RECORD) != 0;
    }

    @Override
    public ProcessState read(StateReader in) throws UnreadableStateException {
        @Nullable ProcessView shown = null;
        @Nullable EventKey first = null;
        boolean more = in.next();
        for (; more && in.tag() <= FIRST; more = in.next()) {
            if (in.tag() == SHOWN) {
                shown = ProcessViewCodec.CODEC.read(in.message());
            } else {
                first = Parts.key(in);
            }
        }
        ProcessState process = begun(Parts.required(in, shown, "process"), Parts.required(in, first, "stamp"));
        for (; more; more = in.next()) {
            if (in.tag() <= FLAGS) {
                readOwn(process, in);
            } else {
                readDone(process, in);
            }
        }
        return process;
    }

    private static ProcessState begun(ProcessView shown, EventKey first) {
        ProcessState process = new ProcessState(shown.pid(), shown.entityId(), first);
        process.parentPid = shown.parentPid();
        process.executable = shown.executable();
        process.comm = shown.name();
        process.arguments = shown.arguments();
        process.userId = shown.userId();
        process.loginUserId = shown.loginUserId();
        return process;
    }

    /** What the process is. */
    private void readOwn(ProcessState process, StateReader in) throws UnreadableStateException {
        switch (in.tag()) {
            case LAST_USED -> process.lastUsed = Parts.natural(in);
            case ENDED_AT -> process.endedAt = Parts.natural(in);
            case IMAGE -> process.image = Parts.file(in);
            case INTERPRETER -> process.interpreter = interpreters.read(in.message());
            case TERMINAL -> process.terminal = Parts.bytes(in);
            case SUBJECT -> process.subject = Parts.bytes(in);
            case DIRECTORY -> process.directory = Parts.bytes(in);
            case SECUREBITS -> process.securebits = process.securebits.bits(Parts.securebits(in));
            case SECUREBITS_EVIDENCE -> process.securebits = process.securebits.evidence(in.text());
            case FLAGS -> flags(process, Parts.integer(in));
            default -> {}
        }
    }

    /** What the process did. */
    private void readDone(ProcessState process, StateReader in) throws UnreadableStateException {
        switch (in.tag()) {
            case ATTEMPT ->
                Parts.add(in, process.attempts, AttemptCodec.CODEC.read(in.message()), SecurebitsHandler.MAX_ATTEMPTS);
            case DESCRIPTOR -> readDescriptor(process, in);
            case DESCRIPTOR_BYTES -> process.descriptorBytes = in.integer(0, ProcessState.MAX_DESCRIPTOR_BYTES);
            case QUESTION ->
                Parts.add(in, process.questions, QuestionCodec.CODEC.read(in.message()), ProcessState.MAX_CHECKS);
            case RUN -> Parts.add(in, process.runs, runs.read(in.message()), RunLedger.MAX_RUNS);
            case PENDING -> process.pending = PendingDenialCodec.CODEC.read(in.message());
            case REFUSED -> process.refused = PendingDenialCodec.CODEC.read(in.message());
            case LAST_READ ->
                process.lastRead = DescriptorCodec.CODEC.read(in.message()).descriptor();
            case JUDGED_EXECUTABLE -> process.judgedExecutable = Parts.file(in);
            case LAST_CHILD_EXEC -> process.lastChildExec = Parts.key(in);
            default -> {}
        }
    }

    private static void readDescriptor(ProcessState process, StateReader in) throws UnreadableStateException {
        DescriptorCodec.Numbered numbered = DescriptorCodec.CODEC.read(in.message());
        if (process.descriptors.size() >= ProcessState.MAX_DESCRIPTORS) {
            throw in.invalid("more than " + ProcessState.MAX_DESCRIPTORS + " descriptors");
        }
        process.descriptors.put(numbered.number(), numbered.descriptor());
    }
}
