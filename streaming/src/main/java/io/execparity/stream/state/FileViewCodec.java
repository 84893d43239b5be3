package io.execparity.stream.state;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** A file as it is shown. */
public final class FileViewCodec implements Codec<FileView> {
    public static final FileViewCodec CODEC = new FileViewCodec();

    private static final int PATH = 1;
    private static final int IDENTITY = 2;
    private static final int DIGEST = 3;

    private FileViewCodec() {}

    @Override
    public void write(FileView file, StateWriter out) {
        Parts.bytes(out, PATH, file.path());
        Parts.file(out, IDENTITY, file.identity());
        Parts.digest(out, DIGEST, file.digest());
    }

    @Override
    public FileView read(StateReader in) throws UnreadableStateException {
        @Nullable Bytes path = null;
        @Nullable FileIdentity identity = null;
        @Nullable ContentDigest digest = null;
        while (in.next()) {
            switch (in.tag()) {
                case PATH -> path = Parts.bytes(in);
                case IDENTITY -> identity = Parts.file(in);
                case DIGEST -> digest = Parts.digest(in);
                default -> {}
            }
        }
        return new FileView(path, identity, digest);
    }
}
