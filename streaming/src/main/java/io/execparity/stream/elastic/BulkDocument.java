package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A result with the id that it has in its index: the same for the same result in every run, and for a finding that is
 * told again because more is known of it. A line that was rejected has no place in time, so its id is of its text too.
 *
 * @param id 27 characters of base64url: 160 bits of SHA-256
 * @param source one JSON object without a line feed
 */
@SuppressWarnings("ArrayRecordComponent") // made once, handed on and never changed
record BulkDocument(ResultKind kind, String id, byte[] source) {
    private static final int ID_BYTES = 20;

    static BulkDocument of(EncodedResult result) {
        byte[] source = result.line().line();
        MessageDigest digest = sha256();
        digest.update(result.line().identity());
        if (result.kind() == ResultKind.REJECTED) {
            digest.update(source);
        }
        byte[] id = Arrays.copyOf(digest.digest(), ID_BYTES);
        return new BulkDocument(
                result.kind(), Base64.getUrlEncoder().withoutPadding().encodeToString(id), source);
    }

    /** The line that stands before the source in a bulk request. */
    byte[] action(String index) {
        return ("{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}\n").getBytes(UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
