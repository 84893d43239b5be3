package io.execparity.dashboard.store;

import io.execparity.schema.codec.Ids;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

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
    /** Of findings only. */
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

    /** All values that a result can have here; none where a host or a person chooses them. */
    public List<String> words() {
        return switch (this) {
            case CLASS -> words(FindingClass.values(), FindingClass::word);
            case SEVERITY -> words(Severity.values(), Severity::word);
            case CONFIDENCE -> words(Confidence.values(), Confidence::word);
            case RULE -> words(Rule.values(), Rule::slug);
            case MODE -> words(Mode.values(), Mode::word);
            case VECTOR -> words(Vector.values(), Vector::word);
            case ORIGIN -> words(CodeOrigin.values(), CodeOrigin::word);
            case CHECK -> words(CheckState.values(), CheckState::word);
            case OUTCOME -> words(Outcome.values(), Outcome::word);
            case STATUS -> List.of("open", "acknowledged", "closed", "suppressed");
            case ATTENTION -> List.of("yes", "no");
            case HOST, OWNER, FILE, PROGRAM, PROCESS, PID, PARENT -> List.of();
        };
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    /** Whether some result could have this value. The empty one is that of results that say nothing of it. */
    public boolean takes(String value) {
        if (this == PID || this == PARENT) {
            return value.matches("\\d{0,10}");
        }
        List<String> words = words();
        return value.isEmpty() || words.isEmpty() || words.contains(value);
    }

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
