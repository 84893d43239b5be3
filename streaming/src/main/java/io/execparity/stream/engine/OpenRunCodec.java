package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.ExecutionCodec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.ProcessViewCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run under way, saved. What it cannot be without stands before all that changes, so that it is read first. */
final class OpenRunCodec implements Codec<OpenRun> {
    private static final int MAX_AWAITED = 4_096;

    private static final int KEY = 1;
    private static final int PROCESS = 2;
    private static final int MODE = 3;
    private static final int VECTOR = 4;
    private static final int ORIGIN = 5;
    private static final int CHECK = 6;
    private static final int CHECK_INTERFACE = 7;
    private static final int OUTCOME = 8;
    private static final int INTERPRETER = 9;
    private static final int INTERPRETER_PATH = 10;
    private static final int AWAITED = 11;
    private static final int MODULE = 12;
    private static final int PATH = 13;
    private static final int CALLED_PATH = 14;
    private static final int FILE = 15;
    private static final int MEMFD = 16;
    private static final int MEMFD_NAME = 17;
    private static final int CHECKED_OTHER = 18;
    private static final int POLICY = 19;
    private static final int POLICY_EVIDENCE = 20;
    private static final int FLAGS = 21;
    private static final int BEGUN_AT = 22;
    private static final int FILE_MODE = 23;
    private static final int OWNER = 24;
    private static final int CONTENT = 25;
    private static final int ACTS_SINCE = 26;
    private static final int EXIT_STATUS = 27;
    private static final int SETTLE_AT = 28;
    private static final int EVIDENCE = 29;
    private static final int CHECKED_BY = 30;
    private static final int FILE_SINCE = 31;

    private final InterpreterCodec interpreters;

    OpenRunCodec(KnownInterpreters known) {
        this.interpreters = new InterpreterCodec(known);
    }

    @Override
    public void write(OpenRun run, StateWriter out) {
        Parts.key(out, KEY, run.key);
        ProcessViewCodec.CODEC.write(out, PROCESS, run.process);
        Parts.place(out, MODE, run.mode);
        Parts.place(out, VECTOR, run.vector);
        Parts.place(out, ORIGIN, run.origin);
        Parts.place(out, CHECK, run.check);
        out.number(CHECK_INTERFACE, run.checkInterface == null ? -1 : run.checkInterface.ordinal(), -1);
        Parts.place(out, OUTCOME, run.outcome);
        interpreters.write(out, INTERPRETER, run.interpreter);
        Parts.bytes(out, INTERPRETER_PATH, run.interpreterPath);
        run.awaited.forEach(name -> Parts.bytes(out, AWAITED, name));
        Parts.bytes(out, MODULE, run.module);
        Parts.bytes(out, PATH, run.path);
        Parts.bytes(out, CALLED_PATH, run.calledPath);
        Parts.file(out, FILE, run.file);
        MemfdCodec.CODEC.write(out, MEMFD, run.memfd);
        Parts.bytes(out, MEMFD_NAME, run.memfdName);
        Parts.bytes(out, CHECKED_OTHER, run.checkedOther);
        Parts.securebits(out, POLICY, run.policy.bits());
        Parts.text(out, POLICY_EVIDENCE, run.policy.evidence());
        out.number(FLAGS, flags(run));
        out.number(BEGUN_AT, run.begunAt);
        out.number(FILE_MODE, run.fileMode, -1);
        out.number(OWNER, run.owner, -1);
        out.number(CONTENT, run.content);
        out.number(ACTS_SINCE, run.actsSince);
        out.number(EXIT_STATUS, run.exitStatus);
        out.number(SETTLE_AT, run.settleAt);
        Parts.texts(out, EVIDENCE, run.evidence);
        Parts.bytes(out, CHECKED_BY, run.checkedBy);
        out.number(FILE_SINCE, run.fileSince);
    }

    private static int flags(OpenRun run) {
        return (run.policy.inherited() ? 1 : 0)
                | (run.stdinGuessed ? 2 : 0)
                | (run.fileKnown ? 4 : 0)
                | (run.began ? 8 : 0)
                | (run.opened ? 16 : 0)
                | (run.lossNearby ? 32 : 0)
                | (run.throughWrapper ? 64 : 0)
                | (run.over ? 128 : 0)
                | (run.exitOnRecord ? 256 : 0)
                | (run.policy.doubtful() ? 512 : 0)
                | (run.originUncertain ? 1024 : 0)
                | (run.fileMade ? 2048 : 0)
                | (run.swapUncertain ? 4096 : 0);
    }

    private static void flags(OpenRun run, int flags) {
        run.policy = run.policy.inherited((flags & 1) != 0).doubtful((flags & 512) != 0);
        run.stdinGuessed = (flags & 2) != 0;
        run.fileKnown = (flags & 4) != 0;
        run.began = (flags & 8) != 0;
        run.opened = (flags & 16) != 0;
        run.lossNearby = (flags & 32) != 0;
        run.throughWrapper = (flags & 64) != 0;
        run.over = (flags & 128) != 0;
        run.exitOnRecord = (flags & 256) != 0;
        run.originUncertain = (flags & 1024) != 0;
        run.fileMade = (flags & 2048) != 0;
        run.swapUncertain = (flags & 4096) != 0;
    }

    @Override
    public OpenRun read(StateReader in) throws UnreadableStateException {
        @Nullable EventKey key = null;
        @Nullable ProcessView process = null;
        Mode mode = Mode.values()[0];
        boolean more = in.next();
        for (; more && in.tag() <= MODE; more = in.next()) {
            switch (in.tag()) {
                case KEY -> key = Parts.key(in);
                case PROCESS -> process = ProcessViewCodec.CODEC.read(in.message());
                default -> mode = Parts.place(in, Mode.values());
            }
        }
        OpenRun run = new OpenRun(
                Parts.required(in, key, "stamp"), Parts.required(in, process, "process"), mode, Vector.values()[0]);
        run.evidence.clear();
        List<Bytes> awaited = new ArrayList<>();
        for (; more; more = in.next()) {
            if (in.tag() == AWAITED) {
                Parts.add(in, awaited, Parts.bytes(in), MAX_AWAITED);
            } else if (in.tag() <= CHECKED_OTHER) {
                readSubject(run, in);
            } else {
                readCourse(run, in);
            }
        }
        run.awaited = List.copyOf(awaited);
        return run;
    }

    /** What runs, and how. */
    private void readSubject(OpenRun run, StateReader in) throws UnreadableStateException {
        switch (in.tag()) {
            case VECTOR -> run.vector = Parts.place(in, Vector.values());
            case ORIGIN -> run.origin = Parts.place(in, CodeOrigin.values());
            case CHECK -> run.check = Parts.place(in, CheckState.values());
            case CHECK_INTERFACE -> run.checkInterface = Parts.place(in, CheckInterface.values());
            case OUTCOME -> run.outcome = Parts.place(in, Outcome.values());
            case INTERPRETER -> run.interpreter = interpreters.read(in.message());
            case INTERPRETER_PATH -> run.interpreterPath = Parts.bytes(in);
            case MODULE -> run.module = Parts.bytes(in);
            case PATH -> run.path = Parts.bytes(in);
            case CALLED_PATH -> run.calledPath = Parts.bytes(in);
            case FILE -> run.file = Parts.file(in);
            case MEMFD -> run.memfd = MemfdCodec.CODEC.read(in.message());
            case MEMFD_NAME -> run.memfdName = Parts.bytes(in);
            case CHECKED_OTHER -> run.checkedOther = Parts.bytes(in);
            default -> {}
        }
    }

    /** What became of it so far. */
    private static void readCourse(OpenRun run, StateReader in) throws UnreadableStateException {
        switch (in.tag()) {
            case POLICY -> run.policy = run.policy.bits(Parts.securebits(in));
            case POLICY_EVIDENCE -> run.policy = run.policy.evidence(in.text());
            case FLAGS -> flags(run, Parts.integer(in));
            case BEGUN_AT -> run.begunAt = Parts.natural(in);
            case FILE_MODE -> run.fileMode = Parts.integer(in);
            case OWNER -> run.owner = in.number();
            case CONTENT -> run.content = in.number();
            case ACTS_SINCE -> run.actsSince = Parts.integer(in);
            case EXIT_STATUS -> run.exitStatus = Parts.integer(in);
            case SETTLE_AT -> run.settleAt = Parts.natural(in);
            case EVIDENCE -> Parts.add(in, run.evidence, in.text(), ExecutionCodec.MAX_EVIDENCE);
            case CHECKED_BY -> run.checkedBy = Parts.bytes(in);
            case FILE_SINCE -> run.fileSince = Parts.natural(in);
            default -> {}
        }
    }
}
