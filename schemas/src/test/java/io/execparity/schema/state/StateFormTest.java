package io.execparity.schema.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What comes back of what was written, by this build, by others and after harm. */
class StateFormTest {
    private static final int NUMBER = 1;
    private static final int TEXT = 2;
    private static final int BYTES = 3;
    private static final int MESSAGE = 4;
    private static final int NUMBERS = 5;
    private static final int WORDS = 6;

    private static byte[] everything(long number, String text, byte[] bytes, long[] numbers) {
        StateWriter out = new StateWriter();
        out.number(NUMBER, number);
        out.text(TEXT, text);
        out.bytes(BYTES, bytes);
        out.message(MESSAGE, inner -> {
            inner.number(NUMBER, number);
            inner.message(MESSAGE, innermost -> innermost.text(TEXT, text));
        });
        out.numbers(NUMBERS, numbers, numbers.length);
        out.words(WORDS, numbers, numbers.length);
        return out.toByteArray();
    }

    /** Reads all it can, as if it knew every tag. */
    private static void readThrough(StateReader in, Random random) throws UnreadableStateException {
        while (in.next()) {
            switch (random.nextInt(8)) {
                case 0 -> in.number();
                case 1 -> in.text();
                case 2 -> in.bytes();
                case 3 -> in.numbers();
                case 4 -> in.words();
                case 5 -> readThrough(in.message(), random);
                case 6 -> in.integer(-5, 5);
                default -> {}
            }
        }
    }

    @Property(tries = 300)
    void whatWasWrittenIsRead(
            @ForAll long number, @ForAll @Size(max = 300) byte[] bytes, @ForAll @Size(max = 40) long[] numbers)
            throws UnreadableStateException {
        // Given
        String text = HexFormat.of().formatHex(bytes) + "é\uD83D\uDE00";
        StateReader in = new StateReader(everything(number == 0 ? 1 : number, text, bytes, numbers));

        // When, Then
        assertThat(in.next()).isTrue();
        assertThat(in.number()).isEqualTo(number == 0 ? 1 : number);
        assertThat(in.next()).isTrue();
        assertThat(in.text()).isEqualTo(text);
        assertThat(in.next()).isTrue();
        assertThat(in.bytes()).isEqualTo(bytes);
        assertThat(in.next()).isTrue();
        StateReader inner = in.message();
        assertThat(inner.next()).isTrue();
        assertThat(inner.number()).isEqualTo(number == 0 ? 1 : number);
        assertThat(inner.next()).isTrue();
        StateReader innermost = inner.message();
        assertThat(innermost.next()).isTrue();
        assertThat(innermost.text()).isEqualTo(text);
        assertThat(innermost.next() || inner.next()).isFalse();
        if (numbers.length > 0) {
            assertThat(in.next()).isTrue();
            assertThat(in.numbers()).isEqualTo(numbers);
            assertThat(in.next()).isTrue();
            assertThat(in.words()).isEqualTo(numbers);
        }
        assertThat(in.next()).isFalse();
    }

    @Example
    void theBytesAreThoseOfTheDescription() {
        // Given
        StateWriter out = new StateWriter();

        // When
        out.number(1, -3);
        out.flag(2, true);
        out.flag(3, false);
        out.text(64, "ab");
        out.message(5, inner -> inner.number(1, 300));
        out.words(6, new long[] {0x0102}, 1);

        // Then
        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("0205" + "0402" + "81010261" + "62" + "0b0302d804" + "0d080201000000000000");
    }

    @Example
    void defaultsTakeNoRoom() {
        // Given
        StateWriter out = new StateWriter();

        // When
        out.number(1, 0);
        out.number(2, Long.MIN_VALUE, Long.MIN_VALUE);
        out.numbers(3, new long[4], 0);
        out.words(4, new long[4], 0);

        // Then
        assertThat(out.length()).isZero();
    }

    @Example
    void fieldsOfAnotherBuildArePassedOver() throws UnreadableStateException {
        // Given
        StateWriter out = new StateWriter();
        out.number(900, 7);
        out.message(901, inner -> inner.text(1, "from the future"));
        out.number(NUMBER, 5);
        out.words(902, new long[] {1, 2}, 2);
        StateReader in = new StateReader(out.toByteArray());

        // When
        long number = 0;
        while (in.next()) {
            if (in.tag() == NUMBER) {
                number = in.number();
            }
        }

        // Then
        assertThat(number).isEqualTo(5);
    }

    @Example
    void longContentIsWrittenAsShortContentIs() throws UnreadableStateException {
        for (int size : List.of(0, 1, 126, 127, 128, 129, 16_383, 16_384, 3_000_000)) {
            // Given
            byte[] content = new byte[size];
            Arrays.fill(content, (byte) 7);
            StateWriter out = new StateWriter();

            // When
            out.message(MESSAGE, inner -> inner.bytes(BYTES, content));
            out.number(NUMBER, 9);

            // Then
            StateReader in = new StateReader(out.toByteArray());
            assertThat(in.next()).isTrue();
            StateReader inner = in.message();
            assertThat(inner.next()).isTrue();
            assertThat(inner.bytes()).isEqualTo(content);
            assertThat(in.next()).isTrue();
            assertThat(in.number()).isEqualTo(9);
        }
    }

    @Property(tries = 1000)
    void harmedBytesAreReadOrRefused(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        byte[] state = everything(random.nextLong(), "text " + seed, new byte[random.nextInt(200)], new long[] {seed});
        byte[] harmed = Arrays.copyOf(state, state.length - random.nextInt(state.length / 2));
        for (int i = random.nextInt(4); i >= 0; i--) {
            harmed[random.nextInt(harmed.length)] = (byte) random.nextInt(256);
        }

        // When, Then
        try {
            readThrough(new StateReader(harmed), random);
        } catch (UnreadableStateException e) {
            assertThat(e.position()).isBetween(0, harmed.length);
            assertThat(e).hasMessageStartingWith("unreadable state at byte " + e.position() + ": ");
        }
    }

    @Property(tries = 500)
    void noiseIsReadOrRefused(@ForAll @Size(max = 100) byte[] noise, @ForAll long seed) {
        try {
            readThrough(new StateReader(noise), new Random(seed));
        } catch (UnreadableStateException e) {
            assertThat(e.position()).isBetween(0, noise.length);
        }
    }

    @Example
    void everyCutIsNoticedInsideAField() {
        // Given
        StateWriter out = new StateWriter();
        out.bytes(BYTES, new byte[300]);
        byte[] state = out.toByteArray();

        // When, Then
        IntStream.range(1, state.length)
                .forEach(length -> assertThatThrownBy(
                                () -> readThrough(new StateReader(Arrays.copyOf(state, length)), new Random(length)))
                        .isInstanceOf(UnreadableStateException.class));
    }

    @Example
    void aLengthBeyondTheEndTakesNoRoom() {
        for (String harmed :
                List.of("07ffffffff07", "07ffffffffffffffffff01", "07ffffffffffffffffff7f", "00", "0201ff")) {
            assertThatThrownBy(() -> readThrough(new StateReader(HexFormat.of().parseHex(harmed)), new Random(1)))
                    .as(harmed)
                    .isInstanceOf(UnreadableStateException.class);
        }
    }

    @Example
    void aValueOfTheWrongKindOrRangeIsRefusedWithItsPlace() throws UnreadableStateException {
        // Given
        StateWriter out = new StateWriter();
        out.text(TEXT, "abc");
        out.number(NUMBER, 12);
        StateReader in = new StateReader(out.toByteArray());
        in.next();

        // When, Then
        assertThatThrownBy(in::number).hasMessage("unreadable state at byte 0: field 2 is not a number");
        assertThatThrownBy(in::words).hasMessage("unreadable state at byte 0: 3 bytes are no words");
        in.next();
        assertThatThrownBy(() -> in.integer(0, 11)).hasMessage("unreadable state at byte 5: 12 is not from 0 to 11");
        assertThatThrownBy(in::message).isInstanceOf(UnreadableStateException.class);
    }
}
