package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;

/**
 * Verifies appended signatures: a CMS message (RFC 5652) without content, over the file up to where the message begins.
 * The list has that content's digest in {@code d-modsig} (security/integrity/ima/ima_modsig.c).
 */
final class AppendedSignatures {
    /** Some signers with their certificates take a few kilobytes. */
    private static final int LONGEST_MESSAGE = 256 * 1024;

    private static final int MOST_SIGNERS = 16;

    /** What signers call RSA with PKCS #1 padding, and ECDSA. */
    private static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(
            PKCSObjectIdentifiers.rsaEncryption,
            PKCSObjectIdentifiers.sha1WithRSAEncryption,
            PKCSObjectIdentifiers.sha224WithRSAEncryption,
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.id_ecPublicKey,
            X9ObjectIdentifiers.ecdsa_with_SHA1,
            X9ObjectIdentifiers.ecdsa_with_SHA224,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    private final TrustedKeys keys;

    AppendedSignatures(TrustedKeys keys) {
        this.keys = keys;
    }

    /** Verifies a {@code modsig} field: one signer that is known has to hold, and none that is known may fail. */
    SignatureVerdict verify(MeasurementEntry entry, Bytes message) {
        if (message.length() > LONGEST_MESSAGE) {
            return SignatureVerdict.unsupported("it is longer than " + LONGEST_MESSAGE + " bytes");
        }
        FileDigest digest = entry.appendedDigest();
        if (digest == null || entry.isViolation()) {
            return SignatureVerdict.unsupported("the entry does not say what was signed");
        }
        Collection<SignerInformation> signers;
        try {
            signers = new CMSSignedData(message.toArray()).getSignerInfos().getSigners();
        } catch (CMSException | RuntimeException e) {
            return SignatureVerdict.bad("it is no CMS message with signers"); // the library throws both for bad bytes
        }
        if (signers.isEmpty() || signers.size() > MOST_SIGNERS) {
            return SignatureVerdict.bad("it has " + signers.size() + " signers");
        }
        return verify(signers, digest);
    }

    private SignatureVerdict verify(Collection<SignerInformation> signers, FileDigest digest) {
        SignatureVerdict verdict = null;
        for (SignerInformation signer : signers) {
            SignatureVerdict next;
            try {
                next = verify(signer, digest);
            } catch (IOException | RuntimeException e) {
                next = SignatureVerdict.bad("a signer in it cannot be read"); // as above: parts are read when asked for
            }
            if (verdict == null || rank(next) > rank(verdict)) {
                verdict = next;
            }
        }
        return verdict == null ? SignatureVerdict.bad("it has no signers") : verdict;
    }

    /** Of several signers a bad one decides, then a verified one. */
    private static int rank(SignatureVerdict verdict) {
        return switch (verdict.outcome()) {
            case BAD -> 3;
            case VERIFIED -> 2;
            case UNSUPPORTED -> 1;
            case UNKNOWN_KEY -> 0;
        };
    }

    private SignatureVerdict verify(SignerInformation signer, FileDigest digest) throws IOException {
        List<TrustedKey> candidates = keys.of(signer.getSID());
        if (candidates.isEmpty()) {
            return SignatureVerdict.unknownKey(name(signer.getSID()));
        }
        AlgorithmIdentifier algorithm = signer.toASN1Structure().getDigestEncryptionAlgorithm();
        if (!ALGORITHMS.contains(algorithm.getAlgorithm())) {
            return SignatureVerdict.unsupported("it is signed by " + algorithm(algorithm));
        }
        Optional<SignatureHash> hash =
                SignatureHash.of(signer.getDigestAlgorithmID().getAlgorithm());
        if (hash.isEmpty() || !hash.get().word().equals(digest.algorithm())) {
            return SignatureVerdict.unsupported("the digest listed is not of the algorithm that was signed");
        }
        byte[] signed = digest.value().toArray();
        if (signer.getSignedAttributes() != null) {
            if (!Bytes.view(signed).equals(messageDigest(signer.getSignedAttributes()))) {
                return SignatureVerdict.bad("its signed attributes are about another content");
            }
            signed = DigestSignature.digest(hash.get(), signer.getEncodedSignedAttributes());
        }
        SignatureVerdict verdict = SignatureVerdict.unknownKey(name(signer.getSID()));
        for (TrustedKey key : candidates) {
            verdict = DigestSignature.verify(key.key(), hash.get(), signed, signer.getSignature());
            if (verdict.outcome() == SignatureVerdict.Outcome.VERIFIED) {
                return verdict;
            }
        }
        return verdict;
    }

    private static Bytes messageDigest(AttributeTable attributes) {
        Attribute attribute = attributes.get(CMSAttributes.messageDigest);
        boolean one = attribute != null && attribute.getAttrValues().size() == 1;
        return one
                ? Bytes.view(
                        ASN1OctetString.getInstance(attribute.getAttrValues().getObjectAt(0))
                                .getOctets())
                : Bytes.EMPTY;
    }

    private static String algorithm(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                ? "RSASSA-PSS, which no kernel knows"
                : "the algorithm " + algorithm.getAlgorithm().getId();
    }

    /** Numbers only: a distinguished name is anybody's text. */
    private static String name(SignerId signer) {
        byte[] identifier = signer.getSubjectKeyIdentifier();
        String name = identifier == null
                ? "serial " + signer.getSerialNumber().toString(16)
                : HexFormat.of().formatHex(identifier);
        return name.substring(0, Math.min(name.length(), 80)).toLowerCase(Locale.ROOT);
    }
}
