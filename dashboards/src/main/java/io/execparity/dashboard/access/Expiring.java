package io.execparity.dashboard.access;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Things under secrets, until each one's time is over; the oldest gives way where there are too many. */
final class Expiring<T> {
    private final Map<String, T> things = new LinkedHashMap<>();
    private final int most;
    private final ToLongFunction<T> until;
    private final Clock clock;

    /** @param until when a thing's time is over, in milliseconds of the epoch */
    Expiring(int most, ToLongFunction<T> until, Clock clock) {
        this.most = most;
        this.until = until;
        this.clock = clock;
    }

    /** Keeps a thing under a fresh secret, of which only the digest stays here. */
    synchronized String add(T thing) {
        long now = clock.millis();
        things.values().removeIf(one -> until.applyAsLong(one) <= now);
        if (things.size() >= most) {
            things.remove(things.keySet().iterator().next());
        }
        String secret = Secrecy.value();
        things.put(Secrecy.digest(secret), thing);
        return secret;
    }

    synchronized Optional<T> find(String secret) {
        return current(things.get(Secrecy.digest(secret)));
    }

    /** Finds a thing and forgets it, so that its secret holds once. */
    synchronized Optional<T> take(String secret) {
        return current(things.remove(Secrecy.digest(secret)));
    }

    private Optional<T> current(@Nullable T thing) {
        return Optional.ofNullable(thing).filter(one -> until.applyAsLong(one) > clock.millis());
    }
}
