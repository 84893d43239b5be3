package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The first measurement of a kernel: a digest over the registers of the boot (security/integrity/ima/ima_crypto.c,
 * ima_calc_boot_aggregate), or what bears its name. A list that was carried over a kexec has one for each kernel.
 *
 * @param entry counted from 0
 * @param digest all zero on a host without TPM
 */
public record BootAggregate(long entry, FileDigest digest, State state) {
    /** Of SHA-1 banks, and of every bank before Linux 5.8, registers 8 and 9 are not part of it. */
    private static final int FEWER = 8;

    public enum State {
        /** It is the digest of the registers given. */
        MATCHES("matches"),
        DIFFERS("differs"),
        /** It differs and one before it matches: a file that merely bears the name, or of a kernel's other registers. */
        SUSPICIOUS_NAME("suspicious-name"),
        /** Not all registers from 0 on were given. */
        UNCHECKED("unchecked"),
        /** There was no TPM to read. */
        WITHOUT_TPM("without-tpm");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static BootAggregate of(MeasurementEntry entry, FileDigest digest, List<ExpectedRegister> registers) {
        return new BootAggregate(entry.number(), digest, state(digest, registers));
    }

    /** As seen behind one that matches. */
    BootAggregate afterMatch() {
        return state == State.DIFFERS ? new BootAggregate(entry, digest, State.SUSPICIOUS_NAME) : this;
    }

    private static State state(FileDigest digest, List<ExpectedRegister> registers) {
        if (isZero(digest.value())) {
            return State.WITHOUT_TPM;
        }
        Optional<Bank> algorithm = Bank.of(digest.algorithm());
        State state = State.UNCHECKED;
        for (Bank bank : Bank.values()) {
            for (int count : new int[] {FEWER, ExpectedRegister.LAST_OF_BOOT + 1}) {
                Optional<Bytes> aggregate = algorithm.flatMap(hash -> aggregate(hash, bank, count, registers));
                if (aggregate.isPresent()) {
                    if (aggregate.get().equals(digest.value())) {
                        return State.MATCHES;
                    }
                    // With 0 to 7 of a bank that also uses 8 and 9, nothing is decided.
                    state = bank == Bank.SHA1 || count > FEWER ? State.DIFFERS : state;
                }
            }
        }
        return state;
    }

    private static Optional<Bytes> aggregate(Bank hash, Bank bank, int count, List<ExpectedRegister> registers) {
        MessageDigest digest = hash.newDigest();
        for (int i = 0; i < count; i++) {
            int register = i;
            Optional<ExpectedRegister> given = registers.stream()
                    .filter(known -> known.bank() == bank && known.register() == register)
                    .findFirst();
            if (given.isEmpty()) {
                return Optional.empty();
            }
            digest.update(given.get().value().toArray());
        }
        return Optional.of(Bytes.view(digest.digest()));
    }

    static boolean isZero(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.at(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
