package io.execparity.collect.agent.snapshot;

import io.execparity.schema.codec.HostSnapshotJson;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.HostSnapshot.Cause;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a host's snapshot is worth sending: at the start, when it says something new, and once a day. For one
 * thread.
 */
public final class SnapshotWatch {
    private static final long DAY_MILLIS = 86_400_000;

    private final HostFacts facts;
    private final HostSnapshotJson json = new HostSnapshotJson();
    private @Nullable HostSnapshot sent;

    public SnapshotWatch(HostFacts facts) {
        this.facts = facts;
    }

    /**
     * Looks at the host.
     *
     * @param now milliseconds since 1970
     * @return the message to send, if there is a reason to
     */
    public Optional<byte[]> look(long now) throws InterruptedException {
        HostSnapshot last = sent;
        HostSnapshot current = facts.take(last == null ? Cause.START : Cause.CHANGE, now);
        if (last != null && last.saysTheSame(current)) {
            // A clock that was set back must not put the daily one off for ever.
            if (Math.abs(now - last.epochMillis()) < DAY_MILLIS) {
                return Optional.empty();
            }
            current = facts.take(Cause.DAILY, now);
        }
        sent = current;
        return Optional.of(json.line(current));
    }
}
