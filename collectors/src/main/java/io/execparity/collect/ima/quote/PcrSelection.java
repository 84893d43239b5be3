package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Registers of one bank (TPMS_PCR_SELECTION).
 *
 * @param registers ascending, 0 to 31; may be empty
 */
public record PcrSelection(Bank bank, List<Integer> registers) {
    /** The most that tpm2-tools can hold, and more than any TPM has. */
    static final int MOST_BANKS = 16;

    static final int MOST_BYTES = 4;

    public PcrSelection {
        registers = List.copyOf(registers);
    }

    static PcrSelection of(Bank bank, Bytes bits) {
        List<Integer> registers = new ArrayList<>();
        for (int i = 0; i < 8 * bits.length(); i++) {
            if ((bits.at(i / 8) >> i % 8 & 1) == 1) {
                registers.add(i);
            }
        }
        return new PcrSelection(bank, registers);
    }

    @Override
    public String toString() {
        return bank.word() + ":" + registers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
