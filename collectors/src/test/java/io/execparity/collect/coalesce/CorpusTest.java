package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.DaemonRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two logs of a real kernel, whose records are partly seconds out of order though none is missing. */
class CorpusTest {
    private static List<StreamItem> coalesce(EventCoalescer[] coalescer, List<AuditRecord> records) {
        List<StreamItem> items = new ArrayList<>();
        coalescer[0] = new EventCoalescer("lab-host", CoalescerSettings.defaults(), items::add);
        records.forEach(coalescer[0]::accept);
        coalescer[0].flush();
        return items;
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-7.2-enriched", "linux-7.2-raw"})
    void everyEventIsWholeAndInSerialOrder(String name) {
        // Given
        List<AuditRecord> records = Lines.corpus(name);
        EventCoalescer[] coalescer = new EventCoalescer[1];

        // When
        List<StreamItem> items = coalesce(coalescer, records);

        // Then
        List<AuditEvent> events = items.stream().map(AuditEvent.class::cast).toList();
        assertThat(events).allMatch(AuditEvent::whole);
        assertThat(events.get(0).records()).first().isInstanceOf(DaemonRecord.class);
        assertThat(events.get(events.size() - 1).records()).first().isInstanceOf(DaemonRecord.class);
        List<Long> serials = events.subList(1, events.size() - 1).stream()
                .map(event -> event.key().serial())
                .toList();
        for (int i = 0; i < serials.size(); i++) {
            assertThat(serials.get(i)).isEqualTo(i + 2L);
        }
        assertThat(events.stream().mapToInt(event -> event.records().size()).sum())
                .isEqualTo(records.size());
        CoalescerStatistics statistics = coalescer[0].statistics();
        assertThat(statistics)
                .isEqualTo(new CoalescerStatistics(records.size(), events.size(), 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void eventsWhoseRecordsCameEightSecondsApartStandAtTheirPlace() {
        // Given
        List<AuditRecord> records = Lines.corpus("linux-7.2-enriched");

        // When
        List<StreamItem> items = coalesce(new EventCoalescer[1], records);

        // Then
        for (long serial = 1841; serial <= 1846; serial++) {
            AuditEvent event = (AuditEvent) items.get((int) serial - 1);
            assertThat(event.key().serial()).isEqualTo(serial);
            assertThat(event.syscall()).isNotNull();
        }
    }
}
