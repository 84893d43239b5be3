package io.execparity.stream.detection;

import io.execparity.schema.finding.Rule;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** What a roll-up is about, saved. */
final class SubjectCodec implements Codec<RollUps.Subject> {
    static final SubjectCodec CODEC = new SubjectCodec();

    private static final int RULE = 1;
    private static final int PROGRAM = 2;
    private static final int FILE = 3;
    private static final int VECTOR = 4;

    private SubjectCodec() {}

    @Override
    public void write(RollUps.Subject subject, StateWriter out) {
        out.text(RULE, subject.rule().slug());
        Parts.bytes(out, PROGRAM, subject.program());
        Parts.bytes(out, FILE, subject.file());
        out.text(VECTOR, subject.vector());
    }

    @Override
    public RollUps.Subject read(StateReader in) throws UnreadableStateException {
        @Nullable Rule rule = null;
        Bytes program = Bytes.EMPTY;
        Bytes file = Bytes.EMPTY;
        String vector = "";
        while (in.next()) {
            switch (in.tag()) {
                case RULE -> rule = Parts.rule(in);
                case PROGRAM -> program = Parts.bytes(in);
                case FILE -> file = Parts.bytes(in);
                case VECTOR -> vector = in.text();
                default -> {}
            }
        }
        return new RollUps.Subject(Parts.required(in, rule, "rule"), program, file, vector);
    }
}
