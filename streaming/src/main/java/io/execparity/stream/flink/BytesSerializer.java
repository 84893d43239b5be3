package io.execparity.stream.flink;

import io.execparity.schema.text.Bytes;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A length and as many bytes: the key of an entry of a host's state. */
final class BytesSerializer extends WireSerializer<Bytes> {
    private static final long serialVersionUID = 1;

    @Override
    public Bytes createInstance() {
        return Bytes.EMPTY;
    }

    @Override
    public void serialize(Bytes bytes, DataOutputView target) throws IOException {
        writeBytes(bytes.toArray(), target);
    }

    @Override
    public Bytes deserialize(DataInputView source) throws IOException {
        return Bytes.view(readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<Bytes> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, for Flink makes it from its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Bytes> {
        public Snapshot() {
            super(BytesSerializer::new);
        }
    }
}
