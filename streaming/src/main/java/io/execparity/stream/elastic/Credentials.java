package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/** What an {@code Authorization} header says. None of its values belongs into a message. */
public final class Credentials {
    private static final int MOST_SECRET_BYTES = 64 * 1024;
    /** As the server encodes a key, or its id and secret with a colon between (RFC 4648, section 4). */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_=-]{8,8192}");

    private static final Pattern ID_AND_KEY = Pattern.compile("[A-Za-z0-9_-]{1,512}:[A-Za-z0-9_-]{1,4096}");

    private Credentials() {}

    /**
     * An API key.
     *
     * @param key encoded, as the server tells it, or {@code id:key}
     * @throws IllegalArgumentException where it is neither; the message does not repeat it
     */
    public static String apiKey(String key) {
        if (ID_AND_KEY.matcher(key).matches()) {
            return "ApiKey " + encoded(key);
        }
        if (!ENCODED.matcher(key).matches()) {
            throw new IllegalArgumentException("this is no API key, neither encoded nor as id:key");
        }
        return "ApiKey " + key;
    }

    /**
     * A user with a password (RFC 7617).
     *
     * @throws IllegalArgumentException for a user with a colon, or control characters; the message repeats neither
     */
    public static String basic(String user, String password) {
        if (user.isEmpty()
                || user.indexOf(':') >= 0
                || (user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("this is no user and password");
        }
        return "Basic " + encoded(user + ":" + password);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** A secret that is alone in a file; the end of its last line is left out. */
    public static String read(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST_SECRET_BYTES + 1);
        }
        if (content.length > MOST_SECRET_BYTES) {
            throw new FileSystemException(file.toString(), null, "this is too long for a secret");
        }
        return new String(content, UTF_8).replaceFirst("\\R\\z", "");
    }
}
