package io.execparity.collect.ima;

import java.util.Arrays;

/**
 * What a kernel extends a register of a bank with, which depends on its age and on which algorithms it had loaded when
 * IMA began (security/integrity/ima/ima_queue.c, ima_pcr_extend; ima_crypto.c, ima_init_crypto).
 */
public enum ExtensionRule {
    /** The template hash in the bank's own algorithm. */
    OWN_HASH,
    /** SHA-1 with zeros behind, violations too: every bank before Linux 5.8. */
    PADDED_SHA1,
    /** SHA-1 with zeros behind, but ones over the whole digest for violations: an algorithm that was not loaded. */
    PADDED_SHA1_WHOLE_VIOLATIONS;

    /** The digest that stands for a violation. */
    byte[] violation(Bank bank) {
        byte[] digest = new byte[bank.length()];
        Arrays.fill(digest, 0, this == PADDED_SHA1 ? Bank.SHA1.length() : digest.length, (byte) 0xFF);
        return digest;
    }
}
