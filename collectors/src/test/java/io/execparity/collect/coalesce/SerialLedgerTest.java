package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SerialLedgerTest {
    @Test
    void aSerialThatArrivedSplitsItsRange() {
        // Given
        SerialLedger ledger = new SerialLedger();
        ledger.missing(10, 20, 1000, 2000);

        // When
        ledger.arrived(15);

        // Then
        assertThat(ledger.misses(15, 1500)).isFalse();
        assertThat(ledger.misses(14, 1500)).isTrue();
        assertThat(ledger.misses(16, 1500)).isTrue();
    }

    @Test
    void aRecordMuchYoungerThanItsGapIsNotOfIt() {
        // Given
        SerialLedger ledger = new SerialLedger();

        // When
        ledger.missing(10, 20, 1000, 2000);

        // Then
        assertThat(ledger.misses(15, 6000)).isTrue();
        assertThat(ledger.misses(15, 60_000)).isFalse();
    }

    @Test
    void onlySoManyRangesAreKept() {
        // Given
        SerialLedger ledger = new SerialLedger();

        // When
        for (int i = 0; i < SerialLedger.MAX_RANGES + 10; i++) {
            ledger.missing(i * 3L, i * 3L, 0, 0);
        }

        // Then
        assertThat(ledger.ranges()).isEqualTo(SerialLedger.MAX_RANGES);
        assertThat(ledger.misses(0, 0)).isFalse();
        assertThat(ledger.misses(3L * SerialLedger.MAX_RANGES, 0)).isTrue();
    }
}
