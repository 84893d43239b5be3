package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** A refusal, saved. */
final class DenialCodec implements Codec<Denial> {
    static final DenialCodec CODEC = new DenialCodec();

    private static final int FILE = 1;
    private static final int REASON = 2;
    private static final int KEY = 3;
    private static final int WAS_CHECK = 4;
    private static final int USER = 5;
    private static final int CONFINEMENT = 6;
    private static final int EVIDENCE = 7;

    private DenialCodec() {}

    @Override
    public void write(Denial denial, StateWriter out) {
        Parts.file(out, FILE, denial.file());
        Parts.place(out, REASON, denial.reason());
        Parts.key(out, KEY, denial.key());
        out.flag(WAS_CHECK, denial.wasCheck());
        out.number(USER, denial.user());
        Parts.bytes(out, CONFINEMENT, denial.confinement());
        out.text(EVIDENCE, denial.evidence());
    }

    @Override
    public Denial read(StateReader in) throws UnreadableStateException {
        @Nullable FileIdentity file = null;
        Denial.Reason reason = Denial.Reason.values()[0];
        @Nullable EventKey key = null;
        boolean wasCheck = false;
        long user = 0;
        @Nullable Bytes confinement = null;
        String evidence = "";
        while (in.next()) {
            switch (in.tag()) {
                case FILE -> file = Parts.file(in);
                case REASON -> reason = Parts.place(in, Denial.Reason.values());
                case KEY -> key = Parts.key(in);
                case WAS_CHECK -> wasCheck = in.flag();
                case USER -> user = in.number();
                case CONFINEMENT -> confinement = Parts.bytes(in);
                case EVIDENCE -> evidence = in.text();
                default -> {}
            }
        }
        return new Denial(
                Parts.required(in, file, "file"),
                reason,
                Parts.required(in, key, "stamp"),
                wasCheck,
                user,
                confinement,
                evidence);
    }
}
