package io.execparity.stream.detection;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.measurement.UnknownDigests.Content;

/** The kernel measured content that the site's reference does not have. */
final class UnknownDigest implements Detection {
    @Override
    public Rule rule() {
        return Rule.UNKNOWN_DIGEST;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.DigestsIncomparable incomparable) {
            return new Verdict.Fires(Finding.of(rule(), incomparable.host(), incomparable.key(), Confidence.POSSIBLE)
                    .about("incomparable")
                    .because("The measurement lists have " + counted(incomparable.entries())
                            + "entries with digests of an algorithm that the reference has none of, so that"
                            + " nothing is known of their content."));
        }
        if (!(observation instanceof Observation.DigestUnknown unknown)) {
            return Verdict.quiet();
        }
        boolean vouched = unknown.content() != null && unknown.content().vouched();
        Confidence confidence = vouched ? Confidence.PROVEN : Confidence.LIKELY;
        Finding.Builder finding = Finding.of(rule(), unknown.host(), unknown.key(), confidence);
        Content content = unknown.content();
        if (content == null) {
            return new Verdict.Fires(finding.because("The measurement lists have " + counted(unknown.entries())
                    + "further entries that are not in the reference, too many to be told one by one."));
        }
        ContentDigest.Algorithm algorithm = ContentDigest.Algorithm.of(content.algorithm());
        boolean whole = algorithm != null && content.digest().length() == 2 * algorithm.length();
        ContentDigest digest = algorithm != null && whole ? new ContentDigest(algorithm, content.digest()) : null;
        String times = content.entries() > 1 ? " " + content.entries() + " times" : "";
        String what = content.changed()
                ? "which the reference has with other content only"
                : "and the reference has neither its name nor its content";
        return new Verdict.Fires(finding.about(content.algorithm() + ':' + content.digest())
                .file(new FileView(content.name(), null, digest))
                .evidence(EvidenceOrder.listed(content.entry()))
                .because("The kernel measured " + Sentence.name(content.name(), "a file without a name") + times
                        + " with the " + content.algorithm() + " digest " + abbreviated(content.digest()) + ", " + what
                        + "."));
    }

    private static String counted(long entries) {
        return entries == Observation.UNCOUNTED ? "" : entries + " ";
    }

    private static String abbreviated(String digest) {
        return digest.length() <= 16 ? digest : digest.substring(0, 16) + "…";
    }
}
