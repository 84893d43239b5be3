package io.execparity.stream.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The fields one after the other. */
final class TopicLineSerializer extends WireSerializer<TopicLine> {
    private static final long serialVersionUID = 1;

    @Override
    public TopicLine createInstance() {
        return new TopicLine("", 0, new byte[0], LineNumber.NONE, 0, "", new byte[0]);
    }

    @Override
    public void serialize(TopicLine line, DataOutputView target) throws IOException {
        StringValue.writeString(line.partition(), target);
        target.writeLong(line.offset());
        writeBytes(line.key(), target);
        line.number().write(target);
        target.writeLong(line.epochMillis());
        StringValue.writeString(line.place(), target);
        writeBytes(line.line(), target);
    }

    @Override
    public TopicLine deserialize(DataInputView source) throws IOException {
        return new TopicLine(
                StringValue.readString(source),
                source.readLong(),
                readBytes(source),
                LineNumber.read(source),
                source.readLong(),
                StringValue.readString(source),
                readBytes(source));
    }

    @Override
    public TypeSerializerSnapshot<TopicLine> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, for Flink makes it from its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TopicLine> {
        public Snapshot() {
            super(TopicLineSerializer::new);
        }
    }
}
