package io.execparity.stream.state;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;

/** A path or another string of bytes; none where the field is absent. */
public final class BytesCodec implements Codec<Bytes> {
    public static final BytesCodec CODEC = new BytesCodec();

    private static final int CONTENT = 1;

    private BytesCodec() {}

    @Override
    public void write(Bytes bytes, StateWriter out) {
        Parts.bytes(out, CONTENT, bytes);
    }

    @Override
    public Bytes read(StateReader in) throws UnreadableStateException {
        Bytes bytes = Bytes.EMPTY;
        while (in.next()) {
            if (in.tag() == CONTENT) {
                bytes = Parts.bytes(in);
            }
        }
        return bytes;
    }
}
