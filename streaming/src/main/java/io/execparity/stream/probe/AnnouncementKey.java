package io.execparity.stream.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one host, by which it announces its probe's runs to the alerting process (HMAC-SHA256). It follows from the
 * site's key, which only the alerting process has: a host's key says nothing of another host.
 */
public final class AnnouncementKey {
    /** Characters that a site's key has at least. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] key;

    private AnnouncementKey(byte[] key) {
        this.key = key;
    }

    /**
     * What follows from the site's key for a host.
     *
     * @throws IllegalArgumentException for a site's key that is too short
     */
    public static AnnouncementKey ofHost(String siteKey, String host) {
        if (siteKey.length() < SHORTEST) {
            throw new IllegalArgumentException("a site's key has at least " + SHORTEST + " characters");
        }
        return new AnnouncementKey(code(siteKey.getBytes(UTF_8), "execparity-probe-host\n" + host));
    }

    /**
     * As {@link #text} has it.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static AnnouncementKey of(String text) {
        byte[] key = HexFormat.of().parseHex(text);
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a host's key has " + 2 * BYTES + " hexadecimal digits");
        }
        return new AnnouncementKey(key);
    }

    /** For the host's own file, which only root may read. */
    public String text() {
        return HexFormat.of().formatHex(key);
    }

    String sign(String text) {
        return HexFormat.of().formatHex(code(key, text));
    }

    /** Whether somebody with this key signed the text; it takes as long for any other. */
    boolean signed(String text, String signature) {
        return MessageDigest.isEqual(sign(text).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private static byte[] code(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
