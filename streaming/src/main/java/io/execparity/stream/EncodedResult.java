package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.codec.KeyedLine;

/**
 * A result as its file will have it: the line and where it stands there. Nothing of it needs to be understood to bring
 * it into its place, so it can be sent there from anywhere.
 */
public record EncodedResult(ResultKind kind, KeyedLine line) {
    public EncodedResult {
        requireNonNull(kind, "kind is null");
        requireNonNull(line, "line is null");
    }
}
