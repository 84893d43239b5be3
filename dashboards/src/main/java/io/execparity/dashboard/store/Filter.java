package io.execparity.dashboard.store;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which results are meant: for each field one of its values, at a time in the range, with the text in them.
 *
 * @param values a field that is not in it may be anything
 * @param from milliseconds of the epoch, included; what lasted into the range is in it
 * @param to milliseconds of the epoch, excluded
 * @param text in lower case, empty for any; looked for in names, paths, digests, arguments and sentences, and as the whole
 *     of a process's number
 */
public record Filter(Map<Field, Set<String>> values, long from, long to, String text) {
    /** Everything. */
    public static final Filter ALL = new Filter(Map.of(), Long.MIN_VALUE, Long.MAX_VALUE, "");

    public Filter {
        Map<Field, Set<String>> copy = new EnumMap<>(Field.class);
        values.forEach((field, any) -> copy.put(field, Set.copyOf(any)));
        values = Map.copyOf(copy);
        requireNonNull(text, "text is null");
    }

    /** This and one of {@code any} in {@code field}, whatever it was to be before. */
    public Filter with(Field field, String... any) {
        Map<Field, Set<String>> more = new EnumMap<>(Field.class);
        more.putAll(values);
        more.put(field, new LinkedHashSet<>(Set.of(any)));
        return new Filter(more, from, to, text);
    }

    /** This without anything said of {@code field}. */
    public Filter without(Field field) {
        Map<Field, Set<String>> fewer = new EnumMap<>(Field.class);
        fewer.putAll(values);
        fewer.remove(field);
        return new Filter(fewer, from, to, text);
    }

    /** This in another range of time. */
    public Filter between(long newFrom, long newTo) {
        return new Filter(values, newFrom, newTo, text);
    }
}
