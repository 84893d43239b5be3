package io.execparity.collect.ima.quote;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedComposite;
import io.execparity.collect.ima.ExpectedRegister;
import java.util.List;
import java.util.Optional;

/**
 * What a quote proves by itself. Whether a list leads to it, the list's own verification tells.
 *
 * @param nonceMatches true where a nonce was given and is the one signed; without one the quote may be an old one
 * @param registers the values that it proves, where they were given and it holds
 * @param composite the digest that a list has to lead to, where not all values were given and it holds
 */
public record QuoteReport(
        Attestation attestation,
        Outcome outcome,
        boolean nonceMatches,
        List<ExpectedRegister> registers,
        Optional<ExpectedComposite> composite) {

    public enum Outcome {
        HOLDS("holds", "it was signed by the key given"),
        WRONG_SIGNATURE("wrong-signature", "it was not signed by the key given, or was changed since"),
        WRONG_NONCE(
                "wrong-nonce", "it was signed by the key given, but over another nonce: it answers another question"),
        WRONG_VALUES(
                "wrong-values", "it was signed by the key given, but the registers' values given are not the quoted"),
        NO_MEASUREMENTS(
                "no-measurements",
                "it was signed by the key given, but is not over register 10: it says nothing of the list");

        private final String word;
        private final String sentence;

        Outcome(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        public String word() {
            return word;
        }

        public String sentence() {
            return sentence;
        }
    }

    public QuoteReport {
        registers = List.copyOf(registers);
    }

    static QuoteReport failed(Attestation attestation, Outcome outcome) {
        return new QuoteReport(attestation, outcome, false, List.of(), Optional.empty());
    }

    public boolean holds() {
        return outcome == Outcome.HOLDS;
    }

    /** Adds what it proves; nothing where it does not hold. */
    public Expectations addTo(Expectations expectations) {
        Expectations added = expectations.withQuoted(registers);
        return composite.map(added::with).orElse(added);
    }
}
