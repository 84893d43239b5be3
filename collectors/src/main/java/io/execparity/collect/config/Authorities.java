package io.execparity.collect.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of those whose word for a server is believed, and of nobody else. */
public final class Authorities {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private Authorities() {}

    /**
     * What connections are made with.
     *
     * @param name how errors name the file
     * @param content certificates, PEM or DER
     * @throws IllegalArgumentException where the file holds none, with its name
     */
    public static SSLContext context(String name, byte[] content) {
        try {
            KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates(name, content)) {
                believed.setCertificateEntry("authority-" + count++, certificate);
            }
            if (count == 0) {
                throw new IllegalArgumentException(name + ": there is no certificate in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(name + ": this holds no certificates", e);
        }
    }

    private static Collection<? extends Certificate> certificates(String name, byte[] content)
            throws GeneralSecurityException {
        if (content.length > MOST_BYTES) {
            throw new IllegalArgumentException(name + ": this is too long for certificates");
        }
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
    }
}
