package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** A check that a process made, saved. */
final class QuestionCodec implements Codec<ProcessState.Question> {
    static final QuestionCodec CODEC = new QuestionCodec();

    private static final int FILE = 1;
    private static final int PATH = 2;
    private static final int STATE = 3;
    private static final int THROUGH = 4;
    private static final int KEY = 5;
    private static final int EVIDENCE = 6;
    private static final int ASKER = 7;

    private QuestionCodec() {}

    @Override
    public void write(ProcessState.Question question, StateWriter out) {
        Parts.file(out, FILE, question.file());
        Parts.bytes(out, PATH, question.path());
        Parts.place(out, STATE, question.state());
        Parts.place(out, THROUGH, question.through());
        Parts.key(out, KEY, question.key());
        out.text(EVIDENCE, question.evidence());
        Parts.bytes(out, ASKER, question.asker());
    }

    @Override
    public ProcessState.Question read(StateReader in) throws UnreadableStateException {
        @Nullable FileIdentity file = null;
        @Nullable Bytes path = null;
        CheckState state = CheckState.values()[0];
        CheckInterface through = CheckInterface.values()[0];
        @Nullable EventKey key = null;
        String evidence = "";
        @Nullable Bytes asker = null;
        while (in.next()) {
            switch (in.tag()) {
                case FILE -> file = Parts.file(in);
                case PATH -> path = Parts.bytes(in);
                case STATE -> state = Parts.place(in, CheckState.values());
                case THROUGH -> through = Parts.place(in, CheckInterface.values());
                case KEY -> key = Parts.key(in);
                case EVIDENCE -> evidence = in.text();
                case ASKER -> asker = Parts.bytes(in);
                default -> {}
            }
        }
        return new ProcessState.Question(file, path, state, through, Parts.required(in, key, "stamp"), evidence, asker);
    }
}
