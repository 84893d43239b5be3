package io.execparity.report.gather;

import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.report.control.Quantity;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts executions, and reads them one by one for their digests, which no store groups by. */
final class ExecutionCount {
    private static final int MOST_READ = 1_000_000;
    private static final int MOST_DIGESTS = 200_000;
    /** As it stands in a line and in no text of a line, where quotes are escaped. */
    private static final String HASH = "\"hash\":{";

    private final Map<Quantity, Long> numbers = new EnumMap<>(Quantity.class);
    private final Set<String> digests = new HashSet<>();
    private boolean atLeast;

    ExecutionCount(ResultStore store, Filter filter) {
        List<Field> by = List.of(Field.MODE, Field.CHECK, Field.OUTCOME);
        for (Group group : store.groups(Results.EXECUTIONS, filter, by, ResultStore.MOST)) {
            count(group.values(), group.count());
        }
        add(Quantity.CHECKS, store.count(Results.CHECKS, filter));
        long unread = Rows.each(store, Results.EXECUTIONS, filter, MOST_READ, this::read);
        atLeast |= unread > 0;
        add(Quantity.DIGESTS, digests.size());
    }

    private void count(List<String> values, long count) {
        add(Quantity.EXECUTIONS, count);
        String mode = values.get(0);
        String check = values.get(1);
        String outcome = values.get(2);
        add(is(Mode.DIRECT, mode), Quantity.DIRECT, count);
        add(is(Mode.INDIRECT, mode), Quantity.INDIRECT, count);
        add(is(CheckState.ALLOWED, check) || is(CheckState.DENIED, check), Quantity.CHECKED, count);
        add(is(CheckState.NONE, check), Quantity.UNCHECKED, count);
        add(is(Outcome.DENIED, outcome) || is(Outcome.REFUSED, outcome), Quantity.DENIED, count);
        add(is(Outcome.UNKNOWN, outcome), Quantity.UNKNOWN_OUTCOME, count);
    }

    private static boolean is(Enum<?> constant, String word) {
        return constant.name().toLowerCase(Locale.ROOT).equals(word);
    }

    private void read(Row execution) {
        if (!execution.source().contains(HASH)) {
            return;
        }
        SourceJson.of(execution).at("/file/hash").properties().forEach(hash -> {
            add(Quantity.WITH_DIGEST, 1);
            if (digests.size() < MOST_DIGESTS) {
                digests.add(hash.getKey() + hash.getValue().asText());
            } else {
                atLeast = true;
            }
        });
    }

    private void add(boolean counts, Quantity quantity, long count) {
        add(quantity, counts ? count : 0);
    }

    private void add(Quantity quantity, long count) {
        numbers.merge(quantity, count, Long::sum);
    }

    Map<Quantity, Long> numbers() {
        return numbers;
    }

    /** Whether there are more executions, or digests, than were read. */
    boolean isAtLeast() {
        return atLeast;
    }
}
