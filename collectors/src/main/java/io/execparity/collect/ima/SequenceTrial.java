package io.execparity.collect.ima;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tries where other sequences would lead a register, as long as its budget lasts: some seconds. */
final class SequenceTrial {
    private static final long MOST_EXTENSIONS = 12_000_000;

    private final byte[] expected;
    private final List<byte[]> digests;
    private final MessageDigest digest;
    /** The register's value before each place in the sequence as it is listed. */
    private final List<byte[]> values = new ArrayList<>();

    private final byte[] value;
    private long left = MOST_EXTENSIONS;

    SequenceTrial(ExpectedRegister expected, List<byte[]> digests) {
        this.expected = expected.value().toArray();
        this.digests = digests;
        this.digest = expected.bank().newDigest();
        this.value = new byte[this.expected.length];
    }

    /** @param sequence the digests, by their index, as listed */
    void begin(List<Integer> sequence) {
        values.clear();
        Arrays.fill(value, (byte) 0);
        for (int index : sequence) {
            values.add(value.clone());
            extend(index);
        }
        values.add(value.clone());
    }

    /** True where the listed sequence up to a place, and then another rest, lead to what is expected. */
    boolean leads(int place, List<Integer> rest) {
        left -= rest.size();
        if (left < 0) {
            return false;
        }
        System.arraycopy(values.get(place), 0, value, 0, value.length);
        for (int index : rest) {
            extend(index);
        }
        return Arrays.equals(value, expected);
    }

    private void extend(int index) {
        digest.update(value);
        digest.update(digests.get(index));
        TemplateHash.finish(digest, value);
    }
}
