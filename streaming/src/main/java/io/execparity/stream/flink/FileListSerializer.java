package io.execparity.stream.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/** How the split gets from the coordinator to its reader. */
final class FileListSerializer implements SimpleVersionedSerializer<FileList> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileList files) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeInt(files.arguments().size());
        for (String argument : files.arguments()) {
            StringValue.writeString(argument, out);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public FileList deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("version " + version + " of a list of files is unknown");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        int count = in.readInt();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(StringValue.readString(in));
        }
        return new FileList(arguments);
    }
}
