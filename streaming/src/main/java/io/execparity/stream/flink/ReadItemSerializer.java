package io.execparity.stream.flink;

import io.execparity.collect.source.SourceContent;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** A tag for the kind of item, then its fields. */
final class ReadItemSerializer extends WireSerializer<ReadItem> {
    private static final long serialVersionUID = 1;

    private static final int LINE = 0;
    private static final int END = 1;

    @Override
    public ReadItem createInstance() {
        return new ReadLine("", 0, new byte[0], 0);
    }

    @Override
    public void serialize(ReadItem item, DataOutputView target) throws IOException {
        if (item instanceof ReadLine line) {
            target.writeByte(LINE);
            StringValue.writeString(line.source(), target);
            target.writeLong(line.offset());
            writeBytes(line.bytes(), target);
            target.writeLong(line.length());
        } else if (item instanceof ReadEnd end) {
            target.writeByte(END);
            StringValue.writeString(end.source(), target);
            target.writeLong(end.content().lines());
            target.writeLong(end.content().bytes());
            target.writeBoolean(end.content().looksBinary());
        }
    }

    @Override
    public ReadItem deserialize(DataInputView source) throws IOException {
        int tag = source.readByte();
        String name = StringValue.readString(source);
        return switch (tag) {
            case LINE -> new ReadLine(name, source.readLong(), readBytes(source), source.readLong());
            case END ->
                new ReadEnd(name, new SourceContent(source.readLong(), source.readLong(), source.readBoolean()));
            default -> throw new IOException("no item begins with " + tag);
        };
    }

    @Override
    public TypeSerializerSnapshot<ReadItem> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, for Flink makes it from its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ReadItem> {
        public Snapshot() {
            super(ReadItemSerializer::new);
        }
    }
}
