package io.execparity.stream.elastic;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;

/** Takes what the server refused for good, and keeps it. One may come twice, where a batch had to be begun again. */
public interface DeadLetters extends Closeable {
    void accept(DeadLetter letter) throws IOException;

    /** Returns when all that was accepted is kept. */
    void flush() throws IOException;

    /** Opens them where the writer runs. */
    interface Factory extends Serializable {
        DeadLetters open() throws IOException;
    }
}
