package io.execparity.dashboard.terminal;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.CheckInterface;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Finding.RollUp;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import java.util.List;

/** What a small run might find. */
final class Samples {
    private static final ProcessView PROCESS = new ProcessView("p", 7, 1, null, null, List.of(), 0, -1);

    private Samples() {}

    static EventKey key(long serial) {
        return new EventKey(1_795_346_040_000L + serial, serial);
    }

    static Finding finding(Rule rule, long serial, Confidence confidence, String explanation) {
        return Finding.of(rule, "lab-host", key(serial), confidence).because(explanation);
    }

    static Finding rollUp(Rule rule, long serial, long count, String explanation) {
        return Finding.of(rule, "lab-host", key(serial), Confidence.PROVEN)
                .rollUp(new RollUp(count, key(serial), key(serial + count)))
                .because(explanation);
    }

    static Execution execution(Mode mode, Vector vector, CodeOrigin origin, Outcome outcome) {
        return new Execution(
                "lab-host",
                key(1),
                PROCESS,
                mode,
                vector,
                origin,
                CheckState.NONE,
                null,
                outcome,
                Securebits.NONE,
                FileView.UNKNOWN,
                null,
                null,
                List.of());
    }

    static Check check(CheckState state) {
        return new Check(
                "lab-host",
                key(1),
                PROCESS,
                CheckInterface.AT_EXECVE_CHECK,
                state,
                0,
                true,
                CodeOrigin.FILE,
                FileView.UNKNOWN,
                Securebits.NONE,
                "why",
                List.of());
    }
}
