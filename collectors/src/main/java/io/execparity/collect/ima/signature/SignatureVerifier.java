package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies the signatures of a list, entry by entry. What it keeps does not grow with the list. It asks who signed what
 * was measured; whether the entry itself is sound, the list's own verification tells.
 */
public final class SignatureVerifier {
    private static final int KEPT = 100;

    private final TrustedKeys keys;
    private final FileSignatures files;
    private final AppendedSignatures appended;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<SignatureFinding> findings = new ArrayList<>();
    private long unsigned;

    public SignatureVerifier(TrustedKeys keys) {
        this.keys = keys;
        this.files = new FileSignatures(keys);
        this.appended = new AppendedSignatures(keys);
    }

    /** Takes the next entry of the list. */
    public void add(MeasurementEntry entry) {
        boolean signed = verify(entry, TemplateField.SIGNATURE);
        signed |= verify(entry, TemplateField.MODULE_SIGNATURE);
        signed |= verify(entry, TemplateField.EVM_SIGNATURE);
        unsigned += signed ? 0 : 1;
    }

    private boolean verify(MeasurementEntry entry, TemplateField field) {
        Bytes signature = entry.field(field);
        if (signature == null || signature.isEmpty()) {
            return false;
        }
        SignatureVerdict verdict = verdict(entry, field, signature);
        long before = counts.merge(verdict.outcome(), 1L, Long::sum);
        if (verdict.outcome() != Outcome.VERIFIED && before <= KEPT) {
            findings.add(new SignatureFinding(
                    entry.number(), entry.offset(), entry.name().detached(), field, verdict));
        }
        return true;
    }

    private SignatureVerdict verdict(MeasurementEntry entry, TemplateField field, Bytes signature) {
        if (field == TemplateField.MODULE_SIGNATURE) {
            return appended.verify(entry, signature);
        }
        return field == TemplateField.EVM_SIGNATURE
                ? files.verifyAttributes(entry, signature)
                : files.verifyFile(entry, signature);
    }

    /** What was found so far. */
    public SignatureReport report() {
        return new SignatureReport(keys.size(), unsigned, counts, findings);
    }
}
