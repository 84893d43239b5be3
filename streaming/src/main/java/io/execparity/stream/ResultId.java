package io.execparity.stream;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The id of a result, wherever it is kept: the same for the same result in every run, and for a finding that is told again
 * because more is known of it. It is made of the result's place in the order (host, stamp, rule, whom it is about). A line
 * that was rejected has no place in time, so its id is of its text too.
 */
public final class ResultId {
    private static final int BYTES = 20;

    private ResultId() {}

    /** 27 characters of base64url: 160 bits of SHA-256. */
    public static String of(EncodedResult result) {
        MessageDigest digest = sha256();
        digest.update(result.line().identity());
        if (result.kind() == ResultKind.REJECTED) {
            digest.update(result.line().line());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
