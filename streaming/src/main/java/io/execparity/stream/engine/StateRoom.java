package io.execparity.stream.engine;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the state of hosts may take together. Limits on the number of entries alone do not bound it: a forged
 * log names any number of hosts, and gives every process the longest arguments there are. Whoever holds most gives up
 * what was idle longest, so that an invented host cannot push a real one out.
 *
 * <p>Not safe for use by several threads.
 */
public final class StateRoom {
    private static final int SHARE_OF_HEAP = 6;
    /** What is made room for at once, as a part of the whole. */
    private static final int SPARE = 16;

    private final long limit;
    /** In the order in which they came, so that which one is the largest does not depend on chance. */
    private final Set<Tenant> tenants = new LinkedHashSet<>();

    private final @Nullable StateRoom whole;
    private long used;

    /** Part of the state. */
    public interface Tenant {
        /** What it takes by its own estimate. */
        long bytes();

        /** Gives up a good part of what it holds; afterwards it takes less. */
        void giveUp();
    }

    /** @param limit in bytes, by the estimate of those who hold them */
    public StateRoom(long limit) {
        this(limit, null);
    }

    private StateRoom(long limit, @Nullable StateRoom whole) {
        this.limit = limit;
        this.whole = whole;
    }

    /** A sixth of the heap: results being put in order and records waiting for their event take about as much each. */
    public static StateRoom ofHeap() {
        return ofHeap(1);
    }

    /** As {@link #ofHeap()}, where several such rooms are on the heap. */
    public static StateRoom ofHeap(int rooms) {
        return new StateRoom(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / rooms);
    }

    public void admit(Tenant tenant) {
        tenants.add(tenant);
        used += tenant.bytes();
        if (whole != null) {
            whole.admit(tenant);
        }
    }

    /** A part of this room for tenants who leave together: what is put into the part is in the whole. */
    public StateRoom part() {
        return new StateRoom(limit, this);
    }

    /** Takes all tenants of this part out of the whole. */
    public void leave() {
        if (whole != null) {
            whole.dismiss(tenants);
        }
        tenants.clear();
        used = 0;
    }

    private void dismiss(Set<Tenant> leaving) {
        // One by one: removeAll looks through the leaving ones for each that stays where those are fewer.
        leaving.forEach(tenants::remove);
        used -= leaving.stream().mapToLong(Tenant::bytes).sum();
    }

    /** True where most of the limit is in use, so that what can do without its room had better leave it. */
    public boolean isCrowded() {
        return used > limit / 4 * 3;
    }

    /** Told by a tenant that it takes so many bytes more, or fewer; it may be asked to give up some before this returns. */
    public void changed(long bytes) {
        used += bytes;
        if (whole != null) {
            whole.changed(bytes);
            return;
        }
        if (bytes > 0 && used > limit) {
            relieve();
        }
    }

    /** Makes room for a while at once: to look for the largest at every change would cost more than it keeps. */
    private void relieve() {
        long before = Long.MAX_VALUE;
        while (used > limit - limit / SPARE && used < before) {
            before = used;
            // By what they hold now: to give up changes the numbers that are compared.
            record Held(Tenant tenant, long bytes) {}
            List<Held> largestFirst = tenants.stream()
                    .map(tenant -> new Held(tenant, tenant.bytes()))
                    .sorted(Comparator.comparingLong(Held::bytes).reversed())
                    .toList();
            long enough = largestFirst.get(0).bytes() / 2;
            for (Held held : largestFirst) {
                if (used <= limit - limit / SPARE || held.bytes() < enough) {
                    break;
                }
                held.tenant().giveUp();
            }
        }
    }
}
