package io.execparity.collect.ima.signature;

/**
 * What one signature turned out to be.
 *
 * @param why a sentence for a person, empty where it is verified; it holds no text from the list
 */
public record SignatureVerdict(Outcome outcome, String why) {
    static final SignatureVerdict VERIFIED = new SignatureVerdict(Outcome.VERIFIED, "");

    public enum Outcome {
        /** Made by a key that was given, over what the entry says was measured. */
        VERIFIED("verified"),
        /** Made by a key that was not given: nothing is known of it. */
        UNKNOWN_KEY("unknown-key"),
        /** Names a key that was given and was not made by it over what was measured, or is no signature at all. */
        BAD("bad"),
        /** Of a kind that is not verified here, or over something that the list does not hold. */
        UNSUPPORTED("unsupported");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static SignatureVerdict unknownKey(String key) {
        return new SignatureVerdict(Outcome.UNKNOWN_KEY, "none of the keys given is " + key);
    }

    static SignatureVerdict bad(String why) {
        return new SignatureVerdict(Outcome.BAD, why);
    }

    static SignatureVerdict unsupported(String why) {
        return new SignatureVerdict(Outcome.UNSUPPORTED, why);
    }
}
