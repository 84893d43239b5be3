package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.IntegerCodec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StateRoomTest {
    private static final int LIMIT = 100;

    private final StateRoom room = new StateRoom(1_000);
    private final Tables tables = Tables.onHeap(room);

    /** When it was last used, and how many bytes it takes. */
    private record Entry(long used, int bytes) {}

    private static final class EntryCodec implements Codec<Entry> {
        @Override
        public void write(Entry entry, StateWriter out) {
            out.number(1, entry.used());
            out.number(2, entry.bytes());
        }

        @Override
        public Entry read(StateReader in) throws UnreadableStateException {
            long used = 0;
            int bytes = 0;
            while (in.next()) {
                if (in.tag() == 1) {
                    used = in.number();
                } else {
                    bytes = in.integer(0, Integer.MAX_VALUE);
                }
            }
            return new Entry(used, bytes);
        }
    }

    @Test
    void whatWasIdleLongestGoesWhenTheRoomIsFull() {
        // Given
        BoundedTable<Integer, Entry> table = table("a");

        // When
        for (int i = 1; i <= 12; i++) {
            table.put(i, new Entry(i, 100));
        }

        // Then
        assertThat(table.bytes()).isLessThanOrEqualTo(1_000);
        assertThat(keys(table)).doesNotContain(1, 2).contains(11, 12);
    }

    @Test
    void whoeverHoldsMostGivesUpFirst() {
        // Given
        BoundedTable<Integer, Entry> small = table("a");
        BoundedTable<Integer, Entry> large = table("b");
        small.put(1, new Entry(1, 200));

        // When
        for (int i = 1; i <= 100; i++) {
            large.put(i, new Entry(i + 1_000, 100));
        }

        // Then
        assertThat(keys(small)).containsExactly(1);
        assertThat(large.bytes()).isLessThanOrEqualTo(800);
        assertThat(keys(large)).contains(100);
    }

    @Test
    void anEntryCountsForWhatItTakesWhenItWasLastPut() {
        // Given
        BoundedTable<Integer, Entry> table = table("a");
        table.put(1, new Entry(1, 900));
        table.put(1, new Entry(2, 10));

        // When
        table.put(2, new Entry(3, 900));
        table.remove(2);
        table.put(3, new Entry(4, 980));

        // Then
        assertThat(keys(table)).containsExactly(1, 3);
        assertThat(table.bytes()).isEqualTo(990);
    }

    @Test
    void oneThatIsTooLargeForTheWholeRoomGoesAlone() {
        // Given
        BoundedTable<Integer, Entry> table = table("a");
        BoundedTable<Integer, Entry> other = table("b");
        other.put(1, new Entry(1, 500));

        // When
        table.put(1, new Entry(2, 5_000));

        // Then
        assertThat(table.size()).isZero();
        assertThat(keys(other)).containsExactly(1);
    }

    @Test
    void entriesAreCountedAsWell() {
        // Given
        BoundedTable<Integer, Entry> table = table("a");

        // When
        for (int i = 0; i <= LIMIT; i++) {
            table.put(i, new Entry(i, 1));
        }

        // Then
        assertThat(table.size()).isEqualTo(LIMIT / 4 * 3);
        assertThat(table.bytes()).isEqualTo(LIMIT / 4 * 3);
    }

    private BoundedTable<Integer, Entry> table(String name) {
        return new BoundedTable<>(
                tables.table(name, IntegerCodec.CODEC, new EntryCodec()),
                room,
                LIMIT,
                Entry::used,
                (key, entry) -> entry.bytes());
    }

    private static List<Integer> keys(BoundedTable<Integer, Entry> table) {
        return IntStream.range(0, 200)
                .filter(key -> table.get(key) != null)
                .boxed()
                .toList();
    }
}
