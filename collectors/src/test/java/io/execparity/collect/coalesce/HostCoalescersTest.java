package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostCoalescersTest {
    private static List<Long> serials(List<StreamItem> items, String host) {
        return items.stream()
                .filter(item -> item.host().equals(host))
                .map(item -> ((AuditEvent) item).key().serial())
                .toList();
    }

    @Test
    void hostsAreKeptApartThoughTheirSerialsOverlap() {
        // Given
        List<AuditRecord> one = new Script().opens(1, 50).records();
        List<AuditRecord> two = new Script().opens(20, 69).records();
        List<StreamItem> items = new ArrayList<>();
        HostCoalescers hosts = new HostCoalescers(CoalescerSettings.defaults(), items::add);

        // When
        for (int i = 0; i < one.size(); i++) {
            hosts.accept("one", one.get(i));
            hosts.accept("two", two.get(i));
        }
        hosts.flush();

        // Then
        assertThat(serials(items, "one")).hasSize(50).isSorted().startsWith(1L);
        assertThat(serials(items, "two")).hasSize(50).isSorted().startsWith(20L);
        assertThat(hosts.statistics().records()).isEqualTo(400);
        assertThat(hosts.byHost()).containsOnlyKeys("one", "two");
    }

    @Test
    void aHostTooManyIsRefusedAndTheOthersGoOn() {
        // Given
        CoalescerSettings settings =
                new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, 1024, 1);
        HostCoalescers hosts = new HostCoalescers(settings, item -> {});
        AuditRecord record = Script.user(1, Script.START);

        // When
        boolean first = hosts.accept("one", record);
        boolean second = hosts.accept("two", record);
        boolean again = hosts.accept("one", record);

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(again).isTrue();
    }
}
