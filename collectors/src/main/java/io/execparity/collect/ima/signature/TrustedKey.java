package io.execparity.collect.ima.signature;

import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate whose key is trusted. As in a keyring of the kernel, neither its dates nor who issued it matter.
 *
 * @param identifier the subject key identifier: the certificate's own, else the SHA-1 digest of the key's bits, as
 *     {@code evmctl} computes it
 */
record TrustedKey(X509CertificateHolder certificate, PublicKey key, Bytes identifier) {
    private static final int SHORT_IDENTIFIER = 4;

    static TrustedKey of(X509Certificate certificate) throws CertificateException {
        try {
            X509CertificateHolder holder = new X509CertificateHolder(certificate.getEncoded());
            return new TrustedKey(holder, certificate.getPublicKey(), identifier(holder));
        } catch (IOException | IllegalArgumentException | CertificateEncodingException e) {
            throw new CertificateException(e);
        }
    }

    private static Bytes identifier(X509CertificateHolder certificate) {
        Extension extension = certificate.getExtension(Extension.subjectKeyIdentifier);
        if (extension != null) {
            byte[] identifier =
                    SubjectKeyIdentifier.getInstance(extension.getParsedValue()).getKeyIdentifier();
            if (identifier.length >= SHORT_IDENTIFIER) {
                return Bytes.view(identifier);
            }
        }
        byte[] bits = certificate.getSubjectPublicKeyInfo().getPublicKeyData().getBytes();
        try {
            return Bytes.view(MessageDigest.getInstance("SHA-1").digest(bits));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** The last four bytes of the identifier, which signatures of files name their key by. */
    Bytes shortIdentifier() {
        return identifier.slice(identifier.length() - SHORT_IDENTIFIER, identifier.length());
    }
}
