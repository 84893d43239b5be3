package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import org.jspecify.annotations.Nullable;

/** What a descriptor was opened on, saved; its number where it has one. */
final class DescriptorCodec implements Codec<DescriptorCodec.Numbered> {
    static final DescriptorCodec CODEC = new DescriptorCodec();

    private static final int NUMBER = 1;
    private static final int PATH = 2;
    private static final int IDENTITY = 3;
    private static final int MEMFD = 4;
    private static final int FLAGS = 5;
    private static final int OPENED = 6;

    private static final int CLOSE_ON_EXEC = 1;
    private static final int READ_ONLY = 2;

    /** A descriptor under its number. */
    record Numbered(int number, Descriptor descriptor) {}

    private DescriptorCodec() {}

    @Override
    public void write(Numbered numbered, StateWriter out) {
        Descriptor descriptor = numbered.descriptor();
        out.number(NUMBER, numbered.number());
        Parts.bytes(out, PATH, descriptor.path());
        Parts.file(out, IDENTITY, descriptor.identity());
        MemfdCodec.CODEC.write(out, MEMFD, descriptor.memfd());
        out.number(FLAGS, (descriptor.closeOnExec() ? CLOSE_ON_EXEC : 0) + (descriptor.readOnly() ? READ_ONLY : 0));
        Parts.key(out, OPENED, descriptor.opened());
    }

    @Override
    public Numbered read(StateReader in) throws UnreadableStateException {
        int number = 0;
        @Nullable Bytes path = null;
        @Nullable FileIdentity identity = null;
        @Nullable Memfd memfd = null;
        int flags = 0;
        @Nullable EventKey opened = null;
        while (in.next()) {
            switch (in.tag()) {
                case NUMBER -> number = in.integer(0, Integer.MAX_VALUE);
                case PATH -> path = Parts.bytes(in);
                case IDENTITY -> identity = Parts.file(in);
                case MEMFD -> memfd = MemfdCodec.CODEC.read(in.message());
                case FLAGS -> flags = Parts.integer(in);
                case OPENED -> opened = Parts.key(in);
                default -> {}
            }
        }
        Descriptor descriptor = new Descriptor(
                path,
                identity,
                memfd,
                (flags & CLOSE_ON_EXEC) != 0,
                (flags & READ_ONLY) != 0,
                Parts.required(in, opened, "stamp"));
        return new Numbered(number, descriptor);
    }
}
