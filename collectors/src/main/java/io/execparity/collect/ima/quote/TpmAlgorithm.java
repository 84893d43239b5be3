package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import java.util.Map;
import java.util.Optional;

/** The numbers that the TCG gave to algorithms (TPM 2.0 Library, Part 2, TPM_ALG_ID). */
final class TpmAlgorithm {
    static final int RSA = 0x0001;
    static final int NULL = 0x0010;
    static final int RSASSA = 0x0014;
    static final int RSAES = 0x0015;
    static final int RSAPSS = 0x0016;
    static final int ECDSA = 0x0018;
    static final int ECDAA = 0x001A;
    static final int ECC = 0x0023;

    private static final Map<Integer, Bank> HASHES = Map.of(
            0x0004, Bank.SHA1,
            0x000B, Bank.SHA256,
            0x000C, Bank.SHA384,
            0x000D, Bank.SHA512,
            0x0012, Bank.SM3_256,
            0x0027, Bank.SHA3_256,
            0x0028, Bank.SHA3_384,
            0x0029, Bank.SHA3_512);

    private TpmAlgorithm() {}

    static Optional<Bank> hash(int number) {
        return Optional.ofNullable(HASHES.get(number));
    }

    static String describe(int number) {
        return String.format("0x%04x", number);
    }
}
