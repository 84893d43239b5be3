package io.execparity.dashboard.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody at an address failed to say who they are; after {@value #MOST} times they have to wait. */
final class FailedAttempts {
    static final int MOST = 10;
    static final long WINDOW_MILLISECONDS = 5 * 60_000;

    private static final int MOST_ADDRESSES = 10_000;
    /** One network of IPv6 is one subscriber, who has all of its addresses. */
    private static final int NETWORK_BYTES = 8;

    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Clock clock;

    private record Count(int failures, long since) {}

    FailedAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Whether somebody there may try. */
    synchronized boolean mayTry(String address) {
        Count count = counts.get(network(address));
        return count == null || count.failures() < MOST || clock.millis() - count.since() >= WINDOW_MILLISECONDS;
    }

    synchronized void failed(String address) {
        long now = clock.millis();
        String network = network(address);
        Count count = counts.remove(network);
        if (counts.size() >= MOST_ADDRESSES) {
            counts.remove(counts.keySet().iterator().next());
        }
        boolean lasts = count != null && now - count.since() < WINDOW_MILLISECONDS;
        counts.put(
                network, count != null && lasts ? new Count(count.failures() + 1, count.since()) : new Count(1, now));
    }

    private static String network(String address) {
        try {
            // An address in digits, so that no name is looked up.
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
