package io.execparity.collect.ima;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.jcajce.provider.digest.SM3;

/**
 * A TPM's bank of registers, named as the kernel names its hash algorithm (crypto/hash_info.c). Several banks have
 * digests of the same size, so that a list does not say by its looks alone which one it is of.
 */
public enum Bank {
    SHA1("sha1", "SHA-1", 20),
    SHA256("sha256", "SHA-256", 32),
    SHA384("sha384", "SHA-384", 48),
    SHA512("sha512", "SHA-512", 64),
    SM3_256("sm3", "SM3", 32),
    SHA3_256("sha3-256", "SHA3-256", 32),
    SHA3_384("sha3-384", "SHA3-384", 48),
    SHA3_512("sha3-512", "SHA3-512", 64);

    private final String word;
    private final String standardName;
    private final int length;

    Bank(String word, String standardName, int length) {
        this.word = word;
        this.standardName = standardName;
        this.length = length;
    }

    /** As the kernel writes it. */
    public String word() {
        return word;
    }

    /** As Java's cryptography names the algorithm. */
    public String standardName() {
        return standardName;
    }

    /** Bytes in a digest. */
    public int length() {
        return length;
    }

    /** The bank of that name; the TPM's own names, such as {@code sm3_256}, are known too. */
    public static Optional<Bank> of(String word) {
        String plain = word.replace('_', '-');
        for (Bank bank : values()) {
            if (bank.word.equals(plain) || bank.word.equals(plain.replace("sm3-256", "sm3"))) {
                return Optional.of(bank);
            }
        }
        return Optional.empty();
    }

    /** A digest of this algorithm, at its beginning. */
    public MessageDigest newDigest() {
        if (this == SM3_256) {
            return Sm3.newDigest();
        }
        try {
            return MessageDigest.getInstance(standardName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + standardName, e);
        }
    }

    /** The one that no JDK has, apart: checking a signed library's jar takes longer than most lists. */
    private static final class Sm3 {
        static MessageDigest newDigest() {
            return new SM3.Digest();
        }
    }
}
