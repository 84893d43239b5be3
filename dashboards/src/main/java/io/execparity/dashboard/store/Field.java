package io.execparity.dashboard.store;

import io.execparity.schema.codec.Ids;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What results can be filtered and counted by. The words are those of addresses. Where a value would be a name that a
 * host chose, such as a path, there is an id in its place: names are bytes and stay out of addresses.
 */
public enum Field {
    CLASS,
    SEVERITY,
    CONFIDENCE,
    RULE,
    HOST,
    MODE,
    VECTOR,
    ORIGIN,
    CHECK,
    OUTCOME,
    /** {@code open}, {@code acknowledged}, {@code closed} or {@code suppressed}; of findings only. */
    STATUS,
    OWNER,
    /** {@code yes} for class bypass or alert and for all that is critical: what makes {@code analyze} exit with 3. */
    ATTENTION,
    /** The file, by {@link Ids#file}. */
    FILE,
    /** What interprets or loads the file, else the image that runs, by {@link Ids#program}. */
    PROGRAM,
    /** The process, by its {@code entity_id}. */
    PROCESS,
    /** The process's number, which a host gives to one process after the other. */
    PID,
    /** The parent's number. */
    PARENT;

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Field> of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst();
    }
}
