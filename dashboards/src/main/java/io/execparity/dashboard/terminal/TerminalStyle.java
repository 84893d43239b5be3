package io.execparity.dashboard.terminal;

import io.execparity.schema.text.TerminalText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What the reader's screen can show.
 *
 * @param unicode false where everything but ASCII would come out as question marks
 * @param colour true only on a terminal whose owner did not set NO_COLOR
 * @param columns how wide it is; {@link #UNLIMITED} for a file or a pipe, which nobody wants cut
 */
public record TerminalStyle(boolean unicode, boolean colour, int columns) {
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Where the terminal does not say how wide it is; most are wider. */
    static final int USUAL_COLUMNS = 100;

    static final int FEWEST_COLUMNS = 40;

    public TerminalStyle {
        if (columns < FEWEST_COLUMNS) {
            throw new IllegalArgumentException("too narrow: " + columns);
        }
    }

    /** For what this process prints to standard output. */
    public static TerminalStyle ofStandardOutput() {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = encoding != null && Charset.isSupported(encoding)
                ? Charset.forName(encoding)
                : Charset.defaultCharset();
        return of(System.getenv(), StandardStream.OUTPUT.isTerminal(), charset);
    }

    static TerminalStyle of(Map<String, String> environment, boolean terminal, Charset charset) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new TerminalStyle(
                charset.equals(StandardCharsets.UTF_8),
                terminal && !plain,
                terminal ? columns(environment.getOrDefault("COLUMNS", "")) : UNLIMITED);
    }

    private static int columns(String said) {
        if (!said.matches("[0-9]{1,4}")) {
            return USUAL_COLUMNS;
        }
        return Math.max(FEWEST_COLUMNS, Integer.parseInt(said));
    }

    TerminalText text() {
        return unicode ? TerminalText.UNICODE : TerminalText.ASCII;
    }

    String line(int width) {
        return (unicode ? "─" : "-").repeat(width);
    }

    /** Numbers are grouped the same way everywhere. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
