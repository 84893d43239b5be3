package io.execparity.stream.detection;

import io.execparity.schema.execution.Mode;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.Unmeasured;

/** Content ran on a host that measures, and it is not in the host's list for that boot. */
final class ExecutedUnmeasured implements Detection {
    @Override
    public Rule rule() {
        return Rule.EXECUTED_UNMEASURED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.ExecutedUnmeasured unmeasured)) {
            return Verdict.quiet();
        }
        Unmeasured why = unmeasured.why();
        if (why.reason() == Unmeasured.Reason.UNDECIDED) {
            return Verdict.undetermined("what ties the run to the list");
        }
        Finding.Builder finding = Finding.of(rule(), unmeasured.host(), unmeasured.key(), confidence(unmeasured))
                .execution(unmeasured.run())
                .evidence(unmeasured.evidence())
                .rollUp(new Finding.RollUp(unmeasured.count(), unmeasured.key(), unmeasured.last()));
        String lastListed = why.lastListed();
        if (lastListed != null) {
            finding.evidence(lastListed);
        }
        String times = unmeasured.count() > 1 ? " (" + unmeasured.count() + " times)" : "";
        return new Verdict.Fires(finding.because(Sentence.file(unmeasured.run().file()) + " ran" + times
                + " and its content is not in the measurement list " + why.list() + ": " + reason(unmeasured)
                + (why.nameElsewhere() ? "; a file of that name is listed in another directory" : "")
                + (mayBeOlder(unmeasured) ? "; nothing shows that the list was read later" : "")
                + (why.bootCertain() ? "" : "; the list may be of another boot")
                + "."));
    }

    private static Confidence confidence(Observation.ExecutedUnmeasured unmeasured) {
        Unmeasured why = unmeasured.why();
        if (!why.bootCertain() || why.nameElsewhere() || why.reason() == Unmeasured.Reason.LIST_ENDED) {
            return Confidence.POSSIBLE;
        }
        boolean proven = why.contentKnown() && unmeasured.run().mode() == Mode.DIRECT && !mayBeOlder(unmeasured);
        return proven ? Confidence.PROVEN : Confidence.LIKELY;
    }

    /** Without an entry that was made later, the list may have been read before; what a policy explains needs no list. */
    private static boolean mayBeOlder(Observation.ExecutedUnmeasured unmeasured) {
        return !unmeasured.reached() && unmeasured.why().reason().restsOnTheListsEnd();
    }

    private static String reason(Observation.ExecutedUnmeasured unmeasured) {
        Unmeasured why = unmeasured.why();
        boolean direct = unmeasured.run().mode() == Mode.DIRECT;
        return switch (why.reason()) {
            case POLICY_EXEMPTS -> "the policy exempts it (" + why.rule() + ")";
            case POLICY_OMITS ->
                direct
                        ? "no rule of the policy measures the execution of such a file"
                        : "the kernel saw it only being read, and no rule of the policy measures that";
            case CHANGED ->
                why.contentKnown()
                        ? "what is listed under its name is other content"
                        : "it was opened for writing after it had been measured";
            case VIOLATION -> "its only entry is a violation, which vouches for no content";
            case LIST_ENDED ->
                "the list seems to have been read before, as nothing that first ran after entry " + why.lastListed()
                        + " is in it";
            case UNKNOWN, UNDECIDED -> "no reason is known";
        };
    }
}
