package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.Corpus;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real lines with bytes changed, cut out, put in and glued together. */
final class MutatedCorpusTest {
    private static final int MUTANTS = 200_000;
    private static final byte[] TELLING = " =\"'{}^]#035\u001d\n\r\0(:.)[<-\\AZaz09\u007f".getBytes(ISO_8859_1);

    private final Random random = new Random(20_261_122);

    @Test
    void everyMutantIsARecordOrRejectedAndNoneIsLost() throws Exception {
        // Given
        List<RawLine> lines = Corpus.lines("linux-7.2-enriched/audit.log.gz");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        long newlines = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutant(lines.get(random.nextInt(lines.size())));
            text.writeBytes(mutant);
            text.write('\n');
            newlines += 1 + count(mutant, (byte) '\n');
        }
        Counted counted = new Counted();

        // When
        new LineReader("mutants", new ByteArrayInputStream(text.toByteArray())).read(counted);

        // Then
        assertThat(counted.parsed + counted.rejected).isEqualTo(newlines);
        assertThat(counted.parsed).isGreaterThan(MUTANTS / 4);
        assertThat(counted.rejected).isGreaterThan(MUTANTS / 100);
    }

    private byte[] mutant(RawLine line) {
        byte[] bytes = line.copy(line.length()).toArray();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(12));
        byte telling = TELLING[random.nextInt(TELLING.length)];
        return switch (random.nextInt(6)) {
            case 0 -> with(bytes, at, 1, new byte[] {telling});
            case 1 -> with(bytes, at, 0, new byte[] {telling});
            case 2 -> with(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 3 -> with(bytes, at, length, new byte[0]);
            case 4 -> with(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] with(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(bytes, at + removed, result, at + added.length, bytes.length - at - removed);
        return result;
    }

    private static long count(byte[] bytes, byte wanted) {
        long count = 0;
        for (byte b : bytes) {
            count += b == wanted ? 1 : 0;
        }
        return count;
    }

    /** Reads every value of every record, so that a wrong span would show. */
    private static final class Counted implements LineHandler {
        private final LineParser parser = new LineParser();
        private long parsed;
        private long rejected;

        @Override
        public void line(RawLine line) {
            if (parser.parse(line) instanceof Parsed result) {
                parsed++;
                touch(result.record());
            } else {
                rejected++;
            }
        }

        private static void touch(AuditRecord record) {
            for (int i = 0; i < record.fields().count(); i++) {
                assertThat(record.fields().name(i).isEmpty()).isFalse();
                record.fields().written(i);
                record.fields().string(i);
            }
        }

        @Override
        public void unfinished(RawLine line) {
            throw new AssertionError("every mutant ends with a newline");
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            throw new AssertionError("no mutant is as long as " + fullLength);
        }
    }
}
