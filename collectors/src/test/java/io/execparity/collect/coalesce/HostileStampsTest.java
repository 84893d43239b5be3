package io.execparity.collect.coalesce;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Stamps that no kernel writes. */
class HostileStampsTest {
    private static final CoalescerSettings SMALL =
            new CoalescerSettings(Duration.ofSeconds(1), Duration.ofSeconds(3), 200_000, 1024, 1);

    static AuditRecord record(Random random, long base, int number) {
        long serial = switch (random.nextInt(8)) {
            case 0 -> random.nextInt(2000);
            case 1 -> random.nextLong() & EventKey.MAX_SERIAL;
            case 2 -> EventKey.MAX_SERIAL - random.nextInt(50);
            default -> base + number / 3 + random.nextInt(6);
        };
        long millis = switch (random.nextInt(6)) {
            case 0 -> random.nextInt(100_000);
            case 1 -> random.nextLong() >>> 20;
            default -> Script.START + number * 40L + random.nextInt(500);
        };
        EventKey key = new EventKey(millis, serial & EventKey.MAX_SERIAL);
        String body = "n=" + number;
        return switch (random.nextInt(7)) {
            case 0 -> Script.call(key, random.nextBoolean() ? 59 : 322, "yes", random.nextInt(4), number);
            case 1 -> Lines.record("PATH", key, "item=0 name=\"" + number + "\"");
            case 2 ->
                Lines.record("EXECVE", key, "argc=" + random.nextInt(5) + " a" + random.nextInt(3) + "=" + number);
            case 3 -> Lines.record("CWD", key, "cwd=\"" + number + "\"");
            case 4 -> Lines.record("DAEMON_START", key, body);
            case 5 -> Lines.record("AVC", key, body);
            default -> Lines.record("USER", key, body + " msg='x'");
        };
    }

    @Property(tries = 200)
    void everyRecordGoesOutOnceOrIsCountedAsARepeat(
            @ForAll @IntRange(min = 1, max = 3000) int records, @ForAll long seed) {
        // Given
        Random random = new Random(seed);
        long base = random.nextInt(4) == 0 ? EventKey.MAX_SERIAL - 100 : random.nextInt(100_000);
        Run run = new Run(SMALL);
        List<AuditRecord> stream = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            stream.add(record(random, base, i));
        }

        // When
        run.take(stream).flush();

        // Then
        long out = 0;
        for (StreamItem item : run.items) {
            out += item instanceof AuditEvent event ? event.records().size() : 0;
        }
        assertThat(out + run.statistics().duplicates()).isEqualTo(records);
    }
}
