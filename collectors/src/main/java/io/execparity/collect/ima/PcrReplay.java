package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does with a list what the TPM did: a register becomes the hash of itself and the digest, from zeros on. */
final class PcrReplay {
    private final Bank bank;
    private final ExtensionRule rule;
    private final MessageDigest digest;
    private final byte[] violation;
    /** Each register's value, and room behind it for what it is extended with: both are hashed as one. */
    private final byte[][] registers;

    private final int length;
    private final boolean[] extended = new boolean[BinaryListReader.HIGHEST_REGISTER + 1];
    /** The replay whose values this one still has, null from the violation on that parted them. */
    private @Nullable PcrReplay twin;

    /**
     * A replay from zeros on.
     *
     * @param twin another of the same bank that does the same with everything but violations, null where there is none
     */
    PcrReplay(Bank bank, ExtensionRule rule, @Nullable PcrReplay twin) {
        this.bank = bank;
        this.rule = rule;
        this.twin = twin;
        this.length = bank.length();
        this.digest = bank.newDigest();
        this.violation = rule.violation(bank);
        this.registers = new byte[extended.length][2 * length];
    }

    Bank bank() {
        return bank;
    }

    ExtensionRule rule() {
        return rule;
    }

    /** @param template begins with the digest to extend with, of which short ones are padded with zeros */
    void extend(int register, byte[] template, int given) {
        if (twin != null) {
            return;
        }
        byte[] link = registers[register];
        extended[register] = true;
        System.arraycopy(template, 0, link, length, given);
        Arrays.fill(link, length + given, link.length, (byte) 0);
        digest.update(link, 0, link.length);
        TemplateHash.finish(digest, link);
    }

    /** To be called before its twin takes a violation. */
    void part() {
        PcrReplay same = twin;
        twin = null;
        if (same != null) {
            for (int i = 0; i < registers.length; i++) {
                registers[i] = same.registers[i].clone();
                extended[i] = same.extended[i];
            }
        }
    }

    void extendWithViolation(int register) {
        extend(register, violation, violation.length);
    }

    boolean is(int register, byte[] expected) {
        byte[] link = twin == null ? registers[register] : twin.registers[register];
        return Arrays.equals(link, 0, length, expected, 0, expected.length);
    }

    /** Hashes a register's value on. */
    void update(MessageDigest hash, int register) {
        hash.update(twin == null ? registers[register] : twin.registers[register], 0, length);
    }

    boolean wasExtended(int register) {
        return twin == null ? extended[register] : twin.wasExtended(register);
    }

    /** Zeros where it was never extended. */
    Bytes value(int register) {
        return twin == null ? Bytes.view(Arrays.copyOf(registers[register], length)) : twin.value(register);
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
