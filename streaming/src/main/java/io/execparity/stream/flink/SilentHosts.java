package io.execparity.stream.flink;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.ResumableHost;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells what of a host waits for time alone when nothing more comes from it. The host itself is left as it is, since what
 * comes next may have been made at once and only be late: a copy of it goes on as if an event had come by then. Where that
 * event does come, what it leads to was told; where another one comes first, the other outcome takes the place of what was
 * told, under its id.
 */
final class SilentHosts {
    private static final long NOTHING = -1;

    private static final class Silence {
        private final ToldEarly told;
        /** How long a silence was taken for granted, milliseconds. */
        private long grantedMillis = NOTHING;

        Silence(ToldEarly told) {
            this.told = told;
        }
    }

    private final Consumer<EncodedResult> out;
    private final long marginMillis;
    private final Map<String, Silence> hosts = new HashMap<>();
    private final EncodingSink results = new EncodingSink(this::tell);
    private final EncodingSink early = new EncodingSink(this::tellEarly);

    /** @param margin for how much longer a host has to be silent: its records may be that late */
    SilentHosts(Duration margin, Consumer<EncodedResult> out) {
        this.marginMillis = margin.toMillis();
        this.out = out;
    }

    /** What the hosts themselves tell. */
    EncodingSink results() {
        return results;
    }

    /** What copies of them tell. */
    EncodingSink early() {
        return early;
    }

    private void tell(EncodedResult result) {
        Silence host = hosts.get(result.line().host());
        if (host == null || host.told.isNew(result)) {
            out.accept(result);
        }
    }

    private void tellEarly(EncodedResult result) {
        Silence host = hosts.get(result.line().host());
        if (host == null || host.told.isNewEarly(result)) {
            out.accept(result);
        }
    }

    void begin(String host, ToldEarly told) {
        hosts.put(host, new Silence(told));
    }

    void heard(String name) {
        Silence host = hosts.get(name);
        if (host != null) {
            host.grantedMillis = NOTHING;
        }
    }

    void end(String host) {
        hosts.remove(host);
    }

    /** What was told early of a host at hand. */
    ToldEarly told(String name) {
        Silence host = hosts.get(name);
        return host == null ? new ToldEarly() : host.told;
    }

    /** Whether something of the host waits for time alone and was not told. */
    boolean awaits(String name, ResumableHost host) {
        Silence known = hosts.get(name);
        return known != null && host.dueAfter(known.grantedMillis).isPresent();
    }

    /**
     * Whether the host's silence is long enough for something to be told, which is then for the caller to do.
     *
     * @param silence milliseconds
     * @return by how much its time is to go on, empty where nothing is due
     */
    OptionalLong grant(String name, ResumableHost host, long silence) {
        Silence known = hosts.get(name);
        long granted = silence - marginMillis;
        if (known == null || granted < 0) {
            return OptionalLong.empty();
        }
        OptionalLong due = host.dueAfter(known.grantedMillis);
        if (due.isEmpty() || due.getAsLong() > granted) {
            return OptionalLong.empty();
        }
        known.grantedMillis = granted;
        return OptionalLong.of(granted);
    }
}
