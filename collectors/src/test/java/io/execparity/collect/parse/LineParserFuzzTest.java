package io.execparity.collect.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.Fields;
import java.util.Arrays;

/** Runs over its seeds; with JAZZER_FUZZ=1 in the environment it looks for inputs of its own. */
final class LineParserFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void anyLineIsARecordOrRejected(byte[] line) {
        // Given
        RawLine raw = RawLine.of("fuzz", 0, Arrays.copyOf(line, Math.min(line.length, Fields.MAX_LENGTH)));

        // When
        ParseResult result = new LineParser().parse(raw);

        // Then
        if (result instanceof Parsed parsed) {
            readEverything(parsed.record().fields());
        } else {
            assertThat(((Rejected) result).line().length()).isLessThanOrEqualTo(Rejected.BYTES_KEPT);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void anyBytesMayBeABody(byte[] body) {
        // Given
        byte[] bounded = Arrays.copyOf(body, Math.min(body.length, Fields.MAX_LENGTH));

        // When
        Fields fields = new FieldTokenizer().tokenize(bounded);

        // Then
        readEverything(fields);
    }

    private static void readEverything(Fields fields) {
        int end = 0;
        for (int i = 0; i < fields.count(); i++) {
            assertThat(fields.name(i).isEmpty()).isFalse();
            end += fields.name(i).length() + 1 + fields.written(i).length();
            fields.string(i);
            fields.number(i, 10, 0);
        }
        assertThat(end).isLessThanOrEqualTo(fields.body().length());
    }
}
