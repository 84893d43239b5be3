package io.execparity.dashboard.readiness;

import io.execparity.dashboard.store.ResultLines;
import io.execparity.dashboard.store.Results;
import io.execparity.readiness.advice.Advisor;
import java.io.IOException;

/** Has an advisor look at results. */
public final class Advisors {
    private Advisors() {}

    /** One that looked at all of them. */
    public static Advisor over(ResultLines lines) throws IOException {
        Advisor advisor = new Advisor();
        lines.snapshots().forEach(advisor::snapshot);
        lines.each(Results.MEMFDS, advisor::memfdCall);
        lines.each(Results.CHECKS, advisor::check);
        lines.each(Results.EXECUTIONS, advisor::execution);
        lines.each(Results.FINDINGS, advisor::finding);
        lines.absent().forEach(kind -> advisor.isWithout(kind.word()));
        if (lines.leftOut()) {
            advisor.isPartial();
        }
        return advisor;
    }
}
