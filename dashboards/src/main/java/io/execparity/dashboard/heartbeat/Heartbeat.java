package io.execparity.dashboard.heartbeat;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of one run of a host's probe.
 *
 * @param run the marker of the run
 * @param kernel the release that it ran on; empty where nobody said
 * @param at when its last verb was done, by the host's clock, in milliseconds of the epoch
 * @param found verbs that came through all of the chain
 * @param unsupported verbs that the host's kernel or the probe's user cannot do
 * @param lost all others
 */
public record Heartbeat(
        String host, String run, String kernel, long at, long found, long unsupported, List<Lost> lost) {
    /**
     * A verb that was lost.
     *
     * @param link where, in the words of {@code probe.schema.json}
     * @param explanation one sentence, and {@code fix} what to do; either may be empty
     */
    public record Lost(String verb, String link, String explanation, String fix) {}

    public Heartbeat {
        requireNonNull(host, "host is null");
        requireNonNull(run, "run is null");
        requireNonNull(kernel, "kernel is null");
        lost = List.copyOf(lost);
    }
}
