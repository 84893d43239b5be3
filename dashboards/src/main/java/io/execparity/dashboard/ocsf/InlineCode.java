package io.execparity.dashboard.ocsf;

import java.util.List;
import java.util.Set;

/** The code among the arguments of an interpreter; empty where it cannot be told from its options. */
final class InlineCode {
    static final int PYTHON = 3;
    static final int SHELL = 6;

    /** Of the others; in a shell and in Python most of these letters are flags. */
    private static final Set<String> OPTIONS = Set.of("-c", "-e", "-E", "-r");

    private static final Set<String> SHELL_VALUES = Set.of("-o", "+o", "-O", "+O");

    private InlineCode() {}

    /**
     * @param type of the script, in OCSF's numbers
     * @param words the arguments, the program's own name first
     */
    static String of(int type, List<String> words) {
        return switch (type) {
            case SHELL -> ofShell(words);
            case PYTHON -> ofPython(words);
            default -> behindOption(words);
        };
    }

    /** {@code -c} may stand among flags, and more options and {@code --} between it and the code: so system(3) calls sh. */
    private static String ofShell(List<String> words) {
        boolean asked = false;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (asked && word.equals("--")) {
                return i + 1 < words.size() ? words.get(i + 1) : "";
            }
            if (SHELL_VALUES.contains(word)) {
                i++;
            } else if (word.matches("-[A-Za-z]+")) {
                asked |= word.contains("c");
            } else if (asked && !word.matches("\\+[A-Za-z]+|--.+")) {
                return word;
            }
        }
        return "";
    }

    /** {@code -c} ends a cluster of flags, and the code follows in the same word or in the next. */
    private static String ofPython(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.matches("(?s)-[A-VYZabd-z]*c.*")) {
                continue;
            }
            int code = word.indexOf('c') + 1;
            return code < word.length() ? word.substring(code) : i + 1 < words.size() ? words.get(i + 1) : "";
        }
        return "";
    }

    private static String behindOption(List<String> words) {
        for (int i = 1; i + 1 < words.size(); i++) {
            if (OPTIONS.contains(words.get(i))) {
                return words.get(i + 1);
            }
        }
        return "";
    }
}
