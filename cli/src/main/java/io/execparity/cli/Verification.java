package io.execparity.cli;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.quote.QuoteReport;
import io.execparity.collect.ima.signature.SignatureReport;
import io.execparity.collect.reference.ReferenceReport;
import java.util.Optional;

/**
 * All that was found out about one measurement list.
 *
 * @param expectations what the list was held against
 * @param quote where one was given
 * @param signatures where keys were given
 * @param reference where one was given; what it does not have fails nothing
 */
record Verification(
        VerificationReport list,
        Expectations expectations,
        Optional<QuoteReport> quote,
        Optional<SignatureReport> signatures,
        Optional<ReferenceReport> reference) {

    boolean passed() {
        return list.verdict() != VerificationReport.Verdict.TAMPERED && signaturesHold() && quoteHolds();
    }

    boolean signaturesHold() {
        return signatures.stream().allMatch(SignatureReport::holds);
    }

    boolean quoteHolds() {
        return quote.stream().allMatch(QuoteReport::holds);
    }
}
