package io.execparity.collect.ima.signature;

import io.execparity.schema.text.Bytes;
import java.util.HexFormat;

/**
 * An extended attribute that holds a signature: one byte for its type, then {@code struct signature_v2_hdr}
 * (security/integrity/integrity.h), whose integers are big-endian.
 *
 * @param version 2 or 3
 * @param hash in the kernel's numbers, 0 to 255
 * @param key the last four bytes of the signing key's identifier
 */
record FileSignature(Type type, int version, int hash, Bytes key, Bytes signature) {
    private static final int HEADER = 9;
    private static final int VERSION_AT = 1;
    private static final int HASH_AT = 2;
    private static final int KEY_AT = 3;
    private static final int SIZE_AT = 7;

    static final int OVER_THE_DIGEST = 2;
    static final int OVER_THE_FILE_ID = 3;

    /** What is signed (enum evm_ima_xattr_type). */
    enum Type {
        FILE(3),
        PORTABLE(5),
        VERITY(6);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** Says what keeps an attribute from being verified. */
    static final class UnreadableSignatureException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient SignatureVerdict verdict;

        UnreadableSignatureException(SignatureVerdict verdict) {
            super(verdict.why());
            this.verdict = verdict;
        }

        SignatureVerdict verdict() {
            return verdict;
        }
    }

    static FileSignature parse(Bytes attribute) throws UnreadableSignatureException {
        byte[] bytes = attribute.toArray();
        Type type = type(bytes[0] & 0xFF);
        if (bytes.length < HEADER) {
            throw bad("its length of " + bytes.length + " bytes is less than a header's");
        }
        int version = bytes[VERSION_AT] & 0xFF;
        boolean known = version == OVER_THE_FILE_ID || (version == OVER_THE_DIGEST && type != Type.VERITY);
        if (!known) {
            throw unsupported("it is of version " + version);
        }
        int size = (bytes[SIZE_AT] & 0xFF) << 8 | (bytes[SIZE_AT + 1] & 0xFF);
        if (size == 0 || size != bytes.length - HEADER) {
            throw bad("its length is " + (bytes.length - HEADER) + " bytes where its header says " + size);
        }
        Bytes key = attribute.slice(KEY_AT, SIZE_AT).detached();
        Bytes signature = attribute.slice(HEADER, attribute.length());
        return new FileSignature(type, version, bytes[HASH_AT] & 0xFF, key, signature);
    }

    private static Type type(int number) throws UnreadableSignatureException {
        for (Type type : Type.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw unsupported("it is an attribute of type " + number + ", which is no signature");
    }

    private static UnreadableSignatureException bad(String why) {
        return new UnreadableSignatureException(SignatureVerdict.bad(why));
    }

    private static UnreadableSignatureException unsupported(String why) {
        return new UnreadableSignatureException(SignatureVerdict.unsupported(why));
    }

    /** The signing key, as {@code evmctl} and keyrings show it. */
    String keyName() {
        return HexFormat.of().formatHex(key.toArray());
    }
}
