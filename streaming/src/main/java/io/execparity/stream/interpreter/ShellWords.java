package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Words as a shell sees them, as far as that goes without evaluating anything. */
final class ShellWords {
    private static final int MOST_WORDS = 128;

    private final Bytes text;
    private int at;
    private boolean plain;

    private ShellWords(Bytes text) {
        this.text = text;
    }

    /** The words of {@code text}, quotes taken off; what would be expanded stays as written. */
    static List<Bytes> split(Bytes text) {
        ShellWords words = new ShellWords(text);
        List<Bytes> found = new ArrayList<>();
        while (found.size() < MOST_WORDS) {
            while (words.at < text.length() && isBlank(text.at(words.at))) {
                words.at++;
            }
            if (words.at >= text.length()) {
                break;
            }
            found.add(words.word(false));
        }
        return found;
    }

    /** The plain files that a shell would source when it runs {@code code}, at most {@code most} of them. */
    static List<Bytes> sourced(Bytes code, List<Bytes> sources, int most) {
        return new ShellWords(code).sourced(sources, most);
    }

    private List<Bytes> sourced(List<Bytes> sources, int most) {
        List<Bytes> found = new ArrayList<>();
        boolean commandExpected = true;
        boolean fileExpected = false;
        while (at < text.length() && found.size() < most) {
            byte c = text.at(at);
            if (isBlank(c) && c != '\n') {
                at++;
            } else if (isSeparator(c)) {
                at++;
                commandExpected = true;
                fileExpected = false;
            } else if (c == '#') {
                skipComment();
            } else {
                int before = at;
                Bytes word = word(true);
                if (fileExpected && plain && !word.isEmpty() && word.at(0) != '-') {
                    found.add(word);
                }
                fileExpected = commandExpected && sources.contains(word);
                commandExpected = commandExpected && !fileExpected && leadsACommand(word);
                at = Math.max(at, before + 1);
            }
        }
        return found;
    }

    private void skipComment() {
        while (at < text.length() && text.at(at) != '\n') {
            at++;
        }
    }

    /** Words after which a command still follows. */
    private static boolean leadsACommand(Bytes word) {
        return switch (word.text()) {
            case "if", "then", "else", "elif", "do", "while", "until", "!", "{", "time", "command", "builtin", "exec" ->
                true;
            default -> word.indexOf((byte) '=', 0) > 0;
        };
    }

    /** Reads one word and leaves in {@link #plain} whether a shell would take it as it stands. */
    private Bytes word(boolean separators) {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        plain = true;
        byte quote = 0;
        while (at < text.length()) {
            byte c = text.at(at);
            if (quote == 0 && (isBlank(c) || separators && isSeparator(c))) {
                break;
            }
            at++;
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && at < text.length()) {
                byte escaped = text.at(at++);
                if (escaped != '\n') {
                    word.write(escaped);
                }
            } else {
                plain &= quote == '\'' || !expands(c, quote);
                word.write(c);
            }
        }
        plain &= quote == 0;
        return Bytes.view(word.toByteArray());
    }

    private static boolean expands(byte c, byte quote) {
        return c == '$' || c == '`' || quote == 0 && (c == '*' || c == '?' || c == '[' || c == '~' || c == '<');
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isSeparator(byte c) {
        return c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
    }
}
