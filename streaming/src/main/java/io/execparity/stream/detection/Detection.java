package io.execparity.stream.detection;

import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.RecordKind;
import java.util.Set;

/**
 * One rule. It remembers nothing: what an observation does not carry, a detection does not know. What fires it, what
 * leaves it quiet and what it misses stands in {@code streaming/detections/<slug>/README.md}.
 */
interface Detection {
    Rule rule();

    /** The kinds of records without which it cannot see. */
    Set<RecordKind> needs();

    Verdict examine(Observation observation);
}
