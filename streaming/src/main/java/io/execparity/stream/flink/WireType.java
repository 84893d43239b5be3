package io.execparity.stream.flink;

import io.execparity.stream.EncodedResult;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The types that travel between operators, each with the serialiser written for it. */
final class WireType<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1;

    static final TypeInformation<ReadItem> READ_ITEM = new WireType<>(ReadItem.class, new ReadItemSerializer());
    static final TypeInformation<TopicLine> TOPIC_LINE = new WireType<>(TopicLine.class, new TopicLineSerializer());
    static final TypeInformation<HostItem> HOST_ITEM = new WireType<>(HostItem.class, new HostItemSerializer());
    static final TypeInformation<EncodedResult> ENCODED_RESULT =
            new WireType<>(EncodedResult.class, new EncodedResultSerializer());

    private final Class<T> type;
    private final WireSerializer<T> serializer;

    private WireType(Class<T> type, WireSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof WireType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireType<?> that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
