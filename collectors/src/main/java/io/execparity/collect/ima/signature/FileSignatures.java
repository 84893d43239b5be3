package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.FileDigest;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.collect.ima.signature.FileSignature.UnreadableSignatureException;
import io.execparity.schema.text.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signatures that came from a file's extended attributes (security/integrity/digsig_asymmetric.c): over
 * the file's digest, over the digest of its fs-verity tree, or over its attributes.
 */
final class FileSignatures {
    /** Bytes in a long of the kernel that signed. */
    private static final int LONG_64 = 8;

    private static final int LONG_32 = 4;

    private static final String IMA_ATTRIBUTE = "security.ima";

    /** What else than a signature it holds (enum evm_ima_xattr_type): a digest, or an algorithm's number and a digest. */
    private static final byte PLAIN_DIGEST = 1;

    private static final byte TAGGED_DIGEST = 4;
    private static final int MD5_LENGTH = 16;

    private final TrustedKeys keys;

    FileSignatures(TrustedKeys keys) {
        this.keys = keys;
    }

    /** Verifies a {@code sig} field. */
    SignatureVerdict verifyFile(MeasurementEntry entry, Bytes attribute) {
        try {
            FileSignature signature = FileSignature.parse(attribute);
            if (signature.type() == FileSignature.Type.PORTABLE) {
                return SignatureVerdict.unsupported(
                        "it is over the file's attributes, which this template does not list");
            }
            return verifyFile(entry, signature);
        } catch (UnreadableSignatureException e) {
            return e.verdict();
        }
    }

    private SignatureVerdict verifyFile(MeasurementEntry entry, FileSignature signature) {
        Optional<SignatureHash> hash = SignatureHash.of(signature.hash());
        FileDigest digest = entry.digest();
        if (digest == null || entry.isViolation()) {
            return SignatureVerdict.unsupported("the entry does not say what was measured");
        }
        if (hash.isEmpty() || !hash.get().word().equals(digest.algorithm())) {
            return SignatureVerdict.unsupported(
                    "it is over " + SignatureHash.describe(signature.hash()) + ", which the digest listed is not of");
        }
        boolean verity = digest.type().equals(FileDigest.VERITY);
        boolean typed = entry.field(TemplateField.DIGEST_NGV2) != null;
        String other =
                "one of the digest listed and the one signed is the file's, the other that of its fs-verity tree";
        if (typed && verity != (signature.type() == FileSignature.Type.VERITY)) {
            return SignatureVerdict.unsupported(other);
        }
        SignatureVerdict verdict = verify(signature, hash.get(), digest.value().toArray());
        boolean unclear = !typed && signature.type() == FileSignature.Type.VERITY;
        return unclear && verdict.outcome() == SignatureVerdict.Outcome.BAD
                ? SignatureVerdict.unsupported("it does not fit, but may be that " + other)
                : verdict;
    }

    /**
     * Verifies an {@code evmsig} field over the other fields of its template, and that the {@code security.ima} among
     * them is that of what was measured: the kernel compares them when it appraises, not when it measures.
     */
    SignatureVerdict verifyAttributes(MeasurementEntry entry, Bytes attribute) {
        try {
            FileSignature signature = FileSignature.parse(attribute);
            Optional<SignatureHash> hash = SignatureHash.of(signature.hash());
            byte @Nullable [] attributes = attributes(entry);
            if (signature.type() != FileSignature.Type.PORTABLE || attributes == null) {
                return SignatureVerdict.unsupported("it is not over attributes that the entry lists");
            }
            if (hash.isEmpty()) {
                return SignatureVerdict.unsupported("it is over " + SignatureHash.describe(signature.hash()));
            }
            SignatureVerdict verdict = verifyAttributes(signature, hash.get(), attributes, owner(entry, LONG_64));
            if (verdict.outcome() == SignatureVerdict.Outcome.BAD) {
                SignatureVerdict narrow = verifyAttributes(signature, hash.get(), attributes, owner(entry, LONG_32));
                verdict = narrow.outcome() == SignatureVerdict.Outcome.VERIFIED ? narrow : verdict;
            }
            return verdict.outcome() == SignatureVerdict.Outcome.VERIFIED ? verifyMeasured(entry) : verdict;
        } catch (UnreadableSignatureException e) {
            return e.verdict();
        }
    }

    /** What is signed is what {@code security.ima} says of the file; what was measured may be another content. */
    private SignatureVerdict verifyMeasured(MeasurementEntry entry) {
        Optional<Bytes> attribute = ProtectedAttributes.find(entry, IMA_ATTRIBUTE);
        if (attribute.isEmpty() || attribute.get().isEmpty()) {
            return SignatureVerdict.unsupported("the attributes that it is over have no security.ima to be found");
        }
        Bytes value = attribute.get();
        SignatureVerdict verdict = switch (value.at(0)) {
            case PLAIN_DIGEST -> compare(entry, plainAlgorithm(value.length() - 1), value.slice(1, value.length()));
            case TAGGED_DIGEST ->
                value.length() < 2
                        ? SignatureVerdict.bad("it has no digest")
                        : compare(entry, SignatureHash.describe(value.at(1) & 0xFF), value.slice(2, value.length()));
            default -> verifyFile(entry, value);
        };
        return verdict.outcome() == SignatureVerdict.Outcome.VERIFIED
                ? verdict
                : new SignatureVerdict(verdict.outcome(), "of the security.ima that it covers: " + verdict.why());
    }

    /** As the kernel tells by the length (ima_get_hash_algo in security/integrity/ima/ima_appraise.c). */
    private static String plainAlgorithm(int length) {
        return length == MD5_LENGTH ? "md5" : SignatureHash.SHA1.word();
    }

    private static SignatureVerdict compare(MeasurementEntry entry, String algorithm, Bytes value) {
        FileDigest digest = entry.digest();
        if (digest == null || entry.isViolation()) {
            return SignatureVerdict.unsupported("the entry does not say what was measured");
        }
        if (!digest.type().equals(FileDigest.CONTENT) || !digest.algorithm().equals(algorithm)) {
            return SignatureVerdict.unsupported("it is a digest by " + algorithm + ", which the digest listed is not");
        }
        return digest.value().equals(value)
                ? SignatureVerdict.VERIFIED
                : SignatureVerdict.bad("it is the digest of another content than was measured");
    }

    private SignatureVerdict verifyAttributes(
            FileSignature signature, SignatureHash hash, byte[] attributes, byte[] owner) {
        return verify(signature, hash, DigestSignature.digest(hash, attributes, owner));
    }

    private static byte @Nullable [] attributes(MeasurementEntry entry) {
        Bytes values = entry.field(TemplateField.ATTRIBUTE_VALUES);
        boolean complete = values != null
                && Bytes.length(entry.field(TemplateField.USER)) == 4
                && Bytes.length(entry.field(TemplateField.GROUP)) == 4
                && Bytes.length(entry.field(TemplateField.MODE)) == 2;
        return complete && values != null ? values.toArray() : null;
    }

    /**
     * The rest of what EVM hashes (struct h_misc in security/integrity/evm/evm_crypto.c): the inode and its generation,
     * which are zero in what is portable, then owner, group and mode in the host's byte order, as the list has them.
     *
     * @param length of the kernel's long, which the structure begins with and is aligned to
     */
    private static byte[] owner(MeasurementEntry entry, int length) {
        byte[] structure = new byte[length + 16];
        copy(entry.field(TemplateField.USER), structure, length + 4);
        copy(entry.field(TemplateField.GROUP), structure, length + 8);
        copy(entry.field(TemplateField.MODE), structure, length + 12);
        return structure;
    }

    private static void copy(@Nullable Bytes field, byte[] target, int at) {
        byte[] bytes = field == null ? new byte[0] : field.toArray();
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    private SignatureVerdict verify(FileSignature signature, SignatureHash hash, byte[] digest) {
        byte[] signed = digest;
        if (signature.version() == FileSignature.OVER_THE_FILE_ID) {
            // struct ima_file_id, of which only as much is hashed as the digest takes.
            byte[] header = {(byte) signature.type().number(), (byte) hash.number()};
            signed = DigestSignature.digest(hash, header, digest);
        }
        SignatureVerdict verdict = SignatureVerdict.unknownKey(signature.keyName());
        for (TrustedKey key : keys.ending(signature.key())) {
            SignatureVerdict next = DigestSignature.verify(
                    key.key(), hash, signed, signature.signature().toArray());
            if (next.outcome() == SignatureVerdict.Outcome.VERIFIED) {
                return next;
            }
            verdict = next;
        }
        return verdict;
    }
}
