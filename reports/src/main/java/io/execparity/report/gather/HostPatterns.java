package io.execparity.report.gather;

import java.util.List;
import java.util.regex.Pattern;

/** Which hosts a report is about: names in which {@code *} stands for any characters and {@code ?} for one. */
public record HostPatterns(List<String> patterns) {
    private static final int LONGEST = 253;

    public HostPatterns {
        patterns = List.copyOf(patterns);
        for (String pattern : patterns) {
            if (pattern.isEmpty() || pattern.length() > LONGEST) {
                throw new IllegalArgumentException("a host has a name of 1 to " + LONGEST + " characters");
            }
        }
    }

    /** Whether all hosts are meant. */
    boolean areAll() {
        return patterns.isEmpty();
    }

    boolean match(String host) {
        return areAll() || patterns.stream().anyMatch(pattern -> matches(pattern, host));
    }

    /** Those that name one host, which is expected even if nothing ever came from it. */
    List<String> names() {
        return patterns.stream()
                .filter(pattern -> pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0)
                .distinct()
                .toList();
    }

    private static boolean matches(String pattern, String host) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(host).matches();
    }
}
