package io.execparity.report.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs that follow from names: version 5 of RFC 9562, in a namespace of ours. */
final class NameUuid {
    private static final UUID NAMESPACE = UUID.fromString("0c5b6fb2-6d0e-4a27-9a3e-3a5e5f8f8c11");
    private static final int BYTES = 16;

    private NameUuid() {}

    static UUID of(String name) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
        digest.update(ByteBuffer.allocate(BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest(name.getBytes(UTF_8)));
        long high = bytes.getLong() & ~0xF000L | 0x5000L;
        long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
