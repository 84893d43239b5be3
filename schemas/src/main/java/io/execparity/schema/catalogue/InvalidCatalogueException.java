package io.execparity.schema.catalogue;

import java.io.IOException;

/**
 * A data file that does not say what such a file must say. The message begins with the place, {@code FILE:LINE:COLUMN},
 * and is meant to be shown to whoever wrote the file.
 */
public final class InvalidCatalogueException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    InvalidCatalogueException(String source, int line, int column, String problem) {
        super(source + ":" + line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** Counted from 1. */
    public int column() {
        return column;
    }
}
