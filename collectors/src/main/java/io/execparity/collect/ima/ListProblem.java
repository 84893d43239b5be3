package io.execparity.collect.ima;

/**
 * Something wrong with a list, and where.
 *
 * @param entry counted from 0; behind a malformed entry the count goes on as if it had been one
 * @param offset in bytes from the beginning of the list to that of the entry
 * @param what a sentence for a person, without text from the list
 */
public record ListProblem(long entry, long offset, Kind kind, String what) implements ListItem {

    /** What has to be known to see it. */
    public enum Kind {
        /** The bytes are not an entry: the list alone shows it. */
        MALFORMED("malformed"),
        /** The list ends inside of an entry: the list alone shows it. */
        TRUNCATED("truncated"),
        /** The digest listed is not the one of the fields: the list alone shows it. */
        WRONG_HASH("wrong-hash"),
        /** Its digest says that it is a violation, its fields say otherwise: the list alone shows it. */
        FALSE_VIOLATION("false-violation"),
        /** Every entry is sound, but they are not the ones that were extended: it takes a register's value. */
        WRONG_SEQUENCE("wrong-sequence");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return "entry " + entry + " at byte " + offset + ": " + what;
    }
}
