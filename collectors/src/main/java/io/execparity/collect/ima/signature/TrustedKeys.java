package io.execparity.collect.ima.signature;

import io.execparity.schema.text.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cms.SignerId;

/** The keys whose signatures are believed: what the host's {@code .ima} keyring should hold. */
public final class TrustedKeys {
    private final List<TrustedKey> keys;

    private TrustedKeys(List<TrustedKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads every file of a folder but hidden ones, or a single file. Each holds one certificate in DER, or any number
     * in PEM.
     *
     * @throws IOException with a sentence that names the file that cannot be read or holds something else
     */
    public static TrustedKeys read(Path place) throws IOException {
        List<TrustedKey> keys = new ArrayList<>();
        for (Path file : KeyFiles.of(place)) {
            readFile(file, keys);
        }
        if (keys.isEmpty()) {
            throw new IOException(place + " holds no certificate");
        }
        return new TrustedKeys(keys);
    }

    private static void readFile(Path file, List<TrustedKey> into) throws IOException {
        byte[] bytes = KeyFiles.read(file);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            int before = into.size();
            for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
                into.add(TrustedKey.of((X509Certificate) certificate));
            }
            if (into.size() == before) {
                throw new IOException(file + " holds no certificate");
            }
        } catch (CertificateException e) {
            throw new IOException(file + " is not a certificate in PEM or DER", e);
        }
    }

    public int size() {
        return keys.size();
    }

    /** Those whose identifier ends so; four bytes are few enough for two keys to share them. */
    List<TrustedKey> ending(Bytes identifier) {
        return keys.stream()
                .filter(key -> key.shortIdentifier().equals(identifier))
                .toList();
    }

    /** Those that a signer of a CMS message says it is. */
    List<TrustedKey> of(SignerId signer) {
        return keys.stream().filter(key -> is(key, signer)).toList();
    }

    private static boolean is(TrustedKey key, SignerId signer) {
        byte[] identifier = signer.getSubjectKeyIdentifier();
        if (identifier != null) {
            return key.identifier().equals(Bytes.view(identifier));
        }
        return key.certificate().getSerialNumber().equals(signer.getSerialNumber())
                && key.certificate().getIssuer().equals(signer.getIssuer());
    }
}
