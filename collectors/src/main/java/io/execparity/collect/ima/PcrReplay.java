package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Does with a list what the TPM did: a register becomes the hash of itself and the digest, from zeros on. */
final class PcrReplay {
    private final Bank bank;
    private final ExtensionRule rule;
    private final MessageDigest digest;
    private final byte[] violation;
    private final byte[][] registers;
    private final boolean[] extended = new boolean[BinaryListReader.HIGHEST_REGISTER + 1];

    PcrReplay(Bank bank, ExtensionRule rule) {
        this.bank = bank;
        this.rule = rule;
        this.digest = bank.newDigest();
        this.violation = rule.violation(bank);
        this.registers = new byte[extended.length][bank.length()];
    }

    Bank bank() {
        return bank;
    }

    ExtensionRule rule() {
        return rule;
    }

    /** @param template begins with the digest to extend with, of which short ones are padded with zeros */
    void extend(int register, byte[] template, int length) {
        byte[] value = registers[register];
        extended[register] = true;
        digest.update(value);
        digest.update(template, 0, length);
        for (int i = length; i < bank.length(); i++) {
            digest.update((byte) 0);
        }
        TemplateHash.finish(digest, value);
    }

    void extendWithViolation(int register) {
        extend(register, violation, violation.length);
    }

    boolean is(int register, byte[] expected) {
        return Arrays.equals(registers[register], expected);
    }

    /** Hashes a register's value on. */
    void update(MessageDigest hash, int register) {
        hash.update(registers[register]);
    }

    boolean wasExtended(int register) {
        return extended[register];
    }

    /** Zeros where it was never extended. */
    Bytes value(int register) {
        return Bytes.view(registers[register].clone());
    }

    /** All registers that were extended. */
    SortedMap<Integer, Bytes> values() {
        SortedMap<Integer, Bytes> values = new TreeMap<>();
        for (int i = 0; i < registers.length; i++) {
            if (extended[i]) {
                values.put(i, value(i));
            }
        }
        return values;
    }
}
