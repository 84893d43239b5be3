package io.execparity.stream.elastic;

import io.execparity.schema.text.TerminalText;

/** What the server says, which may quote what a host said: bounded, and safe on a terminal. */
final class ServerText {
    private static final int MOST = 1_000;

    private ServerText() {}

    static String safe(String text) {
        return TerminalText.UNICODE.of(text.length() <= MOST ? text : text.substring(0, MOST) + "…");
    }
}
