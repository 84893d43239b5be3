package io.execparity.stream.state;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import org.jspecify.annotations.Nullable;

/** Which file it is. */
public final class FileIdentityCodec implements Codec<FileIdentity> {
    public static final FileIdentityCodec CODEC = new FileIdentityCodec();

    private static final int FILE = 1;

    private FileIdentityCodec() {}

    @Override
    public void write(FileIdentity file, StateWriter out) {
        Parts.file(out, FILE, file);
    }

    @Override
    public FileIdentity read(StateReader in) throws UnreadableStateException {
        @Nullable FileIdentity file = null;
        while (in.next()) {
            if (in.tag() == FILE) {
                file = Parts.file(in);
            }
        }
        return Parts.required(in, file, "file");
    }
}
