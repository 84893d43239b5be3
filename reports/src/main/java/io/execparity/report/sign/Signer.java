package io.execparity.report.sign;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A key and its certificates, that sign by CMS (RFC 5652). The signature stands in a file of its own, says no time, and is
 * the same each time with an RSA key; with a key on an elliptic curve it is another one each time, and as good.
 */
public final class Signer {
    private static final int MOST_BYTES = 1 << 20;
    private static final int FEWEST_BITS = 2048;

    private final PrivateKey key;
    private final List<X509Certificate> certificates;

    private Signer(PrivateKey key, List<X509Certificate> certificates) {
        this.key = key;
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Reads them.
     *
     * @param key a private key in PEM, without a passphrase
     * @param certificates in PEM: the key's own, and then those that it leads to, if any
     * @throws IOException where a file is none of these, or they do not belong together
     */
    public static Signer read(Path key, Path certificates) throws IOException {
        Signer signer = new Signer(key(key), certificates(certificates));
        byte[] probe = {'?'};
        try {
            signer.verify(probe, signer.sign(probe));
        } catch (IOException e) {
            throw new IOException(certificates + ": the first certificate is not that of " + key, e);
        }
        return signer;
    }

    private static PrivateKey key(Path file) throws IOException {
        try (PEMParser pem = pem(file)) {
            Object read = pem.readObject();
            while (read instanceof ASN1ObjectIdentifier) {
                // The curve, which openssl ecparam writes before the key.
                read = pem.readObject();
            }
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            PrivateKey key;
            if (read instanceof PrivateKeyInfo info) {
                key = converter.getPrivateKey(info);
            } else if (read instanceof PEMKeyPair pair) {
                key = converter.getKeyPair(pair).getPrivate();
            } else {
                throw new IOException(file + ": this is no private key in PEM without a passphrase");
            }
            if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() < FEWEST_BITS) {
                throw new IOException(file + ": an RSA key of less than " + FEWEST_BITS + " bits");
            }
            if (!key.getAlgorithm().equals("RSA") && !key.getAlgorithm().equals("EC")) {
                throw new IOException(file + ": a key for " + key.getAlgorithm() + ", not for RSA or EC");
            }
            return key;
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser pem = pem(file)) {
            for (Object read = pem.readObject(); read != null; read = pem.readObject()) {
                if (!(read instanceof X509CertificateHolder holder)) {
                    throw new IOException(file + ": this is no certificate in PEM");
                }
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (CertificateException e) {
            throw new IOException(file + ": this is no certificate that Java understands", e);
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + ": there is no certificate in it");
        }
        return certificates;
    }

    private static PEMParser pem(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": this is too long for keys or certificates");
        }
        Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        return new PEMParser(reader);
    }

    /** The signature over these bytes, DER, without the bytes. */
    public byte[] sign(byte[] content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            DefaultSignedAttributeTableGenerator attributes = new DefaultSignedAttributeTableGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            // When it was signed would be another time each time, and no more than a claim.
                            .setSignedAttributeGenerator(
                                    of -> attributes.getAttributes(of).remove(CMSAttributes.signingTime))
                            .build(new JcaContentSignerBuilder(algorithm).build(key), certificates.get(0)));
            generator.addCertificates(new JcaCertStore(certificates));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("the key cannot sign", e);
        }
    }

    private void verify(byte[] content, byte[] signature) throws IOException {
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(content), signature);
            for (SignerInformation signer : signed.getSignerInfos().getSigners()) {
                if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .build(certificates.get(0).getPublicKey()))) {
                    throw new IOException("the signature is not the certificate's");
                }
            }
        } catch (CMSException | OperatorCreationException e) {
            throw new IOException("the signature is not the certificate's", e);
        }
    }
}
