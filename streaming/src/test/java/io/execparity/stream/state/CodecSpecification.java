package io.execparity.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Arrays;
import java.util.Random;

/** What holds for every codec. */
public final class CodecSpecification {
    private CodecSpecification() {}

    /** What was written is read as an equal value, from bytes that are the same each time. */
    public static <T> void roundTrip(Codec<T> codec, T value) throws UnreadableStateException {
        byte[] bytes = codec.toBytes(value);
        T read = codec.fromBytes(bytes);
        assertThat(read)
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .ignoringFields(RandomValues.DERIVED.toArray(String[]::new))
                .isEqualTo(value);
        assertThat(codec.toBytes(read)).isEqualTo(bytes);
    }

    /** A field that a later build added is passed over. */
    public static <T> void unknownTag(Codec<T> codec, T value) throws UnreadableStateException {
        byte[] bytes = codec.toBytes(value);
        StateWriter later = new StateWriter();
        later.text(StateWriter.MAX_TAG, "later");
        later.number(StateWriter.MAX_TAG - 1, 7);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + later.length());
        System.arraycopy(later.toByteArray(), 0, longer, bytes.length, later.length());
        assertThat(codec.toBytes(codec.fromBytes(longer))).isEqualTo(bytes);
    }

    /** Whatever the bytes are, they are read as some value or refused in the one way. */
    public static <T> void hostile(Codec<T> codec, T value, Random random) {
        byte[] bytes = codec.toBytes(value);
        for (int i = 0; i < 40; i++) {
            byte[] harmed =
                    Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length);
            for (int flips = random.nextInt(3); flips >= 0 && harmed.length > 0; flips--) {
                harmed[random.nextInt(harmed.length)] = (byte) random.nextInt();
            }
            try {
                T read = codec.fromBytes(harmed);
                assertThat(codec.toBytes(read)).isNotNull();
            } catch (UnreadableStateException refused) {
                assertThat(refused).hasMessageStartingWith("unreadable state at byte");
            }
        }
    }
}
