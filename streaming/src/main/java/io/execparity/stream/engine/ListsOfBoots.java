package io.execparity.stream.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which list is of which boot. Neither names the other: what ran in a boot is in the list of that boot, and not all of it
 * in another's. With one boot and one list there is nothing to choose, and nothing certain where they share nothing.
 */
final class ListsOfBoots {
    static final int NONE = -1;

    private final int[] lists;
    private final boolean[] certain;

    private record Pair(int boot, int list, double agreement, long listed) {
        boolean asGoodAs(Pair other) {
            return agreement == other.agreement && listed == other.listed;
        }
    }

    ListsOfBoots(List<BootRuns> boots, int count) {
        lists = new int[boots.size()];
        certain = new boolean[boots.size()];
        List<Pair> pairs = new ArrayList<>();
        for (int boot = 0; boot < boots.size(); boot++) {
            lists[boot] = NONE;
            for (int list = 0; list < count; list++) {
                BootRuns.Tally tally = boots.get(boot).tally(list);
                if (tally.listed() > 0) {
                    pairs.add(new Pair(boot, list, tally.agreement(), tally.listed()));
                }
            }
        }
        if (pairs.isEmpty() && onlyChoice(boots, count)) {
            lists[0] = 0;
        }
        pairs.sort(Comparator.comparingDouble(Pair::agreement)
                .thenComparingLong(Pair::listed)
                .thenComparingInt(Pair::boot)
                .reversed()
                .thenComparingInt(Pair::list));
        boolean[] taken = new boolean[count];
        for (Pair pair : pairs) {
            if (lists[pair.boot()] == NONE && !taken[pair.list()]) {
                lists[pair.boot()] = pair.list();
                taken[pair.list()] = true;
                certain[pair.boot()] = pairs.stream()
                        .noneMatch(other ->
                                other.boot() == pair.boot() != (other.list() == pair.list()) && other.asGoodAs(pair));
            }
        }
    }

    private static boolean onlyChoice(List<BootRuns> boots, int count) {
        return boots.size() == 1 && count == 1;
    }

    /** For each boot its list, {@link #NONE} where there is none. */
    int[] lists() {
        return lists.clone();
    }

    /** False where another list would do as well for the boot, or another boot for its list. */
    boolean certain(int boot) {
        return certain[boot];
    }
}
