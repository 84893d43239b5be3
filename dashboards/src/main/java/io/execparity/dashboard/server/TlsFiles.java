package io.execparity.dashboard.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * What the server proves its name with, as certificate authorities and their programs leave it.
 *
 * @param certificate PEM: the server's own first, then those that lead to its authority
 * @param key PEM: PKCS #8, PKCS #1 or SEC 1, without a passphrase
 */
public record TlsFiles(Path certificate, Path key) {
    private static final int MOST_BYTES = 1 << 20;

    /**
     * The two as a store with one entry and no password.
     *
     * @throws IOException where they cannot be used, or are not of one another
     */
    KeyStore read() throws IOException {
        for (Path file : new Path[] {certificate, key}) {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " has more than " + MOST_BYTES + " bytes, which no PEM of one server has");
            }
        }
        Certificate[] chain = chain();
        PrivateKey own = privateKey(chain[0].getPublicKey().getAlgorithm());
        try {
            if (!isPair(own, chain[0].getPublicKey())) {
                throw new IOException(key + " is not the key of " + certificate);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", own, new char[0], chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(key + " is not the key of " + certificate, e);
        }
    }

    private Certificate[] chain() throws IOException {
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw new IOException(certificate + " has no certificate");
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException(certificate + " has no certificates as PEM", e);
        }
    }

    private PrivateKey privateKey(String algorithm) throws IOException {
        try (Reader in = Files.newBufferedReader(key, US_ASCII);
                PEMParser parser = new PEMParser(in)) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                PrivateKeyInfo info = found instanceof PEMKeyPair pair
                        ? pair.getPrivateKeyInfo()
                        : found instanceof PrivateKeyInfo one ? one : null;
                if (info != null) {
                    return KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(key + " is not the key of " + certificate, e);
        } catch (RuntimeException e) {
            throw new IOException(key + " has no key as PEM", e);
        }
        throw new IOException(key + " has no key as PEM without a passphrase");
    }

    private static boolean isPair(PrivateKey own, PublicKey open) throws GeneralSecurityException {
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> open.getAlgorithm();
        };
        byte[] anything = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(own);
        signature.update(anything);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(anything);
        return signature.verify(signed);
    }
}
