package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.ExpectedComposite;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.quote.QuoteReport.Outcome;
import io.execparity.schema.text.Bytes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A quote: what a TPM says of its registers, signed with a key that never leaves it, so that a host cannot lie about
 * them. It has no values in it but a digest over them all.
 *
 * <p>That the key is a TPM's, whoever gives it has to know: no quote proves it.
 */
public final class Quote {
    private final Bytes message;
    private final Attestation attestation;
    private final QuoteSignature signature;
    private final AttestationKey key;
    private final Bank hash;
    private final List<ExpectedRegister> values;

    private Quote(
            Bytes message,
            Attestation attestation,
            QuoteSignature signature,
            AttestationKey key,
            Bank hash,
            List<ExpectedRegister> values) {
        this.message = message;
        this.attestation = attestation;
        this.signature = signature;
        this.key = key;
        this.hash = hash;
        this.values = List.copyOf(values);
    }

    /**
     * Reads the files that tpm2-tools write.
     *
     * @throws UnusableQuoteException with a sentence that names the file
     */
    public static Quote read(QuoteFiles files) throws UnusableQuoteException {
        Bytes message = QuoteFiles.bytes(files.message());
        Attestation attestation = QuoteFiles.parsed(files.message(), message, Attestation::parse);
        Bytes signed = QuoteFiles.bytes(files.signature());
        QuoteSignature signature = QuoteFiles.parsed(files.signature(), signed, QuoteSignature::parse);
        Bytes publicPart = QuoteFiles.bytes(files.key());
        AttestationKey key = QuoteFiles.parsed(files.key(), publicPart, AttestationKey::parse);
        List<ExpectedRegister> values = List.of();
        if (files.values().isPresent()) {
            Bytes written = QuoteFiles.bytes(files.values().get());
            values = QuoteFiles.parsed(
                    files.values().get(), written, bytes -> RegisterValues.parse(bytes, attestation.selections()));
        }
        Bank hash =
                signature.hash().orElseGet(() -> ofLength(attestation.digest().length()));
        if (attestation.digest().length() != hash.length()) {
            throw new UnusableQuoteException(
                    files.message() + ": its digest is not of the signature's hash, " + hash.word());
        }
        return new Quote(message, attestation, signature, key, hash, values);
    }

    /** What a bare signature was hashed with: the digest has the same algorithm. */
    private static Bank ofLength(int length) {
        return switch (length) {
            case 20 -> Bank.SHA1;
            case 48 -> Bank.SHA384;
            case 64 -> Bank.SHA512;
            default -> Bank.SHA256;
        };
    }

    /**
     * Verifies it.
     *
     * @param nonce what the TPM was asked to repeat, empty where that is not known
     * @param given further registers' values, believed as they are
     * @throws UnusableQuoteException where it is over registers whose values neither were given nor come from a list
     */
    public QuoteReport verify(Optional<Bytes> nonce, List<ExpectedRegister> given) throws UnusableQuoteException {
        if (!signature.verifies(key.key(), hash, message)) {
            return QuoteReport.failed(attestation, Outcome.WRONG_SIGNATURE);
        }
        if (nonce.isPresent() && !nonce.get().equals(attestation.nonce())) {
            return QuoteReport.failed(attestation, Outcome.WRONG_NONCE);
        }
        if (!values.isEmpty() && !isForAll()) {
            return QuoteReport.failed(attestation, Outcome.WRONG_VALUES);
        }
        List<ExpectedComposite.Part> parts = parts(given);
        if (parts.stream().noneMatch(part -> part.register() == ExpectedRegister.USUAL_REGISTER)) {
            return QuoteReport.failed(attestation, Outcome.NO_MEASUREMENTS);
        }
        if (parts.stream().anyMatch(part -> part.value().isEmpty())) {
            ExpectedComposite composite = new ExpectedComposite(hash, parts, attestation.digest());
            return new QuoteReport(attestation, Outcome.HOLDS, nonce.isPresent(), List.of(), Optional.of(composite));
        }
        if (!digest(parts).equals(attestation.digest())) {
            return QuoteReport.failed(attestation, Outcome.WRONG_VALUES);
        }
        return new QuoteReport(attestation, Outcome.HOLDS, nonce.isPresent(), registers(parts), Optional.empty());
    }

    /** True where the values that came with the quote are for every register that it is over. */
    private boolean isForAll() {
        return attestation.selections().stream()
                .allMatch(selection -> selection.registers().stream()
                        .allMatch(register ->
                                value(values, selection.bank(), register).isPresent()));
    }

    private List<ExpectedComposite.Part> parts(List<ExpectedRegister> given) throws UnusableQuoteException {
        List<ExpectedComposite.Part> parts = new ArrayList<>();
        for (PcrSelection selection : attestation.selections()) {
            for (int register : selection.registers()) {
                Optional<Bytes> value =
                        value(values, selection.bank(), register).or(() -> value(given, selection.bank(), register));
                parts.add(new ExpectedComposite.Part(selection.bank(), register, value));
            }
        }
        String missing = parts.stream()
                .filter(part -> part.value().isEmpty() && !part.comesFromList())
                .map(ExpectedComposite.Part::toString)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new UnusableQuoteException(
                    "the quote is also over registers whose values were not given: " + missing);
        }
        return parts;
    }

    private static Optional<Bytes> value(List<ExpectedRegister> registers, Bank bank, int register) {
        return registers.stream()
                .filter(known -> known.bank() == bank && known.register() == register)
                .map(ExpectedRegister::value)
                .findFirst();
    }

    private Bytes digest(List<ExpectedComposite.Part> parts) {
        MessageDigest digest = hash.newDigest();
        for (ExpectedComposite.Part part : parts) {
            part.value().ifPresent(value -> digest.update(value.toArray()));
        }
        return Bytes.view(digest.digest());
    }

    private static List<ExpectedRegister> registers(List<ExpectedComposite.Part> parts) {
        List<ExpectedRegister> registers = new ArrayList<>();
        for (ExpectedComposite.Part part : parts) {
            part.value().ifPresent(value -> registers.add(new ExpectedRegister(part.bank(), part.register(), value)));
        }
        return registers;
    }
}
