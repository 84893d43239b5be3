package io.execparity.collect.ima;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hash over an entry's fields (security/integrity/ima/ima_crypto.c, ima_calc_field_array_hash_tfm): over each field
 * with its length before it, or, for the legacy template, over the digest and the name padded with zeros. Neither the
 * template's name nor the register is covered.
 *
 * <p>Keeps one digest at work: for one thread.
 */
final class TemplateHash {
    private static final byte[] LEGACY_PADDING = new byte[EntryLayout.LEGACY_NAME + 1];

    private final Bank bank;
    private final Bank algorithm;
    private final byte[] result;
    /** Made when first needed: to find out what a list is, many hashes are thought of and few are computed. */
    private @Nullable MessageDigest kept;

    /** @param padded true for SHA-1 with zeros behind, whatever the bank */
    TemplateHash(Bank bank, boolean padded) {
        this.bank = bank;
        this.algorithm = padded ? Bank.SHA1 : bank;
        this.result = new byte[bank.length()];
    }

    Bank bank() {
        return bank;
    }

    /** What the fields hash to, in an array that the next call fills anew. */
    byte[] of(MeasurementEntry entry) {
        MessageDigest digest = digest();
        byte[] bytes = entry.bytes();
        int from = entry.dataOffset();
        if (entry.format().isLegacy()) {
            digest.update(bytes, from, EntryLayout.LEGACY_DIGEST);
            int name = from + EntryLayout.LEGACY_DIGEST + 4;
            digest.update(bytes, name, bytes.length - name);
            digest.update(LEGACY_PADDING, 0, LEGACY_PADDING.length - (bytes.length - name));
        } else {
            digest.update(bytes, from, bytes.length - from);
        }
        finish(digest, result);
        return result;
    }

    private MessageDigest digest() {
        MessageDigest digest = kept == null ? algorithm.newDigest() : kept;
        kept = digest;
        return digest;
    }

    /** True where the digest listed is the one of the fields. Never asked of a violation. */
    boolean matches(MeasurementEntry entry) {
        return entry.dataOffset() == bank.length()
                && Arrays.equals(of(entry), 0, bank.length(), entry.bytes(), 0, bank.length());
    }

    /** Ends a digest into the beginning of an array, without making a new one. */
    static void finish(MessageDigest digest, byte[] target) {
        try {
            digest.digest(target, 0, digest.getDigestLength());
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for it", e);
        }
    }
}
