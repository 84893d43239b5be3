package io.execparity.stream.elastic;

import io.execparity.stream.SiteFile;
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
final class Authorities {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private Authorities() {}

    /**
     * What connections are made with.
     *
     * @param file certificates, PEM or DER
     * @throws IllegalArgumentException where the file holds none, with its name
     */
    static SSLContext context(SiteFile file) {
        try {
            KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
            believed.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates(file)) {
                believed.setCertificateEntry("authority-" + count++, certificate);
            }
            if (count == 0) {
                throw new IllegalArgumentException(file.name() + ": there is no certificate in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(file.name() + ": this holds no certificates", e);
        }
    }

    private static Collection<? extends Certificate> certificates(SiteFile file) throws GeneralSecurityException {
        if (file.content().length > MOST_BYTES) {
            throw new IllegalArgumentException(file.name() + ": this is too long for certificates");
        }
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file.content()));
    }
}
