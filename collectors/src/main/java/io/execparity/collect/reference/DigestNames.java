package io.execparity.collect.reference;

import io.execparity.collect.ima.Bank;
import java.util.Locale;
import java.util.Optional;

/** The hash algorithms of references, named as the kernel does (crypto/hash_info.c). */
final class DigestNames {
    private static final String SHA224 = "sha224";

    private DigestNames() {}

    /** Which algorithm hexadecimal digests of such a length are of, where nothing else says. */
    static Optional<String> ofDigits(int digits) {
        return switch (digits) {
            case 40 -> Optional.of(Bank.SHA1.word());
            case 56 -> Optional.of(SHA224);
            case 64 -> Optional.of(Bank.SHA256.word());
            case 96 -> Optional.of(Bank.SHA384.word());
            case 128 -> Optional.of(Bank.SHA512.word());
            default -> Optional.empty();
        };
    }

    /** The algorithm that a tag such as {@code SHA256} stands for. */
    static Optional<String> ofTag(String tag) {
        String word = tag.toLowerCase(Locale.ROOT);
        return word.equals(SHA224) ? Optional.of(SHA224) : Bank.of(word).map(Bank::word);
    }

    /** How many hexadecimal digits a digest of an algorithm named here has. */
    static int digits(String algorithm) {
        return 2 * Bank.of(algorithm).map(Bank::length).orElse(28);
    }
}
