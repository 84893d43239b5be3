package io.execparity.collect.ima.quote;

import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;

/**
 * The public part of the key that a TPM signs quotes with: PEM (a public key or a certificate), or a TPM's own
 * TPM2B_PUBLIC or TPMT_PUBLIC.
 *
 * <p>Whoever gives it vouches for it. That it is restricted, so that the TPM signs with it only what it made itself, a
 * PEM file does not say.
 */
final class AttestationKey {
    private static final String KIND = "public key of a TPM";
    private static final String PEM = "-----BEGIN ";
    private static final int LONGEST_RSA = 512;
    private static final int LONGEST_COORDINATE = 66;
    private static final int LONGEST_POLICY = 64;
    private static final long USUAL_EXPONENT = 65537;
    private static final long RESTRICTED_AND_SIGNS = 1L << 16 | 1L << 18;
    private static final long DECRYPTS = 1L << 17;
    private static final Map<Integer, String> CURVES = Map.of(3, "secp256r1", 4, "secp384r1", 5, "secp521r1");

    private final PublicKey key;

    private AttestationKey(PublicKey key) {
        this.key = key;
    }

    PublicKey key() {
        return key;
    }

    static AttestationKey parse(Bytes bytes) throws UnusableQuoteException {
        try {
            String text = new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
            PublicKey key = text.contains(PEM) ? ofPem(text) : ofTpm(bytes);
            if (!(key instanceof RSAPublicKey) && !(key instanceof ECPublicKey)) {
                throw new UnusableQuoteException("it is neither an RSA nor an elliptic curve key");
            }
            return new AttestationKey(key);
        } catch (GeneralSecurityException e) {
            throw new UnusableQuoteException("it is a key that cannot be used");
        }
    }

    private static PublicKey ofPem(String text) throws UnusableQuoteException, GeneralSecurityException {
        SubjectPublicKeyInfo info = null;
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object object = parser.readObject();
            if (object instanceof SubjectPublicKeyInfo found) {
                info = found;
            } else if (object instanceof X509CertificateHolder certificate) {
                info = certificate.getSubjectPublicKeyInfo();
            }
            if (info == null) {
                throw new UnusableQuoteException("it is PEM, but no public key or certificate");
            }
            String algorithm = info.getAlgorithm().getAlgorithm().getId();
            String name = algorithm.startsWith("1.2.840.10045") ? "EC" : "RSA";
            return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (IOException | RuntimeException e) {
            throw new UnusableQuoteException("it is PEM that cannot be read"); // the library throws both for bad bytes
        }
    }

    private static PublicKey ofTpm(Bytes bytes) throws UnusableQuoteException, GeneralSecurityException {
        boolean sized = bytes.length() > 2 && ((bytes.at(0) & 0xFF) << 8 | (bytes.at(1) & 0xFF)) == bytes.length() - 2;
        TpmBytes in = new TpmBytes(sized ? bytes.slice(2, bytes.length()) : bytes, KIND);
        int type = in.shortValue("the type");
        if (type != TpmAlgorithm.RSA && type != TpmAlgorithm.ECC) {
            throw in.wrong("its type is " + TpmAlgorithm.describe(type));
        }
        in.shortValue("the name's algorithm");
        long attributes = in.intValue("the attributes");
        if ((attributes & RESTRICTED_AND_SIGNS) != RESTRICTED_AND_SIGNS || (attributes & DECRYPTS) != 0) {
            throw new UnusableQuoteException(
                    "it is no attestation key: a key that is not restricted to sign what its TPM made can sign anything");
        }
        in.sized(LONGEST_POLICY, "the policy");
        if (in.shortValue("the symmetric algorithm") != TpmAlgorithm.NULL) {
            throw in.wrong("a signing key has no symmetric algorithm");
        }
        scheme(in);
        return type == TpmAlgorithm.RSA ? rsa(in) : ecc(in);
    }

    private static void scheme(TpmBytes in) throws UnusableQuoteException {
        int scheme = in.shortValue("the scheme");
        if (scheme != TpmAlgorithm.NULL && scheme != TpmAlgorithm.RSAES) {
            in.shortValue("the scheme's hash");
        }
        if (scheme == TpmAlgorithm.ECDAA) {
            in.shortValue("the scheme's count");
        }
    }

    private static PublicKey rsa(TpmBytes in) throws UnusableQuoteException, GeneralSecurityException {
        in.shortValue("the number of bits");
        long exponent = in.intValue("the exponent");
        BigInteger modulus =
                new BigInteger(1, in.sized(LONGEST_RSA, "the modulus").toArray());
        in.end();
        BigInteger used = BigInteger.valueOf(exponent == 0 ? USUAL_EXPONENT : exponent);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, used));
    }

    private static PublicKey ecc(TpmBytes in) throws UnusableQuoteException, GeneralSecurityException {
        int curve = in.shortValue("the curve");
        String name = CURVES.get(curve);
        if (name == null) {
            throw in.wrong("the curve " + TpmAlgorithm.describe(curve) + " is not known");
        }
        if (in.shortValue("the key derivation") != TpmAlgorithm.NULL) {
            in.shortValue("the key derivation's hash");
        }
        BigInteger x =
                new BigInteger(1, in.sized(LONGEST_COORDINATE, "a coordinate").toArray());
        BigInteger y =
                new BigInteger(1, in.sized(LONGEST_COORDINATE, "a coordinate").toArray());
        in.end();
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        ECPublicKeySpec specification =
                new ECPublicKeySpec(new ECPoint(x, y), parameters.getParameterSpec(ECParameterSpec.class));
        return KeyFactory.getInstance("EC").generatePublic(specification);
    }
}
