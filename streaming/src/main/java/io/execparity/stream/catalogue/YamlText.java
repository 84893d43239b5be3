package io.execparity.stream.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The characters of a YAML file, the place that has been reached, and the scalars that can be read from there. */
final class YamlText {
    private static final String REFUSED_FIRST = "&*!%@`|>";
    private static final char END = '\0';

    private final String source;
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    /** A place, and the nodes that begin there. */
    record Mark(String source, int line, int column) {
        CatalogueNode scalar(String value) {
            return new CatalogueNode(source, line, column, value, null, null);
        }

        CatalogueNode list(List<CatalogueNode> items) {
            return new CatalogueNode(source, line, column, null, items, null);
        }

        CatalogueNode mapping(Map<String, CatalogueNode.Field> fields) {
            return new CatalogueNode(source, line, column, null, null, fields);
        }

        InvalidCatalogueException wrong(String problem) {
            return new InvalidCatalogueException(source, line, column, problem);
        }
    }

    YamlText(String source, String text) {
        this.source = source;
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
        this.lineStart = at;
    }

    Mark mark() {
        return new Mark(source, line, column() + 1);
    }

    InvalidCatalogueException wrong(String problem) {
        return mark().wrong(problem);
    }

    /** Counted from 0. */
    int column() {
        return at - lineStart;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return charAt(at);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }

    void skip(int count) {
        at += count;
    }

    void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    void skipDocumentStart() throws InvalidCatalogueException {
        toContent();
        if (column() == 0 && text.startsWith("---", at) && isSpace(charAt(at + 3))) {
            at += 3;
        }
    }

    /** Goes on to whatever comes next that is neither white space nor a comment. */
    void toContent() throws InvalidCatalogueException {
        while (!atEnd()) {
            char c = text.charAt(at);
            if (c == '\n') {
                newLine();
            } else if (c == ' ' || c == '\r') {
                at++;
            } else if (c == '\t') {
                throw wrong("a tab where only spaces may be");
            } else if (c == '#' && (at == lineStart || isSpace(text.charAt(at - 1)))) {
                toLineEnd();
            } else {
                return;
            }
        }
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void toLineEnd() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    /** Whether nothing but spaces and a comment are left on this line. */
    boolean restIsEmpty() {
        char c = peek();
        return atEnd() || c == '\n' || c == '\r' || c == '#' && at > lineStart && isSpace(text.charAt(at - 1));
    }

    boolean atDash() {
        return peek() == '-' && isSpace(charAt(at + 1));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == END;
    }

    /** Whether this line begins with a key. */
    boolean atKey() throws InvalidCatalogueException {
        if ("[{>|".indexOf(peek()) >= 0) {
            return false;
        }
        int before = at;
        try {
            if (peek() == '"' || peek() == '\'') {
                quoted();
            } else {
                at = endOfPlain(false);
            }
            skipSpaces();
            return peek() == ':' && isSpace(charAt(at + 1));
        } finally {
            at = before;
        }
    }

    /** Reads a key and its colon. */
    String key(boolean within) throws InvalidCatalogueException {
        Mark mark = mark();
        String key = peek() == '"' || peek() == '\'' ? quoted() : plain(within);
        skipSpaces();
        if (peek() != ':' || !isSpace(charAt(at + 1))) {
            throw mark.wrong("a key and ': ' are needed here");
        }
        at++;
        return key;
    }

    /** Reads a plain scalar. */
    String plain(boolean within) throws InvalidCatalogueException {
        if (REFUSED_FIRST.indexOf(peek()) >= 0 || peek() == '?' && isSpace(charAt(at + 1))) {
            throw wrong("'" + peek() + "' begins something that is not read here; quote it if it is text");
        }
        int end = endOfPlain(within);
        String value = text.substring(at, end);
        if (value.isEmpty()) {
            throw wrong("a value is needed here");
        }
        at = end;
        return value;
    }

    private int endOfPlain(boolean within) {
        int i = at;
        int end = at;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n' || c == ':' && endsKey(i, within) || c == '#' && i > at && isSpace(text.charAt(i - 1))) {
                break;
            }
            if (within && ",[]{}".indexOf(c) >= 0) {
                break;
            }
            i++;
            end = isSpace(c) || c == '\t' ? end : i;
        }
        return end;
    }

    private boolean endsKey(int colon, boolean within) {
        char next = charAt(colon + 1);
        return isSpace(next) || within && ",[]{}".indexOf(next) >= 0;
    }

    /** Reads a scalar in either kind of quotes, which must close on the same line. */
    String quoted() throws InvalidCatalogueException {
        Mark mark = mark();
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = peek();
            if (atEnd() || c == '\n') {
                throw mark.wrong("the closing " + quote + " is not on this line");
            }
            at++;
            if (c == quote && quote == '\'' && peek() == '\'') {
                at++;
            } else if (c == quote) {
                return value.toString();
            } else if (c == '\\' && quote == '"') {
                c = escaped();
            }
            value.append(c);
        }
    }

    private char escaped() throws InvalidCatalogueException {
        char c = peek();
        at++;
        return switch (c) {
            case '\\', '"', '/', ' ' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> throw wrong("the escape \\" + c + " is not read here");
        };
    }

    /** Reads text after {@code >} or {@code |}: the lines below that are indented at least so far. */
    String blockScalar(int indent) throws InvalidCatalogueException {
        boolean folds = text.charAt(at++) == '>';
        boolean strips = peek() == '-';
        at += strips ? 1 : 0;
        skipSpaces();
        if (!restIsEmpty()) {
            throw wrong("only '>', '>-', '|' and '|-' are read here");
        }
        toLineEnd();
        List<String> lines = new ArrayList<>();
        int column = -1;
        while (!atEnd()) {
            newLine();
            int first = at;
            while (charAt(first) == ' ') {
                first++;
            }
            boolean blank = charAt(first) == '\n' || charAt(first) == '\r';
            column = column < 0 && !blank ? first - at : column;
            if (!blank && (atEnd() || first - at < Math.max(column, indent))) {
                break;
            }
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            lines.add(blank ? "" : text.substring(at + column, end).stripTrailing());
            at = end;
        }
        return joined(lines, folds) + (strips || lines.isEmpty() ? "" : "\n");
    }

    private static String joined(List<String> lines, boolean folds) {
        int count = lines.size();
        while (count > 0 && lines.get(count - 1).isEmpty()) {
            count--;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String line = lines.get(i);
            boolean breaks = !folds || line.isEmpty();
            boolean spaced = i > 0 && !breaks && !lines.get(i - 1).isEmpty();
            if (spaced) {
                joined.append(' ');
            } else if (i > 0 && breaks) {
                joined.append('\n');
            }
            joined.append(line);
        }
        return joined.toString();
    }
}
