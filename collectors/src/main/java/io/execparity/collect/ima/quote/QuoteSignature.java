package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a quote: a TPMT_SIGNATURE, or the bare bytes that {@code tpm2_quote -f plain} writes, which are an RSA
 * number or an ECDSA pair in DER.
 *
 * @param scheme of the TPM's numbers, {@link TpmAlgorithm#NULL} where it is bare
 * @param hash empty where it is bare
 * @param value the RSA number, or the pair in DER
 */
record QuoteSignature(int scheme, Optional<Bank> hash, Bytes value) {
    /** Bytes of a number; TPMs have keys of 1,024, 2,048, 3,072 and 4,096 bits. */
    private static final int SHORTEST_RSA = 128;

    private static final int LONGEST_RSA = 512;
    private static final int LONGEST_ECC = 66;

    static QuoteSignature parse(Bytes bytes) throws UnusableQuoteException {
        TpmBytes in = new TpmBytes(bytes, "signature of a TPM");
        int scheme = bytes.length() < 2 ? TpmAlgorithm.NULL : in.shortValue("the scheme");
        if (scheme != TpmAlgorithm.RSASSA && scheme != TpmAlgorithm.RSAPSS && scheme != TpmAlgorithm.ECDSA) {
            if (bytes.isEmpty() || bytes.length() > LONGEST_RSA) {
                throw in.wrong("it has " + bytes.length() + " bytes");
            }
            return bare(bytes);
        }
        try {
            return tagged(scheme, in);
        } catch (UnusableQuoteException e) {
            // One of some 22,000 RSA numbers begins like a scheme; a whole TPMT_SIGNATURE in place of one is no
            // accident.
            if (bytes.length() % SHORTEST_RSA == 0 && bytes.length() <= LONGEST_RSA) {
                return bare(bytes);
            }
            throw e;
        }
    }

    private static QuoteSignature bare(Bytes bytes) {
        return new QuoteSignature(TpmAlgorithm.NULL, Optional.empty(), bytes);
    }

    /** @param in behind the scheme */
    private static QuoteSignature tagged(int scheme, TpmBytes in) throws UnusableQuoteException {
        int number = in.shortValue("the hash");
        Optional<Bank> hash = TpmAlgorithm.hash(number);
        if (hash.isEmpty()) {
            throw in.wrong("there is no hash " + TpmAlgorithm.describe(number));
        }
        Bytes value = scheme == TpmAlgorithm.ECDSA ? pair(in) : in.sized(LONGEST_RSA, "the signature");
        in.end();
        return new QuoteSignature(scheme, hash, value);
    }

    private static Bytes pair(TpmBytes in) throws UnusableQuoteException {
        BigInteger r =
                new BigInteger(1, in.sized(LONGEST_ECC, "the signature's r").toArray());
        BigInteger s =
                new BigInteger(1, in.sized(LONGEST_ECC, "the signature's s").toArray());
        try {
            ASN1Integer[] both = {new ASN1Integer(r), new ASN1Integer(s)};
            return Bytes.view(new DERSequence(both).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("it is encoded into memory", e);
        }
    }

    /**
     * True where the key made it over the message.
     *
     * @param used the hash, as the signature or, where it is bare, the length of the quote's digest has it
     */
    boolean verifies(PublicKey key, Bank used, Bytes message) throws UnusableQuoteException {
        String name = used.standardName();
        String digest = name.startsWith("SHA-") ? name.replace("-", "") : name;
        if (!(key instanceof RSAPublicKey rsa)) {
            boolean fits = scheme == TpmAlgorithm.ECDSA || scheme == TpmAlgorithm.NULL;
            return fits && verifies(digest + "withECDSA", null, key, message);
        }
        boolean padded = scheme == TpmAlgorithm.RSASSA || scheme == TpmAlgorithm.NULL;
        if (padded && verifies(digest + "withRSA", null, key, message)) {
            return true;
        }
        return (scheme == TpmAlgorithm.RSAPSS || scheme == TpmAlgorithm.NULL) && verifiesSalted(rsa, used, message);
    }

    /** TPMs salt with as many bytes as the hash has, or with as many as there is room for. */
    private boolean verifiesSalted(RSAPublicKey key, Bank used, Bytes message) throws UnusableQuoteException {
        int room = (key.getModulus().bitLength() + 6) / 8 - used.length() - 2;
        for (int salt : new int[] {used.length(), room}) {
            if (salt >= 0 && salt <= room) {
                String name = used.standardName();
                PSSParameterSpec parameters = new PSSParameterSpec(
                        name, "MGF1", new MGF1ParameterSpec(name), salt, PSSParameterSpec.TRAILER_FIELD_BC);
                if (verifies("RSASSA-PSS", parameters, key, message)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean verifies(String algorithm, @Nullable PSSParameterSpec parameters, PublicKey key, Bytes message)
            throws UnusableQuoteException {
        Signature verifier;
        try {
            verifier = Signature.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new UnusableQuoteException("signatures by " + algorithm + " are not known");
        }
        try {
            if (parameters != null) {
                verifier.setParameter(parameters);
            }
            verifier.initVerify(key);
            verifier.update(message.toArray());
            return verifier.verify(value.toArray());
        } catch (GeneralSecurityException e) {
            return false; // of another length than the key's, or no pair of numbers: nobody's signature
        }
    }
}
