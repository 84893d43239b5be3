package io.execparity.proof.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results held against those that were expected, as lines of JSON in any order.
 *
 * @param what was compared
 * @param expected how many lines there should be
 * @param found how many there are
 * @param missing expected, and not found in any form
 * @param extra found, and not expected in any form
 * @param doubled found more often than expected, byte for byte
 * @param differing found in another form than expected
 */
public record Comparison(
        String what,
        int expected,
        int found,
        List<String> missing,
        List<String> extra,
        List<String> doubled,
        List<Difference> differing) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> SUBJECT =
            List.of("/host/name", "/rule/name", "/process/entity_id", "/file/path", "/execparity/vector");
    private static final int SHOWN = 5;
    private static final int SHOWN_CHARACTERS = 400;
    private static final int SHOWN_BEFORE = 60;

    /** One result in two forms. */
    public record Difference(String expected, String found) {
        /** From a little before where they begin to differ. */
        @Override
        public String toString() {
            int same = 0;
            while (same < Math.min(expected.length(), found.length()) && expected.charAt(same) == found.charAt(same)) {
                same++;
            }
            int from = Math.max(0, same - SHOWN_BEFORE);
            return brief(expected) + "\n           from character " + from + " on " + brief(expected.substring(from))
                    + "\n           instead " + brief(found.substring(from));
        }
    }

    /** Compares as multisets. */
    public static Comparison of(String what, Collection<String> expected, Collection<String> found) {
        Map<String, Integer> open = new HashMap<>(expected.size() * 2);
        expected.forEach(line -> open.merge(line, 1, Integer::sum));
        List<String> rest = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        for (String line : found) {
            Integer left = open.get(line);
            if (left == null) {
                rest.add(line);
            } else if (left == 0) {
                doubled.add(line);
            } else {
                open.put(line, left - 1);
            }
        }
        List<String> missing = new ArrayList<>();
        for (String line : expected) {
            if (open.get(line) > 0) {
                open.merge(line, -1, Integer::sum);
                missing.add(line);
            }
        }
        List<String> extra = new ArrayList<>();
        List<Difference> differing = pair(missing, rest, extra);
        return new Comparison(what, expected.size(), found.size(), missing, extra, doubled, differing);
    }

    /** Takes from {@code missing} what is found in another form, and adds to {@code extra} what is not. */
    private static List<Difference> pair(List<String> missing, List<String> rest, List<String> extra) {
        Map<String, List<String>> bySubject = new LinkedHashMap<>();
        missing.forEach(line -> bySubject
                .computeIfAbsent(subject(line), key -> new ArrayList<>())
                .add(line));
        List<Difference> differing = new ArrayList<>();
        for (String line : rest) {
            List<String> candidates = bySubject.getOrDefault(subject(line), List.of());
            if (candidates.isEmpty()) {
                extra.add(line);
            } else {
                differing.add(new Difference(candidates.remove(0), line));
            }
        }
        missing.clear();
        bySubject.values().forEach(missing::addAll);
        return differing;
    }

    private static String subject(String line) {
        JsonNode json = parse(line);
        StringBuilder subject = new StringBuilder();
        SUBJECT.forEach(pointer -> subject.append(json.at(pointer).asText()).append('\0'));
        return subject.toString();
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + line, e);
        }
    }

    public boolean isEqual() {
        return missing.isEmpty() && extra.isEmpty() && doubled.isEmpty() && differing.isEmpty();
    }

    private static String brief(String line) {
        return line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + '…' : line;
    }

    /** One line, and some of what is wrong. */
    @Override
    public String toString() {
        StringBuilder told = new StringBuilder(what + ": " + expected + " expected, " + found + " found");
        if (isEqual()) {
            return told.append(", equal").toString();
        }
        told.append(", ")
                .append(missing.size())
                .append(" missing, ")
                .append(extra.size())
                .append(" extra, ")
                .append(doubled.size())
                .append(" doubled, ")
                .append(differing.size())
                .append(" differing");
        missing.stream()
                .limit(SHOWN)
                .forEach(line -> told.append("\n  missing  ").append(brief(line)));
        extra.stream().limit(SHOWN).forEach(line -> told.append("\n  extra    ").append(brief(line)));
        doubled.stream()
                .limit(SHOWN)
                .forEach(line -> told.append("\n  doubled  ").append(brief(line)));
        differing.stream()
                .limit(SHOWN)
                .forEach(difference -> told.append("\n  differs  ").append(difference));
        return told.toString();
    }
}
