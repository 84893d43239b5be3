package io.execparity.schema.execution;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a file's content.
 *
 * @param hexadecimal lower case, as long as the algorithm's digests are
 */
public record ContentDigest(Algorithm algorithm, String hexadecimal) {
    /** The algorithms that the Elastic Common Schema has a field for; IMA may be set to others. */
    public enum Algorithm {
        SHA1("sha1", 20),
        SHA256("sha256", 32),
        SHA384("sha384", 48),
        SHA512("sha512", 64);

        private final String word;
        private final int length;

        Algorithm(String word, int length) {
            this.word = word;
            this.length = length;
        }

        /** As the kernel and the schema name it. */
        public String word() {
            return word;
        }

        /** Bytes in a digest. */
        public int length() {
            return length;
        }

        /** The algorithm of that name, null where there is none with a field. */
        public static @Nullable Algorithm of(String word) {
            for (Algorithm algorithm : values()) {
                if (algorithm.word.equals(word)) {
                    return algorithm;
                }
            }
            return null;
        }
    }

    public ContentDigest {
        requireNonNull(algorithm, "algorithm is null");
        if (!isHexadecimal(hexadecimal, algorithm)) {
            throw new IllegalArgumentException("no " + algorithm.word() + " digest: " + hexadecimal);
        }
    }

    /** Reads {@code sha256:…} as IMA's audit records write it; null for anything else. */
    public static @Nullable ContentDigest parse(Bytes written) {
        int colon = written.indexOf((byte) ':', 0);
        if (colon < 0) {
            return null;
        }
        Algorithm algorithm = Algorithm.of(written.slice(0, colon).text());
        String digits = written.slice(colon + 1, written.length()).text();
        return algorithm != null && isHexadecimal(digits, algorithm) ? new ContentDigest(algorithm, digits) : null;
    }

    private static boolean isHexadecimal(String digits, Algorithm algorithm) {
        if (digits.length() != 2 * algorithm.length()) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return algorithm.word() + ":" + hexadecimal;
    }
}
