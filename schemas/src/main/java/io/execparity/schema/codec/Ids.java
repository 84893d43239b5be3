package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Names for addresses and indices, in base64url: the beginning of SHA-256 over what makes a thing what it is. */
public final class Ids {
    /** Of a thing: 20 characters. */
    private static final int THING_BYTES = 15;
    /** Of a result, which an index knows by nothing else: 27 characters. */
    private static final int RESULT_BYTES = 20;

    private Ids() {}

    /** Of a file: its device and inode on its host, its path where these are not known; empty without any. */
    public static String file(String host, String device, String inode, String path) {
        if (!device.isEmpty() && !inode.isEmpty()) {
            return of(THING_BYTES, "file", host, device, inode);
        }
        return path.isEmpty() ? "" : of(THING_BYTES, "path", host, path);
    }

    /** Of a program: its path, which is the same on every host; empty without one. */
    public static String program(String path) {
        return path.isEmpty() ? "" : of(THING_BYTES, "program", path);
    }

    /** Of a result, by what it is of. */
    public static String result(String... parts) {
        return of(RESULT_BYTES, parts);
    }

    /** Of a line of which nothing is understood: by its bytes. */
    public static String line(byte[] line) {
        return text(sha256().digest(line), RESULT_BYTES);
    }

    /** Parts are told apart by their lengths. */
    private static String of(int length, String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
        }
        return text(digest.digest(), length);
    }

    private static String text(byte[] digest, int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, length));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
