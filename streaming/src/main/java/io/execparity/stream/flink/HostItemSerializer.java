package io.execparity.stream.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** A tag for the kind of item, then its fields. */
final class HostItemSerializer extends WireSerializer<HostItem> {
    private static final long serialVersionUID = 1;

    private static final int LINE = 0;
    private static final int MARK = 1;
    private static final int NOTE = 2;
    private static final int CONTROL = 3;
    private static final int FORGET = 4;

    @Override
    public HostItem createInstance() {
        return new ReadMark("", "", 0, 0);
    }

    @Override
    public void serialize(HostItem item, DataOutputView target) throws IOException {
        if (item instanceof HostLine line) {
            target.writeByte(LINE);
            StringValue.writeString(line.host(), target);
            StringValue.writeString(line.source(), target);
            target.writeLong(line.offset());
            line.number().write(target);
            writeBytes(line.bytes(), target);
        } else if (item instanceof ReadMark mark) {
            target.writeByte(MARK);
            StringValue.writeString(mark.host(), target);
            StringValue.writeString(mark.partition(), target);
            target.writeLong(mark.millis());
            target.writeLong(mark.until());
        } else if (item instanceof HostNote note) {
            target.writeByte(NOTE);
            StringValue.writeString(note.host(), target);
            StringValue.writeString(note.partition(), target);
            note.number().write(target);
            writeBytes(note.message(), target);
        } else if (item instanceof HostControl control) {
            byte[] message = control.message();
            target.writeByte(message == null ? FORGET : CONTROL);
            StringValue.writeString(control.host(), target);
            StringValue.writeString(control.partition(), target);
            target.writeLong(control.offset());
            StringValue.writeString(control.key(), target);
            if (message != null) {
                writeBytes(message, target);
            }
        }
    }

    @Override
    public HostItem deserialize(DataInputView source) throws IOException {
        int tag = source.readByte();
        String host = StringValue.readString(source);
        String from = StringValue.readString(source);
        return switch (tag) {
            case LINE -> new HostLine(host, from, source.readLong(), LineNumber.read(source), readBytes(source));
            case NOTE -> new HostNote(host, from, LineNumber.read(source), readBytes(source));
            case CONTROL ->
                new HostControl(host, from, source.readLong(), StringValue.readString(source), readBytes(source));
            case FORGET -> new HostControl(host, from, source.readLong(), StringValue.readString(source), null);
            case MARK -> new ReadMark(host, from, source.readLong(), source.readLong());
            default -> throw new IOException("no item begins with " + tag);
        };
    }

    @Override
    public TypeSerializerSnapshot<HostItem> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, for Flink makes it from its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<HostItem> {
        public Snapshot() {
            super(HostItemSerializer::new);
        }
    }
}
