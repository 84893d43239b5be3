package io.execparity.stream.elastic;

import java.io.IOException;

/** None may come. */
public final class NoDeadLetters implements DeadLetters {
    @Override
    public void accept(DeadLetter letter) throws IOException {
        throw new IOException(letter.reason());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
