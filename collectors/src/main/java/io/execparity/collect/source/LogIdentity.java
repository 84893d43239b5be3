package io.execparity.collect.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * What a log file is known by, whatever name it has at the moment: device and inode, and how it begins, since
 * filesystems hand out the inode of a deleted file at once.
 *
 * @param device the number of the device, as stat(2) gives it
 * @param inode the inode number on it
 * @param length how many first bytes the fingerprint covers, 0 to {@link #MOST_BYTES}; 0 for a file that was empty
 * @param fingerprint the first 8 bytes of their SHA-256
 */
public record LogIdentity(long device, long inode, int length, long fingerprint) {
    /** Enough to hold the first record's stamp in any form. */
    static final int MOST_BYTES = 256;

    /** Device and inode alone, which tell two files apart that are there at one time. */
    record Inode(long device, long inode) {
        static Inode of(Path file) throws IOException {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
            return new Inode(number(attributes, "dev"), number(attributes, "ino"));
        }

        private static long number(Map<String, Object> attributes, String name) {
            return ((Number) requireNonNull(attributes.get(name), name)).longValue();
        }
    }

    static LogIdentity of(Inode inode, byte[] head) {
        return new LogIdentity(inode.device(), inode.inode(), head.length, fingerprint(head, head.length));
    }

    /** {@code DEVICE:INODE:LENGTH:FINGERPRINT}. */
    public String text() {
        return device + ":" + inode + ":" + length + ":" + Long.toHexString(fingerprint);
    }

    Inode place() {
        return new Inode(device, inode);
    }

    /** Whether a file that begins with {@code head} may be this one, grown since. */
    boolean begins(byte[] head) {
        return head.length >= length && fingerprint(head, length) == fingerprint;
    }

    /** The first bytes of a file, fewer than {@link #MOST_BYTES} where it has no more. */
    static byte[] head(FileChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(MOST_BYTES);
        int read = 0;
        while (read >= 0 && head.hasRemaining()) {
            read = file.read(head, head.position());
        }
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }

    static byte[] head(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return head(channel);
        }
    }

    private static long fingerprint(byte[] head, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head, 0, length);
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
