package io.execparity.dashboard.ocsf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code among the arguments of an interpreter; empty where it cannot be told from its options. */
final class InlineCode {
    static final int PYTHON = 3;
    static final int SHELL = 6;

    /** Of the others, by name without version. */
    private static final Map<String, CodeOption> OTHERS = Map.of(
            "perl", new CodeOption("-[anlpwWtTsSuUXc0-9]*[eE]", Set.of("-I")),
            "ruby", new CodeOption("-[anlpswSvW0-9]*e", Set.of("-I", "-r", "-E", "-C")),
            "php", new CodeOption("-n?r", Set.of("-d", "-c", "-z")),
            "node", new CodeOption("-pe|--eval=?|--print=?|-e|-p", Set.of("-r", "--require", "--import", "-C")),
            "lua", new CodeOption("-e", Set.of("-l")));

    private static final Set<String> SHELL_VALUES = Set.of("-o", "+o", "-O", "+O");

    /** Of interpreters that only a site knows. */
    private static final CodeOption USUAL = new CodeOption("-[ce]$", Set.of());

    /**
     * The option that takes code, in the next word or behind it in its own.
     *
     * @param form flags that may stand before it in its word included; none of them takes a value
     * @param values other options whose value is the next word
     */
    private record CodeOption(Pattern form, Set<String> values) {
        CodeOption(String form, Set<String> values) {
            this(Pattern.compile(form), values);
        }
    }

    private InlineCode() {}

    /**
     * @param type of the script, in OCSF's numbers
     * @param interpreter its name, without folders
     * @param words the arguments, the program's own name first
     */
    static String of(int type, String interpreter, List<String> words) {
        return switch (type) {
            case SHELL -> ofShell(words);
            case PYTHON -> ofPython(words);
            default -> behind(OTHERS.getOrDefault(interpreter.replaceFirst("[-0-9.]+$", ""), USUAL), words);
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

    /** Where the option stands several times, its values are the lines of one script (perlrun, ruby(1)). */
    private static String behind(CodeOption option, List<String> words) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            Matcher form = option.form().matcher(word);
            if (!word.startsWith("-") || word.equals("-") || word.equals("--")) {
                break;
            } else if (option.values().contains(word)) {
                i++;
            } else if (form.lookingAt() && form.end() < word.length()) {
                lines.add(word.substring(form.end()));
            } else if (form.matches() && i + 1 < words.size()) {
                lines.add(words.get(++i));
            }
        }
        return String.join("\n", lines);
    }
}
