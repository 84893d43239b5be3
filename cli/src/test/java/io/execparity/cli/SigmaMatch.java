package io.execparity.cli;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether one record is what a Sigma rule looks for: the part of Sigma that the rules use, and a failure for all else
 * (Sigma rule specification 2.0.0, "Detection" and "Condition").
 */
record SigmaMatch(String line, Map<String, String> fields) {
    boolean matches(CatalogueNode detection) throws InvalidCatalogueException {
        return new Condition(detection).value();
    }

    /** Reads {@code a and not (b or 1 of c_*)} from left to right. */
    private final class Condition {
        private final CatalogueNode detection;
        private final List<String> words;
        private int next;

        private Condition(CatalogueNode detection) throws InvalidCatalogueException {
            this.detection = detection;
            words = List.of(detection
                    .require("condition")
                    .text()
                    .replace("(", "( ")
                    .replace(")", " )")
                    .split(" +", -1));
        }

        private boolean value() throws InvalidCatalogueException {
            boolean value = either();
            if (next != words.size()) {
                throw detection.require("condition").wrong("more than a condition");
            }
            return value;
        }

        private boolean take(String word) {
            boolean there = next < words.size() && words.get(next).equals(word);
            next += there ? 1 : 0;
            return there;
        }

        private boolean either() throws InvalidCatalogueException {
            boolean value = both();
            while (take("or")) {
                value |= both();
            }
            return value;
        }

        private boolean both() throws InvalidCatalogueException {
            boolean value = one();
            while (take("and")) {
                value &= one();
            }
            return value;
        }

        private boolean one() throws InvalidCatalogueException {
            if (take("not")) {
                return !one();
            }
            if (take("(")) {
                boolean value = either();
                if (!take(")")) {
                    throw detection.require("condition").wrong("a bracket is open");
                }
                return value;
            }
            if (take("1")) {
                if (!take("of")) {
                    throw detection.require("condition").wrong("'of' is needed here");
                }
                return anyOf(words.get(next++));
            }
            return search(detection.require(words.get(next++)));
        }

        private boolean anyOf(String pattern) throws InvalidCatalogueException {
            String beginning = pattern.substring(0, pattern.length() - 1);
            boolean any = false;
            for (String name : detection.keys()) {
                any |= name.startsWith(beginning) && search(detection.require(name));
            }
            return any;
        }
    }

    /** A map of conditions that all hold, or a list of maps or keywords of which one does. */
    private boolean search(CatalogueNode node) throws InvalidCatalogueException {
        if (node.isScalar()) {
            return line.toLowerCase(Locale.ROOT).contains(node.text().toLowerCase(Locale.ROOT));
        }
        if (isList(node)) {
            boolean any = false;
            for (CatalogueNode item : node.items()) {
                any |= search(item);
            }
            return any;
        }
        boolean all = true;
        for (String key : node.keys()) {
            all &= field(key, node.require(key));
        }
        return all;
    }

    private static boolean isList(CatalogueNode node) {
        try {
            node.keys();
            return false;
        } catch (InvalidCatalogueException e) {
            return true;
        }
    }

    private boolean field(String key, CatalogueNode wanted) throws InvalidCatalogueException {
        String[] parts = key.split("\\|", -1);
        String value = fields.get(parts[0]);
        if (value == null) {
            return false;
        }
        String modifier = parts.length > 1 ? parts[1] : "";
        List<String> any = wanted.isScalar() ? List.of(wanted.text()) : wanted.texts();
        return any.stream().anyMatch(one -> is(value, modifier, one));
    }

    /** Sigma compares without regard to case, but for regular expressions. */
    private static boolean is(String value, String modifier, String wanted) {
        String have = value.toLowerCase(Locale.ROOT);
        String want = wanted.toLowerCase(Locale.ROOT);
        return switch (modifier) {
            case "" -> have.equals(want);
            case "startswith" -> have.startsWith(want);
            case "endswith" -> have.endsWith(want);
            case "contains" -> have.contains(want);
            case "re" -> Pattern.compile(wanted).matcher(value).find();
            default -> throw new IllegalArgumentException("the modifier " + modifier + " is not known here");
        };
    }
}
