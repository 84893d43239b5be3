package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A register's value as somebody trusted reports it: the TPM itself, or a quote.
 *
 * @param register 0 to 63; IMA extends 10 unless built or told otherwise, and puts 0 to 9 into {@code boot_aggregate}
 */
public record ExpectedRegister(Bank bank, int register, Bytes value) {
    /** The kernel's default, CONFIG_IMA_MEASURE_PCR_IDX. */
    public static final int USUAL_REGISTER = 10;

    /** The registers of the boot itself, which {@code boot_aggregate} is made of. */
    static final int LAST_OF_BOOT = 9;

    public ExpectedRegister {
        if (value.length() != bank.length()) {
            throw new IllegalArgumentException(
                    "a " + bank.word() + " register has " + bank.length() + " bytes, not " + value.length());
        }
        if (register < 0 || register > BinaryListReader.HIGHEST_REGISTER) {
            throw new IllegalArgumentException("there is no register " + register);
        }
    }

    /**
     * Reads {@code BANK=HEX} and {@code BANK:REGISTER=HEX}.
     *
     * @throws IllegalArgumentException with a sentence for whoever wrote it
     */
    public static ExpectedRegister parse(String written) {
        int equals = written.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("a register is written BANK=HEX or BANK:REGISTER=HEX");
        }
        String[] place =
                written.substring(0, equals).strip().toLowerCase(Locale.ROOT).split(":", -1);
        Optional<Bank> bank = Bank.of(place[0]);
        if (bank.isEmpty()) {
            throw new IllegalArgumentException("there is no bank of that name");
        }
        if (place.length > 2 || (place.length == 2 && !place[1].matches("[0-9]{1,2}"))) {
            throw new IllegalArgumentException("the register is a number, as in sha256:10=HEX");
        }
        int register = place.length == 1 ? USUAL_REGISTER : Integer.parseInt(place[1]);
        return new ExpectedRegister(bank.get(), register, hexadecimal(written.substring(equals + 1)));
    }

    private static Bytes hexadecimal(String written) {
        String digits = written.strip();
        try {
            return Bytes.view(HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the value is hexadecimal digits, two for each byte", e);
        }
    }

    boolean isOfBoot() {
        return register <= LAST_OF_BOOT;
    }

    @Override
    public String toString() {
        return bank.word() + ":" + register;
    }
}
