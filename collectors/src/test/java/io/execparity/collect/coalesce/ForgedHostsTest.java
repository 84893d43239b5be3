package io.execparity.collect.coalesce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one host may keep waiting, many invented ones may not keep waiting together. */
class ForgedHostsTest {
    private static final long MAX_BYTES = 1 << 20;
    private static final int HOSTS = 100;
    private static final int RECORDS = 20;

    private final List<AuditRecord> out = new ArrayList<>();
    private long waiting;
    private long mostWaiting;

    @Test
    void manyHostsTogetherKeepLittleMoreWaitingThanOneAndLoseNothing() {
        // Given
        HostCoalescers hosts = new HostCoalescers(
                new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), MAX_BYTES, 1024, HOSTS),
                this::take);

        // When
        for (int serial = 1; serial <= RECORDS; serial++) {
            for (int host = 0; host < HOSTS; host++) {
                AuditRecord record = unfinished(serial);
                waiting += PendingEvent.size(record);
                assertThat(hosts.accept("host-" + host, record)).isTrue();
                mostWaiting = Math.max(mostWaiting, waiting);
            }
        }
        hosts.flush();

        // Then
        assertThat(mostWaiting).isBetween(MAX_BYTES, MAX_BYTES * 3 / 2 + 2L * PendingEvent.size(unfinished(1)));
        assertThat(out).hasSize(RECORDS * HOSTS);
        assertThat(waiting).isZero();
    }

    private void take(StreamItem item) {
        if (item instanceof AuditEvent event) {
            event.records().forEach(record -> {
                out.add(record);
                waiting -= PendingEvent.size(record);
            });
        }
    }

    private static AuditRecord unfinished(int serial) {
        String line =
                "type=SYSCALL msg=audit(1795346041.000:" + serial + "): arch=c000003e syscall=59 success=yes exit=0"
                        + " items=2 ppid=1 pid=2 comm=\"" + "x".repeat(2000) + "\"";
        RawLine raw = RawLine.of("test", 0, line.getBytes(ISO_8859_1));
        return ((Parsed) new LineParser().parse(raw)).record();
    }
}
