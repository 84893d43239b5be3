package io.execparity.collect.reference;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/**
 * A signature as {@code openssl cms -sign -binary} makes it (RFC 5652, SignedData), around what is signed or beside it,
 * in DER or PEM. What is signed is streamed; it must not be used before {@link #verify()} has returned.
 */
final class CmsEnvelope {
    /** All but what is signed: the certificates and the signatures themselves. */
    private static final int LARGEST_REST = 1024 * 1024;

    private static final int MOST_SIGNERS = 16;
    private static final Set<String> DIGESTS = Set.of(
            NISTObjectIdentifiers.id_sha256.getId(),
            NISTObjectIdentifiers.id_sha384.getId(),
            NISTObjectIdentifiers.id_sha512.getId());

    private final String file;
    private final Signers signers;
    private final BudgetStream in;
    private final CMSSignedDataParser parser;
    private final InputStream content;

    /**
     * @param file names what has the signature
     * @param beside what is signed, null where the signature holds it
     */
    CmsEnvelope(String file, InputStream signature, @Nullable InputStream beside, Signers signers)
            throws ReferenceException {
        this.file = file;
        this.signers = signers;
        signers.require(file);
        this.in = new BudgetStream(CmsText.decoded(file, signature), LARGEST_REST);
        CMSTypedStream signed;
        try {
            BcDigestCalculatorProvider digests = new BcDigestCalculatorProvider();
            this.parser = beside == null
                    ? new CMSSignedDataParser(digests, in)
                    : new CMSSignedDataParser(digests, new CMSTypedStream(beside), in);
            signed = parser.getSignedContent();
        } catch (CMSException | RuntimeException e) {
            throw new ReferenceException(file + ": this is no CMS signature that can be read.", e);
        }
        if (signed == null) {
            throw new ReferenceException(file + ": this CMS signature has nothing in it that is signed.");
        }
        this.content = new Content(signed.getContentStream());
        if (beside == null) {
            in.allowAll();
        }
    }

    /** What is signed. */
    InputStream content() {
        return content;
    }

    /** Reads what is left and tells whether one of those who may signed all of it. */
    void verify() throws IOException, ReferenceException {
        content.transferTo(OutputStream.nullOutputStream());
        in.allow(LARGEST_REST);
        Collection<SignerInformation> found;
        try {
            found = parser.getSignerInfos().getSigners();
        } catch (CMSException | RuntimeException e) {
            throw new ReferenceException(file + ": this CMS signature cannot be read to its end.", e);
        }
        boolean signed = found.stream()
                .limit(MOST_SIGNERS)
                .filter(signer -> DIGESTS.contains(signer.getDigestAlgOID()))
                .anyMatch(signer -> signers.keys().stream().anyMatch(key -> isBy(signer, key)));
        if (!signed) {
            throw signers.notSigned(file);
        }
    }

    private static boolean isBy(SignerInformation signer, PublicKey key) {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(key));
        } catch (CMSException | OperatorCreationException | RuntimeException e) {
            // Another kind of signature than the key makes, or one whose parts contradict each other: not by this key.
            return false;
        }
    }

    /** Where the parser finds the structure damaged it throws what no reader of a stream expects. */
    private static final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (RuntimeException e) {
                throw new IOException("its CMS structure is damaged", e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (RuntimeException e) {
                throw new IOException("its CMS structure is damaged", e);
            }
        }
    }
}
