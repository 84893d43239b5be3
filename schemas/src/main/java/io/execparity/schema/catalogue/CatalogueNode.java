package io.execparity.schema.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a data file, with its place: a mapping, a list or a scalar. Scalars are text whatever they look like, so
 * that {@code -1}, {@code no} and {@code 3.10} mean what was written.
 */
public final class CatalogueNode {
    private final String source;
    private final int line;
    private final int column;
    private final @Nullable String scalar;
    private final @Nullable List<CatalogueNode> items;
    private final @Nullable Map<String, Field> fields;

    /** A value and where its key stands. */
    record Field(int line, int column, CatalogueNode value) {}

    CatalogueNode(
            String source,
            int line,
            int column,
            @Nullable String scalar,
            @Nullable List<CatalogueNode> items,
            @Nullable Map<String, Field> fields) {
        this.source = source;
        this.line = line;
        this.column = column;
        this.scalar = scalar;
        this.items = items;
        this.fields = fields;
    }

    public boolean isScalar() {
        return scalar != null;
    }

    boolean isList() {
        return items != null;
    }

    /** The text of a scalar that may be empty; empty for all else. */
    public String scalarOrEmpty() {
        return scalar == null ? "" : scalar;
    }

    /** The text of a scalar, which must not be empty. */
    public String text() throws InvalidCatalogueException {
        if (scalar == null || scalar.isEmpty()) {
            throw wrong("some text is needed here");
        }
        return scalar;
    }

    public boolean flag() throws InvalidCatalogueException {
        String text = text();
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw wrong("'" + text + "' is neither true nor false");
    }

    /** A whole number of 0 or more, of at most 9 digits. */
    public int number() throws InvalidCatalogueException {
        return (int) digits(9);
    }

    /** A whole number of 0 or more, of at most 18 digits. */
    public long count() throws InvalidCatalogueException {
        return digits(18);
    }

    private long digits(int most) throws InvalidCatalogueException {
        String text = text();
        if (!text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw wrong("'" + text + "' is not a whole number of 0 or more");
        }
        if (text.length() > most) {
            throw wrong("'" + text + "' has more than " + most + " digits");
        }
        return Long.parseLong(text);
    }

    /** The constant whose name in lower case, with hyphens, is this text. */
    public <E extends Enum<E>> E word(Class<E> type) throws InvalidCatalogueException {
        String text = text();
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text)) {
                return constant;
            }
            known.add(word);
        }
        throw wrong("'" + text + "' is none of " + String.join(", ", known));
    }

    /** A moment as ISO-8601 in UTC, {@code 2026-11-22T11:14:00Z}, in milliseconds of the epoch; not before it. */
    public long epochMillis() throws InvalidCatalogueException {
        String text = text();
        try {
            long millis = Instant.parse(text).toEpochMilli();
            if (millis >= 0) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // said below
        }
        throw wrong("'" + text + "' is no time like 2026-11-22T11:14:00Z");
    }

    public List<CatalogueNode> items() throws InvalidCatalogueException {
        if (items == null) {
            throw wrong("a list is needed here");
        }
        return items;
    }

    /** The texts of a list of scalars. */
    public List<String> texts() throws InvalidCatalogueException {
        List<String> texts = new ArrayList<>();
        for (CatalogueNode item : items()) {
            texts.add(item.text());
        }
        return texts;
    }

    /** The keys of a mapping, in the order written. */
    public List<String> keys() throws InvalidCatalogueException {
        return List.copyOf(fields().keySet());
    }

    public Optional<CatalogueNode> find(String key) throws InvalidCatalogueException {
        Field field = fields().get(key);
        return field == null ? Optional.empty() : Optional.of(field.value());
    }

    public CatalogueNode require(String key) throws InvalidCatalogueException {
        Field field = fields().get(key);
        if (field == null) {
            throw wrong("'" + key + "' is missing");
        }
        return field.value();
    }

    /** The text of the scalar under {@code key}, empty where the key is absent. */
    public String textOf(String key) throws InvalidCatalogueException {
        Field field = fields().get(key);
        return field == null ? "" : field.value().scalarOrEmpty();
    }

    /** The texts of the list under {@code key}, none where the key is absent. */
    public List<String> textsOf(String key) throws InvalidCatalogueException {
        Field field = fields().get(key);
        return field == null ? List.of() : field.value().texts();
    }

    /** Whether {@code key} is there and true. */
    public boolean flagOf(String key) throws InvalidCatalogueException {
        Field field = fields().get(key);
        return field != null && field.value().flag();
    }

    /** Refuses a mapping with any key that is not among {@code allowed}. */
    public void allowOnly(List<String> allowed) throws InvalidCatalogueException {
        for (Map.Entry<String, Field> entry : fields().entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                Field field = entry.getValue();
                String problem = "unknown key '" + entry.getKey() + "'; known are " + String.join(", ", allowed);
                throw new InvalidCatalogueException(source, field.line(), field.column(), problem);
            }
        }
    }

    /** The exception for a problem with this value. */
    public InvalidCatalogueException wrong(String problem) {
        return new InvalidCatalogueException(source, line, column, problem);
    }

    private Map<String, Field> fields() throws InvalidCatalogueException {
        if (fields == null) {
            throw wrong("a mapping is needed here");
        }
        return fields;
    }
}
