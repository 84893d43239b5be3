package io.execparity.collect.ima.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;

/**
 * A hash that is signed with RSA or ECDSA. The numbers and names are the kernel's (include/uapi/linux/hash_info.h and
 * crypto/hash_info.c).
 */
enum SignatureHash {
    SHA1(2, "SHA-1", OIWObjectIdentifiers.idSHA1),
    SHA256(4, "SHA-256", NISTObjectIdentifiers.id_sha256),
    SHA384(5, "SHA-384", NISTObjectIdentifiers.id_sha384),
    SHA512(6, "SHA-512", NISTObjectIdentifiers.id_sha512),
    SHA224(7, "SHA-224", NISTObjectIdentifiers.id_sha224),
    SHA3_256(20, "SHA3-256", NISTObjectIdentifiers.id_sha3_256),
    SHA3_384(21, "SHA3-384", NISTObjectIdentifiers.id_sha3_384),
    SHA3_512(22, "SHA3-512", NISTObjectIdentifiers.id_sha3_512);

    /** The name of each number. */
    private static final List<String> NAMES = List.of(
            "md4",
            "md5",
            "sha1",
            "rmd160",
            "sha256",
            "sha384",
            "sha512",
            "sha224",
            "rmd128",
            "rmd256",
            "rmd320",
            "wp256",
            "wp384",
            "wp512",
            "tgr128",
            "tgr160",
            "tgr192",
            "sm3",
            "streebog256",
            "streebog512",
            "sha3-256",
            "sha3-384",
            "sha3-512");

    private final int number;
    private final String standardName;
    private final String identifier;

    SignatureHash(int number, String standardName, ASN1ObjectIdentifier identifier) {
        this.number = number;
        this.standardName = standardName;
        this.identifier = identifier.getId();
    }

    static Optional<SignatureHash> of(int number) {
        for (SignatureHash hash : values()) {
            if (hash.number == number) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    static Optional<SignatureHash> of(ASN1ObjectIdentifier identifier) {
        for (SignatureHash hash : values()) {
            if (hash.identifier.equals(identifier.getId())) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    /** What a number stands for, whether it is known here or not. */
    static String describe(int number) {
        return number < NAMES.size() ? NAMES.get(number) : "algorithm " + number;
    }

    /** In the kernel's enumeration, which {@code struct ima_file_id} is hashed with. */
    int number() {
        return number;
    }

    /** As a list writes it. */
    String word() {
        return NAMES.get(number);
    }

    ASN1ObjectIdentifier identifier() {
        return new ASN1ObjectIdentifier(identifier);
    }

    MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(standardName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + standardName, e);
        }
    }
}
