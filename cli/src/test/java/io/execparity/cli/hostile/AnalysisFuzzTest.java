package io.execparity.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.execparity.collect.source.UnreadableSourceException;
import java.io.ByteArrayInputStream;

/** Runs over its seeds; with JAZZER_FUZZ=1 in the environment it looks for inputs of its own. */
final class AnalysisFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anyBytesAreAnalyzedOrSaidToBeNoLog(byte[] log) throws Exception {
        // Given
        Outcome outcome = new Outcome();

        // When
        boolean read = true;
        try {
            outcome.analyze(new ByteArrayInputStream(log));
        } catch (UnreadableSourceException noLog) {
            read = false;
        }

        // Then
        assertThat(outcome.told()).isEqualTo(outcome.rejected());
        boolean compressed = log.length > 1 && log[0] == 0x1F && log[1] == (byte) 0x8B;
        if (!compressed && read) {
            assertThat(outcome.understood()).isPositive();
            assertThat(outcome.understood() + outcome.rejected()).isEqualTo(lines(log));
        }
    }

    private static long lines(byte[] log) {
        long lines = log.length > 0 && log[log.length - 1] != '\n' ? 1 : 0;
        for (byte b : log) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
