package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins new generations and deletes old ones where the server itself does not, since not every one knows lifecycle
 * policies. Several may do so at the same time: a generation that is begun is too young to be followed at once, and one
 * that is gone is gone.
 */
public final class Housekeeping {
    /** How often whoever writes looks whether something is due. */
    static final Duration INTERVAL = Duration.ofMinutes(10);

    private final ElasticServer server;
    private final Retention retention;
    private final InstantSource clock;

    /** @param clock of whoever keeps house, compared with the server's */
    public Housekeeping(ElasticServer server, Retention retention, InstantSource clock) {
        this.server = requireNonNull(server, "server is null");
        this.retention = requireNonNull(retention, "retention is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** For whoever writes; null where nobody wants it, or the server does it. */
    static @Nullable Housekeeping of(ElasticServer server) throws IOException {
        Retention wanted = server.settings().retention();
        boolean byServer = wanted != null
                && server.askPatiently("GET", "/_ilm/policy/execparity", new byte[0])
                        .agrees();
        return wanted == null || byServer ? null : new Housekeeping(server, wanted, InstantSource.system());
    }

    /**
     * Does what is due, and returns the generations that it deleted.
     *
     * @throws UnusableServerException where the server refuses
     */
    public List<String> keep() throws IOException {
        List<String> deleted = new ArrayList<>();
        for (ResultKind kind : ResultKind.values()) {
            if (ResultIndex.hasGenerations(kind)) {
                server.demand(
                        "POST",
                        "/" + ResultIndex.alias(kind) + "/_rollover",
                        ResultIndex.bytes(retention.conditions()));
                deleted.addAll(deleteOld(kind));
            }
        }
        return deleted;
    }

    /** A generation is as old as the one that followed it: until then something new came into it. */
    private List<String> deleteOld(ResultKind kind) throws IOException {
        Generations generations = new Generations(server, kind);
        generations.look();
        List<Begun> begun = begun(kind);
        Instant latest = clock.instant().minus(retention.keep());
        List<String> deleted = new ArrayList<>();
        for (int i = 0; i + 1 < begun.size(); i++) {
            String name = begun.get(i).name();
            boolean due = Instant.ofEpochMilli(begun.get(i + 1).millis()).isBefore(latest);
            if (due && generations.old().contains(name)) {
                server.demand("DELETE", "/" + name + "?ignore_unavailable=true", new byte[0]);
                deleted.add(name);
            }
        }
        return deleted;
    }

    /** A generation and when the server made it. */
    private record Begun(long millis, String name) {}

    /** The generations behind the alias, oldest first. */
    private List<Begun> begun(ResultKind kind) throws IOException {
        List<Begun> begun = new ArrayList<>();
        String path = "/" + ResultIndex.alias(kind) + "/_settings/index.creation_date?flat_settings=true";
        JsonLeaves.read(server.demand("GET", path, new byte[0]), (way, value) -> {
            if (way.size() == 3 && way.get(2).equals("index.creation_date")) {
                begun.add(new Begun(Long.parseLong(value), way.get(0)));
            }
        });
        begun.sort(Comparator.comparingLong(Begun::millis).thenComparing(Begun::name));
        return begun;
    }
}
