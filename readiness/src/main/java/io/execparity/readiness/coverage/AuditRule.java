package io.execparity.readiness.coverage;

import io.execparity.schema.finding.RuleNeeds.Feed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule of the kernel's exit filter as {@code auditctl -l} prints it or a rules file has it (auditctl(8)).
 *
 * @param arch {@code b64}, {@code b32} or empty for either
 * @param filters conditions on anything else but the key
 */
record AuditRule(boolean always, String arch, Set<String> calls, List<String> filters) {
    private static final Set<String> LISTS = Set.of("always,exit", "exit,always", "never,exit", "exit,never");

    AuditRule {
        calls = Set.copyOf(calls);
        filters = List.copyOf(filters);
    }

    /** Reads a line; empty for what is no rule of system calls. */
    static Optional<AuditRule> of(String line) {
        List<String> words = Arrays.asList(line.trim().split("\\s+", -1));
        String list = "";
        String arch = "";
        Set<String> calls = new HashSet<>();
        List<String> filters = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "-a", "-A" -> list = value;
                case "-S" -> calls.addAll(Arrays.asList(value.split(",", -1)));
                case "-F" -> {
                    if (value.startsWith("arch=")) {
                        arch = value.substring("arch=".length());
                    } else if (!value.startsWith("key=")) {
                        filters.add(value);
                    }
                }
                default -> {}
            }
        }
        return LISTS.contains(list) && !calls.isEmpty()
                ? Optional.of(new AuditRule(list.contains("always"), arch, calls, filters))
                : Optional.empty();
    }

    boolean isFor(String anArch) {
        return arch.isEmpty() || arch.equals(anArch);
    }

    boolean names(String call) {
        return calls.contains("all") || calls.contains(call);
    }

    /** Whether its conditions leave out nothing that the feed is for. */
    boolean isWideEnoughFor(Feed feed) {
        return filters.stream().allMatch(filter -> isAllowed(filter, feed));
    }

    private static boolean isAllowed(String filter, Feed feed) {
        if (feed.perInterpreter() && filter.startsWith("exe=")) {
            return true;
        }
        return !feed.filter().isEmpty() && same(filter, feed.filter());
    }

    /** The kernel prints numbers of arguments in hexadecimal. */
    private static boolean same(String filter, String wanted) {
        int place = operator(wanted);
        String beginning = wanted.substring(0, place + 1);
        return filter.startsWith(beginning)
                && number(filter.substring(place + 1)) == number(wanted.substring(place + 1));
    }

    private static int operator(String filter) {
        return Math.max(filter.indexOf('='), filter.indexOf('&'));
    }

    private static long number(String text) {
        try {
            return Long.decode(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
