package io.execparity.collect.reference;

import io.execparity.collect.ima.signature.KeyFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * Those who may sign a reference: the public keys in a folder, bare or in certificates, PEM or DER.
 *
 * <p>The keys themselves are trusted: nobody is by having a certificate from somebody else who is, and what a
 * certificate says of its time and use has no bearing.
 */
final class Signers {
    private final List<PublicKey> keys;
    private final boolean wanted;

    private Signers(List<PublicKey> keys, boolean wanted) {
        this.keys = List.copyOf(keys);
        this.wanted = wanted;
    }

    /** Nobody has to sign, and nobody can. */
    static Signers none() {
        return new Signers(List.of(), false);
    }

    /** For what is inside of what was signed. */
    static Signers satisfied() {
        return none();
    }

    /** @param folder null for {@link #none()} */
    static Signers of(@Nullable Path folder) throws ReferenceException {
        if (folder == null) {
            return none();
        }
        List<PublicKey> keys = new ArrayList<>();
        try {
            for (Path file : KeyFiles.of(folder)) {
                read(file, keys);
            }
        } catch (IOException e) {
            throw new ReferenceException(folder + ": these keys cannot be read: " + e.getMessage() + ".", e);
        }
        if (keys.isEmpty()) {
            throw new ReferenceException(folder + ": there is no certificate or public key in it.");
        }
        return new Signers(keys, true);
    }

    private static void read(Path file, List<PublicKey> into) throws IOException, ReferenceException {
        byte[] content = KeyFiles.read(file);
        int before = into.size();
        try {
            readKeys(content, into);
        } catch (IOException | RuntimeException e) {
            throw new ReferenceException(file + ": this is no certificate and no public key.", e);
        }
        if (into.size() == before) {
            throw new ReferenceException(file + ": this is no certificate and no public key.");
        }
    }

    private static void readKeys(byte[] content, List<PublicKey> into) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!text.contains("-----BEGIN ")) {
            into.add(key(derOf(content)));
            return;
        }
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                into.add(key(found));
            }
        }
    }

    private static Object derOf(byte[] content) throws IOException {
        try {
            return new X509CertificateHolder(content);
        } catch (IOException e) {
            return SubjectPublicKeyInfo.getInstance(content);
        }
    }

    private static PublicKey key(Object found) throws PEMException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        if (found instanceof X509CertificateHolder certificate) {
            return converter.getPublicKey(certificate.getSubjectPublicKeyInfo());
        }
        if (found instanceof SubjectPublicKeyInfo key) {
            return converter.getPublicKey(key);
        }
        throw new PEMException("neither certificate nor public key");
    }

    List<PublicKey> keys() {
        return keys;
    }

    /** True where a reference without signature is not to be used. */
    boolean isWanted() {
        return wanted;
    }

    /** Refuses what is signed where no key could verify it. */
    void require(String file) throws ReferenceException {
        if (keys.isEmpty()) {
            throw new ReferenceException(
                    file + ": this reference is signed, and no keys were given to verify it by (--reference-keys).");
        }
    }

    ReferenceException notSigned(String file) {
        return new ReferenceException(file + ": no signature on this reference is good by any of the keys given.");
    }

    /** True where one of the keys made the signature of these bytes, by SHA-256 or as its kind has it. */
    boolean signed(byte[] message, byte[] signature) {
        return keys.stream()
                .anyMatch(key -> algorithms(key).stream().anyMatch(algorithm -> {
                    try {
                        Signature verifier = Signature.getInstance(algorithm);
                        verifier.initVerify(key);
                        verifier.update(message);
                        return verifier.verify(signature);
                    } catch (GeneralSecurityException e) {
                        // Another kind of signature than the key makes: not by this key.
                        return false;
                    }
                }));
    }

    private static List<String> algorithms(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> List.of("SHA256withECDSA");
            case "RSA" -> List.of("SHA256withRSA");
            case "Ed25519", "EdDSA" -> List.of("EdDSA");
            default -> List.of();
        };
    }
}
