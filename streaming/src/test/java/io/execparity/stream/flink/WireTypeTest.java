package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.SourceContent;
import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.SortKey;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.measurement.ListedEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

final class WireTypeTest {
    /** NUL, a lone surrogate and letters of every width: names are the sender's. */
    private static final String HOSTILE = "h\0\uD800ä€😀".repeat(20_000);

    private static final byte[] BYTES = "type=… \0".getBytes(StandardCharsets.UTF_8);

    private static final LineNumber NUMBER = new LineNumber(HOSTILE, 1L << 40, 7);

    @Test
    void aLineArrivesAsItWasSent() throws Exception {
        ReadItem arrived = sent(WireType.READ_ITEM, new ReadLine(HOSTILE, 1L << 40, BYTES, BYTES.length + 1L));

        assertThat(arrived).isInstanceOfSatisfying(ReadLine.class, line -> {
            assertThat(line.source()).isEqualTo(HOSTILE);
            assertThat(line.offset()).isEqualTo(1L << 40);
            assertThat(line.bytes()).isEqualTo(BYTES);
            assertThat(line.whole()).isFalse();
        });
    }

    @Test
    void theEndOfASourceArrivesAsItWasSent() throws Exception {
        ReadEnd end = new ReadEnd("audit.log", new SourceContent(1, 2, true));

        assertThat(sent(WireType.READ_ITEM, end)).isEqualTo(end);
    }

    @Test
    void aHostsLineArrivesAsItWasSent() throws Exception {
        HostItem arrived = sent(WireType.HOST_ITEM, new HostLine(HOSTILE, "-", 7, NUMBER, BYTES));

        assertThat(arrived).isInstanceOfSatisfying(HostLine.class, line -> {
            assertThat(line.host()).isEqualTo(HOSTILE);
            assertThat(line.raw().origin().toString()).isEqualTo("-:7");
            assertThat(line.number()).isEqualTo(NUMBER);
            assertThat(line.bytes()).isEqualTo(BYTES);
        });
    }

    @Test
    void aNoteArrivesAsItWasSent() throws Exception {
        HostItem arrived = sent(WireType.HOST_ITEM, new HostNote("h", "messages/0", LineNumber.NONE, BYTES));

        assertThat(arrived).isInstanceOfSatisfying(HostNote.class, note -> {
            assertThat(note.number()).isEqualTo(LineNumber.NONE);
            assertThat(note.message()).isEqualTo(BYTES);
        });
    }

    @Test
    void aControlRecordArrivesWithItsMessageOrWithout() throws Exception {
        HostControl said = new HostControl("\0001", "control/0", 1L << 40, HOSTILE, BYTES);
        HostControl unsaid = new HostControl("", "control/0", 7, "suppression/x", null);

        assertThat(sent(WireType.HOST_ITEM, said)).isInstanceOfSatisfying(HostControl.class, arrived -> {
            assertThat(arrived.message()).isEqualTo(BYTES);
            assertThat(arrived.key()).isEqualTo(HOSTILE);
            assertThat(arrived.offset()).isEqualTo(1L << 40);
        });
        assertThat(sent(WireType.HOST_ITEM, unsaid)).isEqualTo(unsaid);
    }

    @Test
    void aTraceArrivesAsItWasSent() throws Exception {
        HostTrace trace = new HostTrace(HOSTILE, "flags/0", NUMBER, "{\"pid\":1}");

        assertThat(sent(WireType.HOST_ITEM, trace)).isEqualTo(trace);
    }

    @Test
    void anEntryArrivesAsItWasSent() throws Exception {
        for (ListedEntry.Shows shows : ListedEntry.Shows.values()) {
            HostEntry entry = new HostEntry(
                    "h",
                    "ima/0",
                    NUMBER,
                    new ListedEntry(
                            "boot", "binary-sha1-le", 7, 1L << 41, shows, "is wrong", HOSTILE, "sha256", "00ff"));

            assertThat(sent(WireType.HOST_ITEM, entry)).isEqualTo(entry);
        }
    }

    @Test
    void aMarkArrivesAsItWasSent() throws Exception {
        ReadMark mark = new ReadMark(HOSTILE, "lines/0", 50, 1L << 40);

        assertThat(sent(WireType.HOST_ITEM, mark)).isEqualTo(mark);
    }

    @Test
    void aTopicsLineArrivesAsItWasSent() throws Exception {
        TopicLine arrived = sent(
                WireType.TOPIC_LINE,
                new TopicLine("lines/0", 1L << 40, new byte[0], NUMBER, 1L << 41, "boot/0/7/binary-sha256-le", BYTES));

        assertThat(arrived.partition()).isEqualTo("lines/0");
        assertThat(arrived.offset()).isEqualTo(1L << 40);
        assertThat(arrived.key()).isEmpty();
        assertThat(arrived.number()).isEqualTo(NUMBER);
        assertThat(arrived.epochMillis()).isEqualTo(1L << 41);
        assertThat(arrived.place()).isEqualTo("boot/0/7/binary-sha256-le");
        assertThat(arrived.line()).isEqualTo(BYTES);
    }

    @Test
    void aResultArrivesAsItWasSent() throws Exception {
        for (ResultKind kind : ResultKind.values()) {
            EncodedResult result = new EncodedResult(kind, KeyedLine.of(new SortKey(5, "host", 6, 7, "tie"), BYTES));

            assertThat(sent(WireType.ENCODED_RESULT, result)).isEqualTo(result);
        }
    }

    /** Through a copy between streams and a serialiser that was restored from its own description. */
    private static <T> T sent(TypeInformation<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer sent = new DataOutputSerializer(64);
        serializer.serialize(value, sent);
        DataOutputSerializer passedOn = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(sent.getCopyOfBuffer()), passedOn);
        DataInputDeserializer in = new DataInputDeserializer(passedOn.getCopyOfBuffer());
        T arrived = restored(serializer).deserialize(in);
        assertThat(in.available()).isZero();
        return arrived;
    }

    private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer description = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(description, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.<T>readVersionedSnapshot(
                        new DataInputDeserializer(description.getCopyOfBuffer()), WireType.class.getClassLoader())
                .restoreSerializer();
    }
}
