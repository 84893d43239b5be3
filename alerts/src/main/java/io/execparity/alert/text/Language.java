package io.execparity.alert.text;

import io.execparity.schema.text.TerminalText;

/**
 * What a receiver takes for more than text. Everything that a template puts in goes through one of these, and before that
 * through {@link TerminalText}, so that no value has line ends, control characters or turned directions.
 */
public enum Language {
    /** Nothing is more than text: mail, PagerDuty, Alertmanager. */
    PLAIN {
        @Override
        String escape(String safe) {
            return safe;
        }
    },
    /**
     * Slack's mrkdwn, whose three characters are escaped so that no mention, link or channel comes about
     * (api.slack.com/reference/surfaces/formatting), and those of its like that read Markdown: what would begin a link,
     * a mention or an address is kept apart by U+2060, which takes no room.
     */
    CHAT {
        @Override
        String escape(String safe) {
            StringBuilder text = new StringBuilder(safe.length() + 16);
            for (int i = 0; i < safe.length(); i++) {
                char c = safe.charAt(i);
                switch (c) {
                    case '&' -> text.append("&amp;");
                    case '<' -> text.append("&lt;");
                    case '>' -> text.append("&gt;");
                    case '@', '[', ']' -> text.append(c).append(APART);
                    case '/' -> text.append(i > 0 && safe.charAt(i - 1) == '/' ? APART + "/" : "/");
                    default -> text.append(c);
                }
            }
            return text.toString();
        }
    };

    private static final String APART = "\u2060";

    abstract String escape(String safe);

    /** A value as this language can bear it. */
    public String of(String value) {
        return escape(TerminalText.UNICODE.of(value));
    }
}
