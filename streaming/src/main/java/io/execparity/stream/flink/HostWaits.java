package io.execparity.stream.flink;

import io.execparity.collect.coalesce.HostCoalescers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets time go by for hosts whose records wait for others. A host's time is that in which all partitions that its lines
 * came from were read to their ends. So a backlog, a reader that is held up or a broker that is away tears no event, and
 * neither one host's clock nor its silence matters to another.
 */
final class HostWaits {
    /** A host whose lines go to more partitions has the time of these. */
    private static final int MOST_PARTITIONS = 16;
    /** A clock that was set back is believed beyond this. */
    private static final long CLOCK_SET_MILLIS = 10_000;
    /** Waiting for longer is about memory alone, and can be gone without. */
    private static final Duration URGENT = Duration.ofSeconds(5);

    private static final class PartitionTime {
        private final String name;
        private long now;
        private long until;

        PartitionTime(String name) {
            this.name = name;
        }

        void advance(long millis, long to) {
            if (to < until - CLOCK_SET_MILLIS) {
                until = to;
            }
            // Several readers may tell the same time after a restart.
            now += until == 0 ? millis : Math.max(0, Math.min(millis, to - until));
            until = Math.max(until, to);
        }
    }

    private static final class Host {
        private final List<PartitionTime> partitions = new ArrayList<>(1);
        private final List<Long> begins = new ArrayList<>(1);
        private @Nullable PartitionTime last;
        private long told;
        private long next;
        private long heard;
        private boolean waits;

        long now() {
            long now = Long.MAX_VALUE;
            for (int i = 0; i < partitions.size(); i++) {
                now = Math.min(now, partitions.get(i).now - begins.get(i));
            }
            return partitions.isEmpty() ? told : now;
        }

        void join(PartitionTime partition) {
            if (!partitions.contains(partition) && partitions.size() < MOST_PARTITIONS) {
                begins.add(partition.now - now());
                partitions.add(partition);
            }
            last = partition;
        }
    }

    private final HostCoalescers coalescers;
    private final Map<String, PartitionTime> partitions = new HashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private final Map<String, Host> waiting = new LinkedHashMap<>();

    HostWaits(HostCoalescers coalescers) {
        this.coalescers = coalescers;
    }

    private PartitionTime partition(String name) {
        return partitions.computeIfAbsent(name, PartitionTime::new);
    }

    /** A host is at hand, whose lines came from these partitions so far. */
    void begin(String host, List<String> from) {
        Host begun = new Host();
        from.forEach(name -> begun.join(partition(name)));
        hosts.put(host, begun);
        await(host, begun);
    }

    /** A line comes; what waits for it is told first how long that took. */
    void heard(String name, String from) {
        Host host = hosts.get(name);
        if (host == null) {
            return;
        }
        if (host.last == null || !host.last.name.equals(from)) {
            host.join(partition(from));
        }
        pass(name, host);
        host.heard = host.now();
        host.next = 0;
        await(name, host);
    }

    private void await(String name, Host host) {
        if (!host.waits) {
            host.waits = true;
            waiting.put(name, host);
        }
    }

    private void pass(String name, Host host) {
        long now = host.now();
        if (now > host.told) {
            coalescers.pass(name, Duration.ofMillis(now - host.told));
            host.told = now;
        }
    }

    /** Time went by for a partition. */
    void advance(ReadMark mark) {
        partition(mark.partition()).advance(mark.millis(), mark.until());
        var each = waiting.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Host> entry = each.next();
            Host host = entry.getValue();
            if (host.now() < host.next) {
                continue;
            }
            pass(entry.getKey(), host);
            Optional<Duration> due = coalescers.due(entry.getKey());
            if (due.isEmpty()) {
                host.waits = false;
                each.remove();
            } else {
                host.next = host.told + due.get().toMillis();
            }
        }
    }

    /** Whether something of the host may go out when time goes by. */
    boolean isUrgent(String host) {
        return waiting.containsKey(host)
                && coalescers.due(host).filter(due -> due.compareTo(URGENT) < 0).isPresent();
    }

    /** The host's time, milliseconds since it is at hand. */
    long time(String host) {
        Host known = hosts.get(host);
        return known == null ? 0 : known.now();
    }

    /** For how much of its time nothing came from the host, milliseconds. */
    long silence(String host) {
        Host known = hosts.get(host);
        return known == null ? 0 : known.now() - known.heard;
    }

    /** The partitions that the host's lines came from. */
    List<String> partitions(String host) {
        Host known = hosts.get(host);
        return known == null
                ? List.of()
                : known.partitions.stream().map(partition -> partition.name).toList();
    }

    /** The host is not at hand any more. */
    void end(String host) {
        hosts.remove(host);
        waiting.remove(host);
    }
}
