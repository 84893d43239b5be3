package io.execparity.proof.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Many hosts that did what the hosts of the corpus did, half of them under each kernel, each from its own moment on and
 * at its own pace. Their lines are interleaved as they would reach somebody who hears all of them: every host's own in
 * order. Stamps are those of the corpus, so that a host's results are those of the corpus under another name.
 */
public final class Fleet {
    /** Within how many milliseconds of each other the hosts begin. */
    private static final int BEGINNINGS = 30_000;

    private final List<Host> hosts;

    /**
     * @param begin milliseconds from the fleet's beginning to the host's first line
     * @param pace how many times slower than the corpus it is
     */
    private record Host(String name, Kernel kernel, long begin, double pace) {
        private long arrival(int line) {
            return begin + (long) (kernel.arrivals().get(line) * pace);
        }
    }

    private record Next(Host host, int order, int line) {
        private long arrival() {
            return host.arrival(line);
        }
    }

    private Fleet(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** As many hosts as are asked for; the same seed gives the same lines in the same order. */
    public static Fleet of(int hosts, long seed) throws IOException {
        Kernel raw = Kernel.raw();
        Kernel enriched = Kernel.enriched();
        Random random = new Random(seed);
        List<Host> all = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            all.add(new Host(
                    String.format(Locale.ROOT, "fleet-%04d", i),
                    i % 2 == 0 ? enriched : raw,
                    random.nextInt(BEGINNINGS),
                    0.5 + random.nextDouble()));
        }
        return new Fleet(all);
    }

    public List<String> hosts() {
        return hosts.stream().map(Host::name).toList();
    }

    /** How many lines all hosts have together. */
    public int size() {
        return hosts.stream().mapToInt(host -> host.kernel().lines().size()).sum();
    }

    /** All lines in the order of their arrival. */
    public Iterator<FleetLine> lines() {
        PriorityQueue<Next> queue =
                new PriorityQueue<>(Comparator.comparingLong(Next::arrival).thenComparingInt(Next::order));
        for (int i = 0; i < hosts.size(); i++) {
            queue.add(new Next(hosts.get(i), i, 0));
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !queue.isEmpty();
            }

            @Override
            public FleetLine next() {
                Next next = queue.poll();
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Kernel kernel = next.host().kernel();
                if (next.line() + 1 < kernel.lines().size()) {
                    queue.add(new Next(next.host(), next.order(), next.line() + 1));
                }
                return new FleetLine(next.host().name(), kernel.lines().get(next.line()), kernel.namesItself());
            }
        };
    }

    /** Hands all lines over in the order of their arrival. */
    public void forEach(Consumer<FleetLine> consumer) {
        lines().forEachRemaining(consumer);
    }
}
