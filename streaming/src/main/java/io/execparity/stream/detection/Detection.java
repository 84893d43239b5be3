package io.execparity.stream.detection;

import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/**
 * One rule. It remembers nothing: what an observation does not carry, a detection does not know. What fires it, what
 * leaves it quiet and what it misses stands in {@code streaming/detections/<slug>/README.md}, and what it needs to see in
 * {@link io.execparity.schema.finding.RuleNeeds}.
 */
interface Detection {
    Rule rule();

    Verdict examine(Observation observation);
}
