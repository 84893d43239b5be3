package io.execparity.dashboard.evidence;

import java.util.List;

/**
 * One act upon a file, as the parity view draws it.
 *
 * @param id of the execution or check
 * @param kind {@code execution} or {@code check}
 * @param lane {@code direct}, {@code unclear} where a denied check and a denied execution cannot be told apart,
 *     {@code check} or {@code indirect}
 * @param time milliseconds of the epoch
 * @param outcome {@code ran}, {@code denied}, {@code refused}, {@code allowed} or {@code unknown}
 * @param confined who refused it where the refusal speaks only for runs in the same confinement, else empty
 * @param reason why it was denied, as far as that is known; else empty
 * @param pid 0 where none is known
 * @param process its entity id
 * @param program what ran it, or asked
 * @param life which of the file's lives it belongs to, from 0
 * @param stamps its evidence
 */
public record Mark(
        String id,
        String kind,
        String lane,
        long time,
        String outcome,
        String confined,
        String reason,
        long pid,
        String process,
        String program,
        int life,
        List<String> stamps) {
    public Mark {
        stamps = List.copyOf(stamps);
    }

    boolean isDenied() {
        return outcome.equals("denied");
    }

    boolean isRun() {
        return kind.equals("execution") && outcome.equals("ran");
    }
}
