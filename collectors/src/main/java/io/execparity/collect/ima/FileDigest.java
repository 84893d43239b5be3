package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.util.HexFormat;

/**
 * What was measured: for a file the digest of its content, for a buffer that of the buffer, for {@code boot_aggregate}
 * that of the TPM's first registers.
 *
 * @param type {@code ima} for the content's own digest, {@code verity} for that of its fs-verity tree
 * @param algorithm as the kernel names it; {@code sha1} where the template has no room for a name, which may then be a
 *     padded MD5
 * @param value all zero in the entry of a violation
 */
public record FileDigest(String type, String algorithm, Bytes value) {
    public static final String CONTENT = "ima";
    public static final String VERITY = "verity";

    /** With a value of its own, that keeps no entry in memory. */
    public FileDigest detached() {
        return new FileDigest(type, algorithm, value.detached());
    }

    public String hexadecimal() {
        return HexFormat.of().formatHex(value.toArray());
    }

    @Override
    public String toString() {
        return (type.equals(CONTENT) ? "" : type + ":") + algorithm + ":" + hexadecimal();
    }
}
