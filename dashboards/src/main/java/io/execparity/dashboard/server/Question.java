package io.execparity.dashboard.server;

import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.ResultStore;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the query of an address asks. A key may stand several times, which means any of its values; an unknown key is
 * refused, since leaving it out would answer another question than the one that was asked, and so is what no result can
 * be, since nothing found would look like nothing wrong.
 */
final class Question {
    static final int USUAL_LIMIT = 50;

    private static final int LONGEST_VALUE = 512;
    private static final int MOST_VALUES = 64;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})([mhd])");

    private final Map<String, List<String>> parameters;
    private final Filter filter;

    private Question(Map<String, List<String>> parameters, Filter filter) {
        this.parameters = parameters;
        this.filter = filter;
    }

    /**
     * Reads a query.
     *
     * @param further keys that this address knows besides those of the filter
     * @throws BadQuestionException for an unknown key or a value that cannot be
     */
    static Question of(Map<String, List<String>> parameters, Clock clock, Set<String> further) {
        Map<Field, Set<String>> values = new EnumMap<>(Field.class);
        List<String> unknown = new ArrayList<>();
        parameters.forEach((key, any) -> {
            Optional<Field> field = Field.of(key);
            if (any.size() > MOST_VALUES || any.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
                throw new BadQuestionException("too many or too long values of " + key);
            }
            if (field.isPresent()) {
                any.forEach(value -> refuseWhatCannotBe(field.get(), value));
                values.put(field.get(), Set.copyOf(any));
            } else if (!further.contains(key)
                    && !Set.of("from", "to", "range", "q").contains(key)) {
                unknown.add(key);
            }
        });
        if (!unknown.isEmpty()) {
            throw new BadQuestionException(
                    "unknown: " + String.join(", ", unknown.stream().sorted().toList()));
        }
        long now = clock.millis();
        long from = first(parameters, "range")
                .map(range -> now - duration(range).toMillis())
                .or(() -> first(parameters, "from").map(text -> time("from", text)))
                .orElse(Long.MIN_VALUE);
        long to = first(parameters, "to").map(text -> time("to", text)).orElse(Long.MAX_VALUE);
        if (first(parameters, "range").isEmpty() && from > to) {
            throw new BadQuestionException("from is later than to");
        }
        String text = first(parameters, "q").orElse("").toLowerCase(Locale.ROOT);
        return new Question(parameters, new Filter(values, from, to, text));
    }

    private static void refuseWhatCannotBe(Field field, String value) {
        if (!field.takes(value)) {
            String known = field.words().isEmpty() ? "a number" : String.join(", ", field.words());
            throw new BadQuestionException(field.word() + " is " + value + ", not " + known);
        }
    }

    /**
     * Reads a query that filters no results.
     *
     * @param keys all that this address knows
     * @throws BadQuestionException for any other
     */
    static Question ofKeys(Map<String, List<String>> parameters, Set<String> keys) {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!keys.contains(parameter.getKey())) {
                throw new BadQuestionException("unknown: " + parameter.getKey());
            }
            if (parameter.getValue().stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
                throw new BadQuestionException("too long a value of " + parameter.getKey());
            }
        }
        return new Question(parameters, Filter.ALL);
    }

    /** The value of a key; empty where there is none. */
    String word(String key) {
        return first(parameters, key).orElse("");
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String key) {
        return parameters.getOrDefault(key, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Duration duration(String range) {
        Matcher form = RANGE.matcher(range);
        if (!form.matches()) {
            throw new BadQuestionException("range is " + range + ", not something like 24h");
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static long time(String key, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new BadQuestionException(key + " is " + text + ", not something like 2026-11-22T11:00Z");
        }
    }

    Filter filter() {
        return filter;
    }

    /** Whether the range ends now, whenever that is. */
    boolean isLive() {
        return first(parameters, "range").isPresent() && first(parameters, "to").isEmpty();
    }

    Order order(Order usual) {
        return first(parameters, "sort")
                .map(word -> Order.of(word)
                        .orElseThrow(
                                () -> new BadQuestionException("sort is " + word + ", not severity, newest, oldest")))
                .orElse(usual);
    }

    Optional<Cursor> after() {
        return first(parameters, "after")
                .map(text ->
                        Cursor.of(text).orElseThrow(() -> new BadQuestionException("after is no place in a list")));
    }

    int limit(int usual) {
        return (int) number("limit", usual, ResultStore.MOST);
    }

    /** A whole number from 1 to {@code most}. */
    long number(String key, long usual, long most) {
        String text = first(parameters, key).orElse("");
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("\\d{1,15}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw new BadQuestionException(key + " is " + text + ", not 1 to " + most);
        }
        return Long.parseLong(text);
    }

    /** The fields to count by, 1 to 4. */
    List<Field> by() {
        List<Field> by = new ArrayList<>();
        for (String word : parameters.getOrDefault("by", List.of())) {
            by.add(Field.of(word).orElseThrow(() -> new BadQuestionException("by is " + word + ", which is no field")));
        }
        if (by.isEmpty() || by.size() > 4) {
            throw new BadQuestionException("by has to name one to four fields");
        }
        return by;
    }
}
