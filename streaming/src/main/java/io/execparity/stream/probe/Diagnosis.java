package io.execparity.stream.probe;

import static java.util.Objects.requireNonNullElse;

import io.execparity.schema.finding.Rule;
import io.execparity.schema.message.ProbeOutcome;
import io.execparity.schema.message.ProbeOutcome.Link;
import io.execparity.stream.probe.AuditNeed.Caller;
import io.execparity.stream.probe.ProbeRun.Result;
import io.execparity.stream.probe.ProbeRun.VerbRun;
import io.execparity.stream.probe.VerbTrace.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of every verb where it came to, and names the first link of the chain that it did not come through. */
public final class Diagnosis {
    private static final String RULES = "30-execparity.rules";

    private final boolean logWatched;
    private final boolean timed;
    private final boolean topicWatched;
    private final @Nullable String unreadable;

    /**
     * @param logWatched whether the host's audit log was looked at
     * @param timed whether that was while the run went on
     * @param topicWatched whether the topic of lines was; without it, results come of the log in this process
     * @param unreadable why nobody could look at the topics, which were due; null where they were watched or are not due
     */
    public Diagnosis(boolean logWatched, boolean timed, boolean topicWatched, @Nullable String unreadable) {
        this.logWatched = logWatched;
        this.timed = timed;
        this.topicWatched = topicWatched;
        this.unreadable = unreadable;
    }

    /** One outcome for each verb of the run, in its order. */
    public List<ProbeOutcome> of(ProbeRun run, Traces traces) {
        String host = requireNonNullElse(traces.host(), run.host());
        List<ProbeOutcome> outcomes = new ArrayList<>();
        for (VerbRun verb : run.verbs()) {
            Optional<VerbTrace> trace = traces.of(verb.verb());
            Judgement judgement = trace.isPresent() ? judge(verb, trace.get()) : Judgement.STRANGE;
            boolean foundLive = topicWatched && judgement.link == Link.FOUND;
            outcomes.add(new ProbeOutcome(
                    host,
                    run.marker(),
                    run.kernel(),
                    verb.verb(),
                    verb.endedMillis(),
                    judgement.link,
                    judgement.told,
                    after(verb, trace.map(known -> known.seenAt(Place.LOG)).orElse(OptionalLong.empty())),
                    after(verb, trace.map(known -> known.seenAt(Place.TOPIC)).orElse(OptionalLong.empty())),
                    foundLive ? after(verb, OptionalLong.of(trace.orElseThrow().toldAt())) : ProbeOutcome.UNKNOWN,
                    judgement.explanation,
                    judgement.fix));
        }
        return outcomes;
    }

    /** How far a verb came, and why not further. */
    private record Judgement(Link link, String told, String explanation, String fix) {
        private static final Judgement STRANGE = new Judgement(
                Link.NOT_FOUND,
                "",
                "This build does not know the verb.",
                "Use the probe and the command of one build.");

        static Judgement lost(Link link, String explanation, String fix) {
            return new Judgement(link, "", explanation, fix);
        }
    }

    private Judgement judge(VerbRun verb, VerbTrace trace) {
        if (verb.result() != Result.DONE) {
            boolean unsupported = verb.result() == Result.UNSUPPORTED;
            return Judgement.lost(unsupported ? Link.UNSUPPORTED : Link.NOT_EXECUTED, verb.detail(), "");
        }
        String by = trace.toldBy();
        if (by != null) {
            return new Judgement(Link.FOUND, by, "", "");
        }
        if (logWatched && trace.seenAt(Place.LOG).isEmpty()) {
            return Judgement.lost(
                    Link.NOT_RECORDED,
                    "Nothing of it is in the audit log.",
                    "See that auditd runs (auditctl -s) and has " + rules(trace.missing(Place.LOG)) + " of " + RULES
                            + " (auditctl -l).");
        }
        if (unreadable != null) {
            return Judgement.lost(
                    Link.NOT_SENT,
                    (logWatched ? "It is in the audit log, and " : "") + unreadable + ".",
                    "See that the broker runs and that kafka.bootstrap leads to it.");
        }
        if (topicWatched && trace.seenAt(Place.TOPIC).isEmpty()) {
            return logWatched
                    ? Judgement.lost(
                            Link.NOT_SENT,
                            "It is in the audit log and did not come to the topic.",
                            "See that the agent runs and reaches the broker (systemctl status execparity-agent).")
                    : Judgement.lost(
                            Link.NOT_SENT,
                            "Nothing of it came to the topic.",
                            "Give --audit as well, to see whether it is in the log; see that the agent runs.");
        }
        Set<AuditNeed> missing = trace.missing(logWatched ? Place.LOG : Place.TOPIC);
        if (!missing.isEmpty()) {
            return Judgement.lost(
                    Link.NOT_RECORDED,
                    "Some of it is on record, but not " + records(missing) + ".",
                    "Load " + rules(missing) + " of " + RULES + ".");
        }
        return Judgement.lost(
                Link.NOT_FOUND,
                "All that it takes is on record, and " + due(trace.verb()) + " was not told.",
                topicWatched
                        ? "See that the job runs and has read to the end (execparity_stream_lag)."
                        : "Please report it, with the log.");
    }

    private static String due(Verb verb) {
        return verb.told() != null
                ? verb.told().words()
                : verb.rules().stream().map(Rule::slug).sorted().collect(Collectors.joining(" or "));
    }

    private static String rules(Set<AuditNeed> needs) {
        return needs.stream()
                .map(need -> "-k " + need.key() + (need.of() == Caller.PROBE ? " for the probe" : ""))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String records(Set<AuditNeed> needs) {
        return needs.stream()
                .flatMap(need -> need.calls().stream())
                .map(call -> call.name().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The host's clock began it and ours saw it: where they differ it is at least nothing. */
    private long after(VerbRun verb, OptionalLong seen) {
        return !timed || seen.isEmpty() ? ProbeOutcome.UNKNOWN : Math.max(0, seen.getAsLong() - verb.beganMillis());
    }
}
