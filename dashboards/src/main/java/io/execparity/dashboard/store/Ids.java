package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Names for addresses: 20 characters of base64url, 120 bits of SHA-256 over what makes a thing what it is. */
public final class Ids {
    private static final int BYTES = 15;

    private Ids() {}

    /** Of a file: its device and inode on its host, its path where these are not known; empty without any. */
    public static String file(String host, String device, String inode, String path) {
        if (!device.isEmpty() && !inode.isEmpty()) {
            return of("file", host, device, inode);
        }
        return path.isEmpty() ? "" : of("path", host, path);
    }

    /** Of a program: its path, which is the same on every host; empty without one. */
    public static String program(String path) {
        return path.isEmpty() ? "" : of("program", path);
    }

    /** Parts are told apart by their lengths. */
    static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            digest.update((bytes.length + ":").getBytes(UTF_8));
            digest.update(bytes);
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
