package io.execparity.stream.state;

import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.MemfdFlags;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An act of running code. */
public final class ExecutionCodec implements Codec<Execution> {
    public static final ExecutionCodec CODEC = new ExecutionCodec();

    /** Far above what a run, its memory file, its checks and its list entries leave. */
    public static final int MAX_EVIDENCE = 256;

    private static final int HOST = 1;
    private static final int KEY = 2;
    private static final int PROCESS = 3;
    private static final int MODE = 4;
    private static final int VECTOR = 5;
    private static final int ORIGIN = 6;
    private static final int CHECK = 7;
    private static final int CHECK_INTERFACE = 8;
    private static final int OUTCOME = 9;
    private static final int POLICY = 10;
    private static final int FILE = 11;
    private static final int INTERPRETER = 12;
    private static final int EVIDENCE = 13;
    private static final int MEMFD_FLAGS = 14;

    private ExecutionCodec() {}

    @Override
    public void write(Execution run, StateWriter out) {
        out.text(HOST, run.host());
        Parts.key(out, KEY, run.key());
        ProcessViewCodec.CODEC.write(out, PROCESS, run.process());
        Parts.place(out, MODE, run.mode());
        Parts.place(out, VECTOR, run.vector());
        Parts.place(out, ORIGIN, run.origin());
        Parts.place(out, CHECK, run.check());
        CheckInterface through = run.checkInterface();
        out.number(CHECK_INTERFACE, through == null ? -1 : through.ordinal(), -1);
        Parts.place(out, OUTCOME, run.outcome());
        Parts.securebits(out, POLICY, run.policy());
        FileViewCodec.CODEC.write(out, FILE, run.file());
        Parts.bytes(out, INTERPRETER, run.interpreter());
        Parts.texts(out, EVIDENCE, run.evidence());
        MemfdFlags flags = run.memfdFlags();
        out.number(MEMFD_FLAGS, flags == null ? -1 : Integer.toUnsignedLong(flags.bits()), -1);
    }

    @Override
    public Execution read(StateReader in) throws UnreadableStateException {
        @Nullable String host = null;
        @Nullable EventKey key = null;
        @Nullable ProcessView process = null;
        Mode mode = Mode.values()[0];
        Vector vector = Vector.values()[0];
        CodeOrigin origin = CodeOrigin.values()[0];
        CheckState check = CheckState.values()[0];
        @Nullable CheckInterface through = null;
        Outcome outcome = Outcome.values()[0];
        Securebits policy = Securebits.NONE;
        FileView file = FileView.UNKNOWN;
        @Nullable Bytes interpreter = null;
        @Nullable MemfdFlags memfdFlags = null;
        List<String> evidence = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case HOST -> host = in.text();
                case KEY -> key = Parts.key(in);
                case PROCESS -> process = ProcessViewCodec.CODEC.read(in.message());
                case MODE -> mode = Parts.place(in, Mode.values());
                case VECTOR -> vector = Parts.place(in, Vector.values());
                case ORIGIN -> origin = Parts.place(in, CodeOrigin.values());
                case CHECK -> check = Parts.place(in, CheckState.values());
                case CHECK_INTERFACE -> through = Parts.place(in, CheckInterface.values());
                case OUTCOME -> outcome = Parts.place(in, Outcome.values());
                case POLICY -> policy = Parts.securebits(in);
                case FILE -> file = FileViewCodec.CODEC.read(in.message());
                case INTERPRETER -> interpreter = Parts.bytes(in);
                case MEMFD_FLAGS -> memfdFlags = MemfdFlags.of(Parts.natural(in));
                case EVIDENCE -> Parts.add(in, evidence, in.text(), MAX_EVIDENCE);
                default -> {}
            }
        }
        return new Execution(
                Parts.required(in, host, "host"),
                Parts.required(in, key, "stamp"),
                Parts.required(in, process, "process"),
                mode,
                vector,
                origin,
                check,
                through,
                outcome,
                policy,
                file,
                interpreter,
                memfdFlags,
                evidence);
    }
}
