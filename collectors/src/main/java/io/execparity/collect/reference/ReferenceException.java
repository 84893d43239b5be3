package io.execparity.collect.reference;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * A reference that cannot be used: not readable as one, or not signed by whom it has to be. The message is one sentence
 * for a person; names in it are as the file system has them, so that whoever prints it makes it safe.
 */
public final class ReferenceException extends Exception {
    private static final long serialVersionUID = 1;

    ReferenceException(String sentence) {
        super(sentence);
    }

    ReferenceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** Where in a JSON text the parser is. */
    static ReferenceException at(String file, JsonLocation place, String what) {
        return new ReferenceException(file + ":" + place.getLineNr() + ":" + place.getColumnNr() + ": " + what + ".");
    }

    /** @param line counted from 1 */
    static ReferenceException at(String file, long line, String what) {
        return new ReferenceException(file + ":" + line + ": " + what + ".");
    }
}
