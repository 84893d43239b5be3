package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a TPM says in a quote (TPM 2.0 Library, Part 2, TPMS_ATTEST with TPMS_QUOTE_INFO).
 *
 * @param signer the qualified name of the key that signed it
 * @param nonce what the caller asked it to repeat, empty where nothing
 * @param clock milliseconds that the TPM was powered, unsigned
 * @param resets how often the TPM was reset, which a boot of its host does
 * @param restarts how often its host woke up from a suspend to memory since
 * @param safe false where the clock may run behind what was once told
 * @param firmware the TPM's, as its maker numbers it
 * @param selections in the order in which the registers were hashed
 * @param digest over the values of all registers selected
 */
public record Attestation(
        Bytes signer,
        Bytes nonce,
        long clock,
        long resets,
        long restarts,
        boolean safe,
        long firmware,
        List<PcrSelection> selections,
        Bytes digest) {
    private static final long MAGIC = 0xFF544347L;
    private static final int QUOTE = 0x8018;
    private static final int LONGEST_NAME = 66;
    private static final int LONGEST_DATA = 66;
    private static final int LONGEST_DIGEST = 64;

    public Attestation {
        selections = List.copyOf(selections);
    }

    static Attestation parse(Bytes message) throws UnusableQuoteException {
        TpmBytes in = new TpmBytes(message, "quote");
        if (in.intValue("the magic number") != MAGIC) {
            throw in.wrong("it was not made by a TPM: its magic number is another");
        }
        int type = in.shortValue("the type");
        if (type != QUOTE) {
            throw in.wrong("it attests something else: its type is " + TpmAlgorithm.describe(type));
        }
        Bytes signer = in.sized(LONGEST_NAME, "the signer's name");
        Bytes nonce = in.sized(LONGEST_DATA, "the nonce");
        long clock = in.longValue("the clock");
        long resets = in.intValue("the number of resets");
        long restarts = in.intValue("the number of restarts");
        int safe = in.byteValue("the clock's safety");
        if (safe > 1) {
            throw in.wrong("the clock's safety is neither yes nor no");
        }
        long firmware = in.longValue("the firmware's version");
        List<PcrSelection> selections = selections(in);
        Bytes digest = in.sized(LONGEST_DIGEST, "the digest");
        in.end();
        return new Attestation(signer, nonce, clock, resets, restarts, safe == 1, firmware, selections, digest);
    }

    private static List<PcrSelection> selections(TpmBytes in) throws UnusableQuoteException {
        long count = in.intValue("the number of banks");
        if (count > PcrSelection.MOST_BANKS) {
            throw in.wrong("it is said to be over " + count + " banks");
        }
        List<PcrSelection> selections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = in.shortValue("a bank");
            Optional<Bank> bank = TpmAlgorithm.hash(number);
            if (bank.isEmpty()) {
                throw in.wrong("there is no bank " + TpmAlgorithm.describe(number));
            }
            int bytes = in.byteValue("the size of a selection");
            if (bytes > PcrSelection.MOST_BYTES) {
                throw in.wrong("a selection is said to have " + bytes + " bytes");
            }
            selections.add(PcrSelection.of(bank.get(), in.take(bytes, "a selection")));
        }
        return selections;
    }
}
