package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A digest over several registers as somebody trusted reports it, which is what a quote has in place of their values
 * (TPM 2.0 Library, Part 1, "Digest of selected PCR").
 *
 * @param hash the digest's algorithm
 * @param parts in the order in which they were hashed
 */
public record ExpectedComposite(Bank hash, List<Part> parts, Bytes digest) {
    /**
     * One register.
     *
     * @param value empty where it is the list that leads to it
     */
    public record Part(Bank bank, int register, Optional<Bytes> value) {
        public Part {
            if (register < 0 || register > BinaryListReader.HIGHEST_REGISTER) {
                throw new IllegalArgumentException("there is no register " + register);
            }
        }

        /**
         * True of the one that is IMA's own. What other registers of its choice hold, systemd and others may have a part
         * in, so that a list alone does not lead to them.
         */
        public boolean comesFromList() {
            return register == ExpectedRegister.USUAL_REGISTER;
        }

        @Override
        public String toString() {
            return bank.word() + ":" + register;
        }
    }

    public ExpectedComposite {
        parts = List.copyOf(parts);
        if (digest.length() != hash.length()) {
            throw new IllegalArgumentException("a " + hash.word() + " digest of " + digest.length() + " bytes");
        }
    }

    /** The banks that the list is to be replayed in. */
    Set<Bank> replayed() {
        EnumSet<Bank> banks = EnumSet.noneOf(Bank.class);
        parts.stream().filter(part -> part.value().isEmpty()).forEach(part -> banks.add(part.bank()));
        return banks;
    }

    boolean replays(int register) {
        return parts.stream().anyMatch(part -> part.value().isEmpty() && part.register() == register);
    }

    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining(","));
    }
}
