package io.execparity.dashboard.elastic;

import java.io.IOException;

/** Whoever brings questions to a search server, and its answers back. For any number of threads. */
public interface SearchServer {
    /**
     * Asks by POST.
     *
     * @param path of the address, with its query
     * @param body JSON
     * @return JSON
     * @throws AnswerTooLongException where the answer is longer than is held in memory
     * @throws IOException where the server does not answer, or refuses
     */
    byte[] ask(String path, byte[] body) throws IOException;

    /** There is an answer, and no room for it. */
    final class AnswerTooLongException extends IOException {
        private static final long serialVersionUID = 1;

        public AnswerTooLongException(Throwable cause) {
            super("the answer is too long", cause);
        }
    }
}
