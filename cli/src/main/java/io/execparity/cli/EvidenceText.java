package io.execparity.cli;

import io.execparity.collect.ima.CompositeResult;
import io.execparity.collect.ima.quote.Attestation;
import io.execparity.collect.ima.quote.PcrSelection;
import io.execparity.collect.ima.quote.QuoteReport;
import io.execparity.collect.ima.signature.SignatureFinding;
import io.execparity.collect.ima.signature.SignatureReport;
import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import io.execparity.schema.text.TerminalText;
import io.execparity.schema.text.TerminalText.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What vouches for a list, or for what it lists, for people at a terminal: lines under a heading. */
final class EvidenceText {
    private static final int BAD_SHOWN = 20;
    private static final int OTHERS_SHOWN = 5;
    private static final int NAME_COLUMNS = 100;

    private EvidenceText() {}

    static List<String> ofQuote(QuoteReport quote, Optional<CompositeResult> digest) {
        Attestation attestation = quote.attestation();
        List<String> lines = new ArrayList<>();
        lines.add((quote.holds() ? "holds: " : "DOES NOT HOLD: ")
                + quote.outcome().sentence());
        if (quote.outcome() == QuoteReport.Outcome.WRONG_SIGNATURE) {
            return lines; // nothing else in it is anybody's word
        }
        lines.add("over "
                + attestation.selections().stream().map(PcrSelection::toString).collect(Collectors.joining(" ")));
        if (quote.holds()) {
            lines.add(
                    quote.nonceMatches()
                            ? "the nonce is the one given"
                            : "no --quote-nonce given: a quote from before looks the same, so that nothing says that"
                                    + " this one is fresh");
        }
        lines.add(String.format(
                Locale.ROOT,
                "the TPM was reset %,d times, and its host woke up %,d times since",
                attestation.resets(),
                attestation.restarts()));
        digest.ifPresent(result -> lines.add(reached(result)));
        return lines;
    }

    private static String reached(CompositeResult result) {
        if (result.reachedAfter().isEmpty()) {
            return "NO BEGINNING OF THE LIST LEADS TO ITS DIGEST";
        }
        String later = result.later() == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d later ones are not vouched for", result.later());
        return String.format(
                        Locale.ROOT,
                        "the list leads to its digest after %,d entries",
                        result.reachedAfter().getAsLong())
                + later
                + (result.satisfied() ? "" : ": NOT WHEN IT HAD TO");
    }

    static List<String> ofSignatures(SignatureReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d verified, %,d bad, %,d by keys not given, %,d unsupported; %,d entries have none (keys given: %,d)",
                report.count(Outcome.VERIFIED),
                report.count(Outcome.BAD),
                report.count(Outcome.UNKNOWN_KEY),
                report.count(Outcome.UNSUPPORTED),
                report.unsigned(),
                report.keys()));
        add(report, Outcome.BAD, BAD_SHOWN, lines);
        add(report, Outcome.UNKNOWN_KEY, OTHERS_SHOWN, lines);
        add(report, Outcome.UNSUPPORTED, OTHERS_SHOWN, lines);
        return lines;
    }

    private static void add(SignatureReport report, Outcome outcome, int shown, List<String> lines) {
        List<SignatureFinding> findings = report.findings(outcome);
        for (SignatureFinding finding : findings.subList(0, Math.min(shown, findings.size()))) {
            lines.add(String.format(
                    Locale.ROOT,
                    "entry %,d, %s: %s: %s",
                    finding.entry(),
                    TerminalText.UNICODE.of(finding.name().text(), NAME_COLUMNS, Cut.MIDDLE),
                    outcome.word(),
                    finding.verdict().why()));
        }
        if (report.count(outcome) > shown) {
            lines.add(String.format(Locale.ROOT, "and %,d more %s", report.count(outcome) - shown, outcome.word()));
        }
    }
}
