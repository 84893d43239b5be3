package io.execparity.stream.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Host, source, offset and the bytes of the line. */
final class HostLineSerializer extends WireSerializer<HostLine> {
    private static final long serialVersionUID = 1;

    @Override
    public HostLine createInstance() {
        return new HostLine("", "", 0, new byte[0]);
    }

    @Override
    public void serialize(HostLine line, DataOutputView target) throws IOException {
        StringValue.writeString(line.host(), target);
        StringValue.writeString(line.source(), target);
        target.writeLong(line.offset());
        writeBytes(line.bytes(), target);
    }

    @Override
    public HostLine deserialize(DataInputView source) throws IOException {
        String host = StringValue.readString(source);
        String name = StringValue.readString(source);
        return new HostLine(host, name, source.readLong(), readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<HostLine> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, for Flink makes it from its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<HostLine> {
        public Snapshot() {
            super(HostLineSerializer::new);
        }
    }
}
