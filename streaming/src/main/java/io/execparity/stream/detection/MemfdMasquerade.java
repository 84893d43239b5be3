package io.execparity.stream.detection;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.Memfd;
import io.execparity.stream.engine.Observation;
import org.jspecify.annotations.Nullable;

/** A memory file that runs bears a name that belongs to another program, which its maker is not. */
final class MemfdMasquerade implements Detection {
    private final BenignMemfdMakers makers;

    MemfdMasquerade(BenignMemfdMakers makers) {
        this.makers = requireNonNull(makers, "makers is null");
    }

    @Override
    public Rule rule() {
        return Rule.MEMFD_MASQUERADE;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunBegan began) || began.run().origin() != CodeOrigin.MEMFD) {
            return Verdict.quiet();
        }
        Bytes name = began.facts().memfdName();
        Memfd memfd = began.facts().memfd();
        String imitated = name == null
                ? null
                : imitated(name, memfd == null ? null : memfd.maker().executable());
        if (name == null || imitated == null) {
            return Verdict.quiet();
        }
        Execution run = began.run();
        Confidence confidence = memfd == null ? Confidence.POSSIBLE : Confidence.PROVEN;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .memfdName(name)
                .because("The memory file that pid " + run.process().pid() + " runs is named \""
                        + Sentence.name(name, "")
                        + "\" like " + imitated + ", but "
                        + (memfd == null
                                ? "who made it is not on record."
                                : Sentence.program(memfd.maker()) + " made it.")));
    }

    /** What the name imitates, in words; null where it imitates nothing or its maker may use it. */
    private @Nullable String imitated(Bytes name, @Nullable Bytes maker) {
        if (makers.isKnownName(name)) {
            boolean own = maker != null
                    && makers.byImage(maker).map(m -> m.gives(name)).orElse(false);
            return own ? null : "one of a program that is known to run memory files";
        }
        if (name.startsWith("/")) {
            return maker != null && maker.equals(name) ? null : "a file on disk";
        }
        return name.startsWith("[") && name.endsWith("]") ? "a kernel thread" : null;
    }
}
