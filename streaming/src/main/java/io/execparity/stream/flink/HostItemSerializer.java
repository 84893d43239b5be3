package io.execparity.stream.flink;

import io.execparity.stream.measurement.ListedEntry;
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
    private static final int TRACE = 5;
    private static final int ENTRY = 6;

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
        } else if (item instanceof HostTrace trace) {
            target.writeByte(TRACE);
            StringValue.writeString(trace.host(), target);
            StringValue.writeString(trace.partition(), target);
            trace.number().write(target);
            StringValue.writeString(trace.line(), target);
        } else if (item instanceof HostEntry entry) {
            target.writeByte(ENTRY);
            StringValue.writeString(entry.host(), target);
            StringValue.writeString(entry.partition(), target);
            entry.number().write(target);
            write(entry.entry(), target);
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
            case TRACE -> new HostTrace(host, from, LineNumber.read(source), StringValue.readString(source));
            case ENTRY -> new HostEntry(host, from, LineNumber.read(source), readEntry(source));
            case MARK -> new ReadMark(host, from, source.readLong(), source.readLong());
            default -> throw new IOException("no item begins with " + tag);
        };
    }

    private static void write(ListedEntry entry, DataOutputView target) throws IOException {
        StringValue.writeString(entry.boot(), target);
        StringValue.writeString(entry.form(), target);
        target.writeLong(entry.number());
        target.writeLong(entry.epochMillis());
        StringValue.writeString(entry.shows().name(), target);
        StringValue.writeString(entry.what(), target);
        StringValue.writeString(entry.path(), target);
        StringValue.writeString(entry.algorithm(), target);
        StringValue.writeString(entry.digest(), target);
    }

    private static ListedEntry readEntry(DataInputView source) throws IOException {
        return new ListedEntry(
                StringValue.readString(source),
                StringValue.readString(source),
                source.readLong(),
                source.readLong(),
                ListedEntry.Shows.valueOf(StringValue.readString(source)),
                StringValue.readString(source),
                StringValue.readString(source),
                StringValue.readString(source),
                StringValue.readString(source));
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
