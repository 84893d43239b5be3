package io.execparity.report.gather;

import io.execparity.dashboard.store.Bin;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.report.model.Gap;
import io.execparity.report.model.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stretches of the period in which nothing came from a host. The period is cut into slots, and a stretch is made of whole
 * slots without any execution or check: a silence of two slots is always seen, a shorter one where the cuts fall well.
 */
final class Silences {
    private static final int HOSTS_AT_A_TIME = 50;

    private final ResultStore store;
    private final Period period;
    private final long patience;
    private final long slot;
    private final int slots;

    private record Stretch(long from, long to) {
        private long length() {
            return to - from;
        }
    }

    Silences(ResultStore store, Period period, Duration patience) {
        this.store = store;
        this.period = period;
        this.patience = patience.toMillis();
        // No finer than the store's histograms are.
        slot = Math.max(this.patience, period.length().toMillis() / (ResultStore.MOST - 1) + 1);
        slots = (int) ((period.to() - 1) / slot - period.from() / slot) + 1;
    }

    /** One gap for each of these hosts that has any. */
    List<Gap> of(List<String> hosts, Filter filter) {
        List<Gap> gaps = new ArrayList<>();
        for (int first = 0; first < hosts.size(); first += HOSTS_AT_A_TIME) {
            List<String> some = hosts.subList(first, Math.min(hosts.size(), first + HOSTS_AT_A_TIME));
            Map<String, BitSet> heard = new TreeMap<>();
            some.forEach(host -> heard.put(host, new BitSet()));
            Filter ofSome = filter.with(Field.HOST, some.toArray(String[]::new));
            for (Results kind : List.of(Results.EXECUTIONS, Results.CHECKS)) {
                for (Bin bin : store.histogram(kind, ofSome, Field.HOST, slot)) {
                    heard.getOrDefault(bin.value(), new BitSet())
                            .set((int) Math.max(0, bin.from() / slot - period.from() / slot));
                }
            }
            heard.forEach((host, at) -> gap(host, at).ifPresent(gaps::add));
        }
        return gaps;
    }

    private Optional<Gap> gap(String host, BitSet heard) {
        Stretch longest = null;
        long together = 0;
        int count = 0;
        for (int at = heard.nextClearBit(0); at < slots; at = heard.nextClearBit(at)) {
            int end = heard.nextSetBit(at) < 0 ? slots : Math.min(slots, heard.nextSetBit(at));
            Stretch stretch = new Stretch(Math.max(period.from(), begin(at)), Math.min(period.to(), begin(end)));
            if (stretch.length() >= patience) {
                count++;
                together += stretch.length();
                longest = longest == null || stretch.length() > longest.length() ? stretch : longest;
            }
            at = end;
        }
        if (longest == null) {
            return Optional.empty();
        }
        String words = "No execution and no check came for " + Period.length(longest.length())
                + (count == 1
                        ? "."
                        : "; with " + (count - 1) + " further such stretches " + Period.length(together) + ".");
        return Optional.of(new Gap(Gap.Kind.SILENT, host, longest.from(), longest.to(), words, Set.of()));
    }

    private long begin(int at) {
        return (period.from() / slot + at) * slot;
    }
}
