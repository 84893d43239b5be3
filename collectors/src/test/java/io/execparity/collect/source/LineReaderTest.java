package io.execparity.collect.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
    private final Handed handed = new Handed();

    @Test
    void everyLineIsHandedOverWithTheBytesBeforeIt() throws IOException {
        // When
        read("one\n\nthree\n");

        // Then
        assertThat(handed.lines).containsExactly("one", "", "three");
        assertThat(handed.offsets).containsExactly(0L, 4L, 5L);
        assertThat(handed.unfinished).isEmpty();
    }

    @Test
    void aCarriageReturnBeforeTheNewlineIsLeftOut() throws IOException {
        // When
        read("one\r\n\r\ntwo\rmore\r\r\n");

        // Then
        assertThat(handed.lines).containsExactly("one", "", "two\rmore\r");
    }

    @Test
    void aLastLineWithoutNewlineIsUnfinished() throws IOException {
        // When
        read("one\ntw");

        // Then
        assertThat(handed.lines).containsExactly("one");
        assertThat(handed.unfinished).containsExactly("tw");
        assertThat(handed.offsets).containsExactly(0L, 4L);
    }

    @Test
    void anEmptyStreamHasNoLine() throws IOException {
        // When
        read("");

        // Then
        assertThat(handed.offsets).isEmpty();
    }

    @Test
    void theLongestLineAllowedIsWholeAndOneByteMoreIsOversized() throws IOException {
        // When
        read("x".repeat(65_535) + "\r\n" + "y".repeat(65_536) + "\nz\n");

        // Then
        assertThat(handed.lines).hasSize(2);
        assertThat(handed.lines.get(0)).hasSize(65_535);
        assertThat(handed.lines.get(1)).isEqualTo("z");
        assertThat(handed.oversizedLengths).containsExactly(65_536L);
        assertThat(handed.oversizedKept).containsExactly(4096);
        assertThat(handed.offsets).containsExactly(0L, 65_537L, 131_074L);
    }

    @Test
    void aHundredMegabytesWithoutNewlineAreSkippedInTheReadersOwnBuffer() throws IOException {
        // Given
        long length = 100_000_000;
        InputStream input = new SequenceInputStream(new Repeated(length), stream("\nnext\n"));
        long before = usedMemory();

        // When
        new LineReader("log", input).read(handed);

        // Then
        assertThat(handed.oversizedLengths).containsExactly(length);
        assertThat(handed.lines).containsExactly("next");
        assertThat(handed.offsets).containsExactly(0L, length + 1);
        assertThat(usedMemory() - before).isLessThan(50_000_000);
    }

    @Test
    void anOversizedLineMayEndTheStream() throws IOException {
        // When
        new LineReader("log", new Repeated(1_000_000)).read(handed);

        // Then
        assertThat(handed.oversizedLengths).containsExactly(1_000_000L);
        assertThat(handed.unfinished).isEmpty();
    }

    @Test
    void linesDoNotDependOnHowTheBytesArrive() throws IOException {
        // Given
        String text = "a line of some length\n".repeat(3) + "\r\n" + "b".repeat(70_000) + "\nlast";

        // When
        new LineReader("log", new OneByteAtATime(stream(text))).read(handed);

        // Then
        assertThat(handed.lines)
                .containsExactly("a line of some length", "a line of some length", "a line of some length", "");
        assertThat(handed.oversizedLengths).containsExactly(70_000L);
        assertThat(handed.unfinished).containsExactly("last");
    }

    @Test
    void offsetsCountFromWhereTheStreamBegan() throws IOException {
        // Given
        LineReader reader = new LineReader("log", stream("one\ntwo\n"), 1000);

        // When
        reader.read(handed);

        // Then
        assertThat(handed.offsets).containsExactly(1000L, 1004L);
        assertThat(reader.offset()).isEqualTo(1008);
        assertThat(reader.lines()).isEqualTo(2);
    }

    @Test
    void whatCameBeforeAReadErrorIsHandedOver() {
        // Given
        InputStream input = new SequenceInputStream(stream("one\ntw"), new Failing());

        // When
        assertThatThrownBy(() -> new LineReader("log", input).read(handed))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessage("no more");
        assertThat(handed.lines).containsExactly("one");
        assertThat(handed.unfinished).containsExactly("tw");
    }

    private void read(String text) throws IOException {
        new LineReader("log", stream(text)).read(handed);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** So many times the letter x. */
    private static final class Repeated extends InputStream {
        private long left;

        Repeated(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }

    private static final class OneByteAtATime extends FilterInputStream {
        OneByteAtATime(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(1, length));
        }
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("no more");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("no more");
        }
    }
}
