package io.execparity.collect.ima.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/**
 * Verifies signatures over a digest whose content is not there to be hashed: RSA with PKCS #1 v1.5 padding (RFC 8017,
 * section 8.2.2) and ECDSA in DER.
 */
final class DigestSignature {
    private static final int SHORTEST_PADDING = 8;

    private DigestSignature() {}

    /** Says what of the key is not known here; an empty string where it can be used. */
    static String unsupported(PublicKey key) {
        return key instanceof RSAPublicKey || key instanceof ECPublicKey
                ? ""
                : "the key is neither RSA nor on a known curve, but " + key.getAlgorithm();
    }

    static SignatureVerdict verify(PublicKey key, SignatureHash hash, byte[] digest, byte[] signature) {
        String unsupported = unsupported(key);
        if (!unsupported.isEmpty()) {
            return SignatureVerdict.unsupported(unsupported);
        }
        boolean holds = key instanceof RSAPublicKey rsa
                ? isPadded(rsa, hash, digest, signature)
                : isOnCurve(key, digest, signature);
        return holds
                ? SignatureVerdict.VERIFIED
                : SignatureVerdict.bad("the signature is not the key's over what was measured");
    }

    /** There is one padding that is right, so that it is made and compared rather than read. */
    private static boolean isPadded(RSAPublicKey key, SignatureHash hash, byte[] digest, byte[] signature) {
        int size = (key.getModulus().bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != size || number.compareTo(key.getModulus()) >= 0) {
            return false;
        }
        byte[] info = digestInfo(hash, digest);
        if (size < info.length + SHORTEST_PADDING + 3) {
            return false;
        }
        byte[] padded = new byte[size];
        Arrays.fill(padded, (byte) 0xFF);
        padded[0] = 0;
        padded[1] = 1;
        padded[size - info.length - 1] = 0;
        System.arraycopy(info, 0, padded, size - info.length, info.length);
        BigInteger opened = number.modPow(key.getPublicExponent(), key.getModulus());
        return opened.equals(new BigInteger(1, padded));
    }

    private static byte[] digestInfo(SignatureHash hash, byte[] digest) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(hash.identifier(), DERNull.INSTANCE);
            return new DigestInfo(algorithm, digest).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("it is encoded into memory", e);
        }
    }

    private static boolean isOnCurve(PublicKey key, byte[] digest, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("NONEwithECDSA");
            verifier.initVerify(key);
            verifier.update(digest);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // what is no encoded pair of numbers is nobody's signature
        }
    }

    /** The digest of some bytes. */
    static byte[] digest(SignatureHash hash, byte[]... parts) {
        MessageDigest digest = hash.newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
