package io.execparity.stream.live;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.elastic.ElasticSettings;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the live job is told.
 *
 * @param site what the site tells about itself, the same for all its hosts
 * @param parallelism how many threads read, and as many correlate, 1 to 1,024
 * @param reference what measured content is held against
 * @param elastic the search server that results go to as well
 * @param metrics where on the loopback address the job says how it is doing, where it is in one process
 */
public record LiveConfig(
        Broker kafka,
        Topics topics,
        Site site,
        State state,
        Pace pace,
        int parallelism,
        Optional<ReferenceFiles> reference,
        Optional<ElasticSettings> elastic,
        Optional<InetSocketAddress> metrics) {
    public LiveConfig {
        requireNonNull(kafka, "kafka is null");
        requireNonNull(topics, "topics is null");
        requireNonNull(site, "site is null");
        requireNonNull(state, "state is null");
        requireNonNull(pace, "pace is null");
        requireNonNull(reference, "reference is null");
        requireNonNull(elastic, "elastic is null");
        requireNonNull(metrics, "metrics is null");
    }

    /**
     * How to reach Kafka.
     *
     * @param group names the job: its consumer group and its transactions; two jobs must not share it
     * @param properties of every client, secrets included, so that it must not be printed
     * @param bounded whether to end where the topics end now, and settle everything
     */
    public record Broker(String group, Map<String, String> properties, boolean bounded) implements Serializable {
        private static final long serialVersionUID = 1;

        public Broker {
            requireNonNull(group, "group is null");
            properties = Map.copyOf(properties);
        }

        @Override
        public String toString() {
            return "group " + group;
        }
    }

    /**
     * What is read and what is written.
     *
     * @param lines with one line in each record
     * @param messages of agents
     * @param flags what tracers saw of execveat, null for none
     * @param ima entries of measurement lists, null for none
     * @param control what the site says while the job runs, null for none
     * @param results one for each kind, {@link ResultKind#REJECTED} for the dead letters
     */
    public record Topics(
            List<String> lines,
            String messages,
            @Nullable String flags,
            @Nullable String ima,
            @Nullable String control,
            Map<ResultKind, String> results)
            implements Serializable {
        private static final long serialVersionUID = 1;
        private static final String PREFIX = "execparity.";

        /** Those that agents and jobs have where nobody names others; nothing that says anything meanwhile. */
        public static Topics usual() {
            Map<ResultKind, String> results = new EnumMap<>(ResultKind.class);
            for (ResultKind kind : ResultKind.values()) {
                results.put(kind, PREFIX + kind.name().toLowerCase(Locale.ROOT));
            }
            return new Topics(List.of(PREFIX + "lines"), PREFIX + "messages", null, null, null, results);
        }

        public Topics {
            lines = List.copyOf(lines);
            requireNonNull(messages, "messages is null");
            results = new EnumMap<>(results);
        }

        /** Those that are read as hosts' lines are. */
        public List<String> read() {
            List<String> read = new ArrayList<>(lines);
            read.add(messages);
            if (flags != null) {
                read.add(flags);
            }
            if (ima != null) {
                read.add(ima);
            }
            return read;
        }

        /** The topic of a kind of results. */
        public String of(ResultKind kind) {
            return requireNonNull(results.get(kind), "a topic is missing");
        }
    }

    /** Where the state of hosts is while the job runs. */
    public enum Backend {
        HEAP,
        ROCKSDB
    }

    /**
     * What outlives a failure.
     *
     * @param checkpoints a folder or URI that every worker reaches
     * @param interval between checkpoints: results can be read when the next one is done
     */
    public record State(Backend backend, String checkpoints, Duration interval) {}

    /**
     * How soon things are told.
     *
     * @param rollUps between two tellings of what grew
     * @param quiet how long an event that may be whole is waited for, while its topic is read to the end
     * @param hold the same where something of it is missing for sure
     * @param unfilled the same on a host where what was missing has never come
     * @param lateness the same where it looks whole: by how much records may have changed places
     * @param traced whether tracers tell of execveat, so that one is waited for like an event that may be whole
     */
    public record Pace(
            Duration rollUps, Duration quiet, Duration hold, Duration unfilled, Duration lateness, boolean traced)
            implements Serializable {
        private static final long serialVersionUID = 1;

        /** What is usual, with another time between two tellings of what grew. */
        public static Pace usual(Duration rollUps, boolean traced) {
            CoalescerSettings usual = CoalescerSettings.live();
            return new Pace(rollUps, usual.quiet(), usual.hold(), usual.unfilled(), usual.lateness(), traced);
        }

        /** The waits in the coalescer's terms. */
        public CoalescerSettings coalescer() {
            CoalescerSettings waits = CoalescerSettings.live(quiet, hold, unfilled, lateness);
            return traced ? waits.withTracer() : waits;
        }
    }
}
