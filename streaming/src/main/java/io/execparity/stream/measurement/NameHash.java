package io.execparity.stream.measurement;

import io.execparity.schema.text.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Eight bytes of SHA-256 instead of a name, so that what is kept of a list does not grow with its names. Nobody can choose
 * a name that hashes like another's without some 2^44 attempts against a list of a million entries.
 *
 * <p>Keeps one digest at work: for one thread.
 */
public final class NameHash {
    private static final Bytes MEMORY_FILE = Bytes.utf8("memfd:");

    private final MessageDigest sha256;

    public NameHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of a path; the same with {@code _} for spaces, as IMA lists it, and with or without /usr before /bin and /lib. */
    public long of(Bytes name) {
        byte[] listed = listed(withoutUsr(name));
        return number(listed, 0);
    }

    /** Of a path's last part, by the same rules. */
    public int ofBaseName(Bytes name) {
        byte[] listed = listed(name.baseName());
        return (int) number(listed, 1);
    }

    /** The name that IMA lists a memory file under. */
    public static Bytes memoryFile(Bytes name) {
        return MEMORY_FILE.plus(name);
    }

    /** A name as IMA lists it (security/integrity/ima/ima_template_lib.c, ima_write_template_field_data). */
    public static Bytes asListed(Bytes name) {
        return Bytes.view(listed(name));
    }

    private static byte[] listed(Bytes name) {
        byte[] bytes = name.toArray();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == ' ') {
                bytes[i] = '_';
            }
        }
        return bytes;
    }

    private static Bytes withoutUsr(Bytes path) {
        boolean merged = path.startsWith("/usr/bin/") || path.startsWith("/usr/sbin/") || path.startsWith("/usr/lib");
        return merged ? path.slice("/usr".length(), path.length()) : path;
    }

    private long number(byte[] bytes, int use) {
        sha256.update((byte) use);
        byte[] digest = sha256.digest(bytes);
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | digest[i] & 0xFF;
        }
        return number;
    }
}
