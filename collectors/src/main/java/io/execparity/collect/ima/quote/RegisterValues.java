package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.schema.text.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registers' values that {@code tpm2_quote -o} writes beside a quote: the C structures TPML_PCR_SELECTION and
 * TPML_DIGEST, little-endian and padded as compilers for 64 bits pad them ({@code -F serialized}), or nothing but the
 * values ({@code -F values}). Nobody signed them: it is the quote's digest that proves them.
 */
final class RegisterValues {
    private static final int BANKS = 16;
    private static final int SELECTION = 8;
    private static final int HEADER = 4 + BANKS * SELECTION + 4;
    private static final int DIGESTS_IN_LIST = 8;
    private static final int DIGEST = 2 + 64;
    private static final int LIST = 4 + DIGESTS_IN_LIST * DIGEST;

    private final ByteBuffer in;

    private RegisterValues(Bytes bytes) {
        in = ByteBuffer.wrap(bytes.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param selections of the quote, which plain values are in the order of */
    static List<ExpectedRegister> parse(Bytes bytes, List<PcrSelection> selections) throws UnusableQuoteException {
        int plain = selections.stream()
                .mapToInt(selection ->
                        selection.registers().size() * selection.bank().length())
                .sum();
        RegisterValues values = new RegisterValues(bytes);
        if (bytes.length() == plain) {
            return values.plain(selections);
        }
        if (bytes.length() < HEADER || (bytes.length() - HEADER) % LIST != 0) {
            throw new UnusableQuoteException("it has " + bytes.length()
                    + " bytes: it holds neither the quoted registers' values nor what tpm2_quote -o writes");
        }
        return values.serialized();
    }

    private List<ExpectedRegister> plain(List<PcrSelection> selections) {
        List<ExpectedRegister> registers = new ArrayList<>();
        for (PcrSelection selection : selections) {
            for (int register : selection.registers()) {
                byte[] value = new byte[selection.bank().length()];
                in.get(value);
                registers.add(new ExpectedRegister(selection.bank(), register, Bytes.view(value)));
            }
        }
        return registers;
    }

    private List<ExpectedRegister> serialized() throws UnusableQuoteException {
        List<PcrSelection> selections = selections();
        List<Bytes> values = values();
        List<ExpectedRegister> registers = new ArrayList<>();
        for (PcrSelection selection : selections) {
            for (int register : selection.registers()) {
                int next = registers.size();
                if (next == values.size()
                        || values.get(next).length() != selection.bank().length()) {
                    throw new UnusableQuoteException(
                            "it has no value for " + selection.bank().word() + ":" + register);
                }
                registers.add(new ExpectedRegister(selection.bank(), register, values.get(next)));
            }
        }
        return registers;
    }

    private List<PcrSelection> selections() throws UnusableQuoteException {
        int count = in.getInt(0);
        if (count < 0 || count > BANKS) {
            throw new UnusableQuoteException(
                    "at byte 0, it is said to be of " + Integer.toUnsignedString(count) + " banks");
        }
        List<PcrSelection> selections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = 4 + i * SELECTION;
            int number = in.getShort(at) & 0xFFFF;
            Optional<Bank> bank = TpmAlgorithm.hash(number);
            int size = in.get(at + 2) & 0xFF;
            if (bank.isEmpty() || size > PcrSelection.MOST_BYTES) {
                throw new UnusableQuoteException("at byte " + at + ", there is no bank and selection");
            }
            byte[] bits = new byte[size];
            in.get(at + 3, bits);
            selections.add(PcrSelection.of(bank.get(), Bytes.view(bits)));
        }
        return selections;
    }

    /** As many as their lists say there are; a file has room for no more than are in it. */
    private List<Bytes> values() throws UnusableQuoteException {
        int lists = in.getInt(HEADER - 4);
        if (lists != (in.capacity() - HEADER) / LIST) {
            throw new UnusableQuoteException("at byte " + (HEADER - 4) + ", it is said to have "
                    + Integer.toUnsignedString(lists) + " lists of values");
        }
        List<Bytes> values = new ArrayList<>();
        for (int i = 0; i < lists; i++) {
            int at = HEADER + i * LIST;
            int count = in.getInt(at);
            if (count < 0 || count > DIGESTS_IN_LIST) {
                throw new UnusableQuoteException(
                        "at byte " + at + ", a list is said to be of " + Integer.toUnsignedString(count) + " values");
            }
            for (int j = 0; j < count; j++) {
                values.add(value(at + 4 + j * DIGEST));
            }
        }
        return values;
    }

    private Bytes value(int at) throws UnusableQuoteException {
        int length = in.getShort(at) & 0xFFFF;
        if (length > DIGEST - 2) {
            throw new UnusableQuoteException("at byte " + at + ", a value is said to have " + length + " bytes");
        }
        byte[] value = new byte[length];
        in.get(at + 2, value);
        return Bytes.view(value);
    }
}
