package io.execparity.readiness.advice;

import java.util.List;
import java.util.Map;

/** What turning switches on would do, as far as what was watched can tell. */
public record Advice(Watched watched, List<OfSwitch> switches) {
    public Advice {
        switches = List.copyOf(switches);
    }

    /**
     * What the advice rests on.
     *
     * @param losses how many findings tell of lost records
     * @param lost how many events they say are lost or incomplete
     * @param tampering how many findings tell that auditing was changed
     * @param notJudged acts that were left out, because there were too many different ones
     * @param partly true where only the latest results were looked at
     * @param absent the kinds of results that were not there to be looked at
     */
    public record Watched(
            List<HostWatched> hosts,
            long losses,
            long lost,
            long tampering,
            List<BlindSpot> blindSpots,
            long notJudged,
            boolean partly,
            List<String> absent) {
        public Watched {
            hosts = List.copyOf(hosts);
            blindSpots = List.copyOf(blindSpots);
            absent = List.copyOf(absent);
        }

        /** Milliseconds of the epoch; 0 where nothing was seen. */
        public long first() {
            return hosts.stream().mapToLong(HostWatched::first).min().orElse(0);
        }

        /** Milliseconds of the epoch; 0 where nothing was seen. */
        public long last() {
            return hosts.stream().mapToLong(HostWatched::last).max().orElse(0);
        }

        /** True where nothing is known to be missing. */
        public boolean complete() {
            return losses == 0
                    && tampering == 0
                    && blindSpots.isEmpty()
                    && notJudged == 0
                    && !partly
                    && absent.isEmpty();
        }
    }

    /**
     * What was seen of a host.
     *
     * @param first milliseconds of the epoch
     * @param last the same
     */
    public record HostWatched(String name, long first, long last, long executions, long checks, long memfdCalls) {}

    /** A kind of record that a host never sent. */
    public record BlindSpot(String host, String kind) {}

    /**
     * What one switch would do.
     *
     * @param acts how many acts, by what would become of them
     * @param broken what would break, most acts first
     * @param undecided what nobody can say of, most acts first
     * @param more how many further rows of both were left out
     * @param unaffected how many acts would be as before, by the reason
     * @param cannotKnow what no record of the past can tell, one sentence each
     */
    public record OfSwitch(
            Switch which,
            Map<Effect, Long> acts,
            List<Row> broken,
            List<Row> undecided,
            long more,
            Map<String, Long> unaffected,
            List<String> cannotKnow) {
        public OfSwitch {
            acts = Map.copyOf(acts);
            broken = List.copyOf(broken);
            undecided = List.copyOf(undecided);
            cannotKnow = List.copyOf(cannotKnow);
        }
    }

    /**
     * Acts of one service, interpreter and file that one prediction holds for.
     *
     * @param first milliseconds of the epoch
     * @param last the same
     * @param evidence of the first of them, at most {@link Advisor#MOST_EVIDENCE}
     */
    public record Row(
            String host,
            String service,
            String interpreter,
            String file,
            long acts,
            long first,
            long last,
            String reason,
            String fix,
            List<String> evidence) {
        public Row {
            evidence = List.copyOf(evidence);
        }
    }
}
