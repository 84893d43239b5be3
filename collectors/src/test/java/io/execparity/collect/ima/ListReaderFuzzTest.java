package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;

/** Runs over its seeds; with JAZZER_FUZZ=1 in the environment it looks for inputs of its own. */
final class ListReaderFuzzTest {
    private static final int LONGEST = 1 << 16;

    @FuzzTest(maxDuration = "2m")
    void anyBytesAreAListOrNone(byte[] bytes) throws Exception {
        // When
        VerificationReport report;
        try {
            report = Boots.verify(bytes, Expectations.NONE);
        } catch (NotAMeasurementListException e) {
            return;
        }

        // Then
        assertThat(report.bytes()).isEqualTo(bytes.length);
        assertThat(report.entries() + report.problemCount()).isPositive();
    }

    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadToTheirEndAsWhateverTheyAreTakenFor(byte[] bytes) throws Exception {
        if (bytes.length > LONGEST) {
            return;
        }
        for (boolean ascii : new boolean[] {true, false}) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                // Given
                ListShape shape = new ListShape(ascii, Bank.SHA256, order, false);
                MeasurementListReader reader = MeasurementListReader.of(shape, new ByteArrayInputStream(bytes));

                // When
                long position = 0;
                for (ListItem item = reader.next(); item != null; item = reader.next()) {
                    // Then
                    assertThat(reader.position()).isGreaterThan(position);
                    position = reader.position();
                    readEverything(item);
                }
                assertThat(position).isEqualTo(bytes.length);
            }
        }
    }

    private static void readEverything(ListItem item) {
        assertThat(item.toString()).isNotEmpty();
        if (item instanceof MeasurementEntry entry) {
            assertThat(entry.fields()).hasSameSizeAs(entry.format().fields());
            assertThat(entry.register()).isBetween(0, BinaryListReader.HIGHEST_REGISTER);
            entry.digest();
            entry.name().text();
        }
    }
}
