package io.execparity.stream.flink;

import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.SortKey;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The kind by name, then the line as it is put aside on disk. */
final class EncodedResultSerializer extends WireSerializer<EncodedResult> {
    private static final long serialVersionUID = 1;

    @Override
    public EncodedResult createInstance() {
        return new EncodedResult(ResultKind.FINDINGS, KeyedLine.of(new SortKey(0, "", 0, 0, ""), new byte[0]));
    }

    @Override
    public void serialize(EncodedResult result, DataOutputView target) throws IOException {
        StringValue.writeString(result.kind().name(), target);
        result.line().writeTo(target);
    }

    @Override
    public EncodedResult deserialize(DataInputView source) throws IOException {
        ResultKind kind = ResultKind.valueOf(StringValue.readString(source));
        return new EncodedResult(kind, KeyedLine.readFrom(source));
    }

    @Override
    public TypeSerializerSnapshot<EncodedResult> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Public, for Flink makes it from its name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EncodedResult> {
        public Snapshot() {
            super(EncodedResultSerializer::new);
        }
    }
}
