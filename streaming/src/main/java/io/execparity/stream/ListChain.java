package io.execparity.stream;

import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.schema.text.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Eight bytes for each beginning of a list, so that two lists can be compared without either at hand. Bank and form make
 * no difference: it is made of what was measured, not of the digests over it.
 */
final class ListChain {
    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
    private byte[] state = new byte[32];
    private long[] links = new long[64];
    private int length;

    ListChain() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void add(ListItem item) {
        sha256.update(state);
        if (item instanceof MeasurementEntry entry) {
            add(entry.register());
            add(Bytes.view(entry.format().name().getBytes(StandardCharsets.ISO_8859_1)));
            entry.fields().forEach(this::add);
        }
        state = sha256.digest();
        if (length == links.length) {
            links = Arrays.copyOf(links, length + (length >> 1));
        }
        links[length++] = ByteBuffer.wrap(state).getLong();
    }

    private void add(Bytes field) {
        add(field.length());
        sha256.update(field.toArray());
    }

    private void add(int value) {
        sha256.update(number.clear().putInt(value).array());
    }

    int length() {
        return length;
    }

    /** How many entries both begin with. */
    int commonWith(ListChain other) {
        int same = 0;
        int end = Math.min(length, other.length);
        while (same < end) {
            int middle = (same + end + 1) >>> 1;
            if (links[middle - 1] == other.links[middle - 1]) {
                same = middle;
            } else {
                end = middle - 1;
            }
        }
        return same;
    }
}
