package io.execparity.schema.message;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What became of one verb of a probe's run on a host: found, or where in the chain it was lost and what to do about it.
 *
 * @param host whose chain it is
 * @param run the marker of the run, the same for all its verbs
 * @param kernel the release that it ran on
 * @param epochMillis when it was done, by the host's clock, milliseconds of the epoch
 * @param told the rule that told of it, or in words what else was due and came; empty where nothing came
 * @param recordedAfter milliseconds from its beginning until its first record was in the log; {@link #UNKNOWN} where that
 *     was not looked at
 * @param sentAfter the same for the topic
 * @param toldAfter the same for what was due
 * @param explanation one sentence; empty where it was found
 * @param fix what to do; empty where there is nothing to be done
 */
public record ProbeOutcome(
        String host,
        String run,
        String kernel,
        String verb,
        long epochMillis,
        Link link,
        String told,
        long recordedAfter,
        long sentAfter,
        long toldAfter,
        String explanation,
        String fix) {
    /** What times are that nobody can tell. */
    public static final long UNKNOWN = -1;

    /** How far it came. */
    public enum Link {
        /** All of the chain works. */
        FOUND,
        /** This kernel or this user cannot do it, so that nothing is proven. */
        UNSUPPORTED,
        /** It did not happen as it has to. */
        NOT_EXECUTED,
        /** The audit system did not write what it takes. */
        NOT_RECORDED,
        /** It is in the log and not in the topic. */
        NOT_SENT,
        /** It is where the analysis reads, and nothing was told. */
        NOT_FOUND;

        /** In small letters, with hyphens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ProbeOutcome {
        requireNonNull(host, "host is null");
        requireNonNull(run, "run is null");
        requireNonNull(kernel, "kernel is null");
        requireNonNull(verb, "verb is null");
        requireNonNull(link, "link is null");
        requireNonNull(told, "told is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(fix, "fix is null");
    }

    /** Whether somebody has to look at the chain. */
    public boolean isBroken() {
        return link != Link.FOUND && link != Link.UNSUPPORTED;
    }
}
