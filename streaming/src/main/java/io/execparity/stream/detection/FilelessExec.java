package io.execparity.stream.detection;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.RunFacts;

/** A file in shared memory, an O_TMPFILE file or an unlinked file is executed, directly or not. */
final class FilelessExec implements Detection {
    @Override
    public Rule rule() {
        return Rule.FILELESS_EXEC;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunBegan began)
                || !fileless(began.run().origin())) {
            return Verdict.quiet();
        }
        Execution run = began.run();
        boolean seen = run.mode() == Mode.DIRECT && !began.facts().originUncertain();
        boolean doubtful = began.facts().stdinGuessed() || began.facts().originUncertain();
        Confidence indirect = run.mode() == Mode.INDIRECT && doubtful ? Confidence.POSSIBLE : Confidence.LIKELY;
        Confidence confidence = seen ? Confidence.PROVEN : indirect;
        String doing = run.vector() == Vector.BINARY ? " executed " : " runs ";
        String file = run.vector() == Vector.BINARY ? Sentence.file(run.file()) : Sentence.handed(run);
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .because("Pid " + run.process().pid() + doing + file + ", " + words(run.origin())
                        + doubt(run, began.facts()) + "."));
    }

    private static boolean fileless(CodeOrigin origin) {
        return origin == CodeOrigin.SHARED_MEMORY || origin == CodeOrigin.TMPFILE || origin == CodeOrigin.UNLINKED;
    }

    /** Of a script the records tell the number alone, which a deleted file may have left to another. */
    private static String doubt(Execution run, RunFacts facts) {
        boolean byNumber = run.origin() == CodeOrigin.UNLINKED && run.vector() != Vector.BINARY;
        return byNumber && facts.originUncertain() ? ", unless another file was given its inode number since" : "";
    }

    private static String words(CodeOrigin origin) {
        return switch (origin) {
            case SHARED_MEMORY -> "which is in shared memory and never on disk";
            case TMPFILE -> "a temporary file that never had a name";
            case UNLINKED -> "which had been unlinked before";
            case FILE, MEMFD, NONE -> "";
        };
    }
}
