package io.execparity.readiness.advice;

import java.util.List;

/**
 * An act as one line of results tells it.
 *
 * @param time milliseconds of the epoch
 * @param evidence stamps and list places
 */
record ObservedAct(Act act, long time, List<String> evidence) {
    ObservedAct {
        evidence = List.copyOf(evidence);
    }
}
