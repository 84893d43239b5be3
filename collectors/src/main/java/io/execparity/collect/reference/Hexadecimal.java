package io.execparity.collect.reference;

import io.execparity.schema.text.Bytes;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Digests as references write them. */
final class Hexadecimal {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hexadecimal() {}

    /** What the digits stand for, null where they are none or too few for a byte. */
    static @Nullable Bytes bytes(String digits) {
        try {
            return Bytes.view(FORMAT.parseHex(digits));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
