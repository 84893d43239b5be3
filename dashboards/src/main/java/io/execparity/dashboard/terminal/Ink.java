package io.execparity.dashboard.terminal;

import io.execparity.schema.finding.Severity;

/** Colours, which never say anything that the words beside them do not. */
enum Ink {
    PLAIN(""),
    HEADING("1"),
    INFO("2"),
    LOW("36"),
    MEDIUM("33"),
    HIGH("31"),
    CRITICAL("1;31");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    static Ink of(Severity severity) {
        return switch (severity) {
            case INFO -> INFO;
            case LOW -> LOW;
            case MEDIUM -> MEDIUM;
            case HIGH -> HIGH;
            case CRITICAL -> CRITICAL;
        };
    }

    String on(TerminalStyle style, String text) {
        return style.colour() && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
