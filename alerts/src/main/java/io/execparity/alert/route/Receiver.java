package io.execparity.alert.route;

import io.execparity.alert.notice.Notice;
import java.io.IOException;

/** Somebody who is told: one method, so that whatever goes wrong goes wrong in it. For one thread. */
public interface Receiver extends AutoCloseable {
    /**
     * Sends a notice. The same one sent again is the same in all that tells it from others.
     *
     * @throws IOException where it may have gone lost; to be tried again
     */
    Answer send(Notice notice) throws IOException, InterruptedException;

    @Override
    default void close() {}
}
