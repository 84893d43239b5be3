package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What the signatures of a list turned out to be.
 *
 * @param keys how many keys were given
 * @param unsigned entries without any signature, boot aggregates and buffers included
 * @param counts of signatures; an entry may have two
 * @param findings the first hundred of each outcome but {@link Outcome#VERIFIED}, in the list's order
 */
public record SignatureReport(int keys, long unsigned, Map<Outcome, Long> counts, List<SignatureFinding> findings) {
    public SignatureReport {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** False where a signature is bad. That a key is not known proves nothing. */
    public boolean holds() {
        return count(Outcome.BAD) == 0;
    }

    public List<SignatureFinding> findings(Outcome outcome) {
        return findings.stream()
                .filter(finding -> finding.verdict().outcome() == outcome)
                .toList();
    }
}
