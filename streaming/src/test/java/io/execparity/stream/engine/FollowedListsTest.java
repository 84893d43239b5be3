package io.execparity.stream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.stream.engine.Observation.DigestUnknown;
import io.execparity.stream.engine.Observation.DigestsIncomparable;
import io.execparity.stream.engine.Observation.ListFlawed;
import io.execparity.stream.measurement.ListedEntry;
import io.execparity.stream.measurement.ListedEntry.Shows;
import io.execparity.stream.state.MapStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of lists that are followed, and how much of it. */
final class FollowedListsTest {
    private static final String BOOT = "0b5e1e8c-0000-4000-8000-000000000000";

    private static final String FORM = "binary-sha256-le";

    private final List<Observation> told = new ArrayList<>();
    private FollowedLists lists = new FollowedLists("h", Tables.onHeap(), told::add);

    private static ListedEntry content(String boot, int number, String digest) {
        return new ListedEntry(
                boot, FORM, number, 1_000L + number, Shows.UNKNOWN_CONTENT, "", "/bin/x", "sha256", digest);
    }

    private static ListedEntry flaw(String form, Shows shows, int number) {
        return ListedEntry.flaw(BOOT, form, number, 1_000, shows, "it is not what it was");
    }

    @Test
    void aContentIsToldOnceInABootAndAgainInTheNext() {
        lists.take(content(BOOT, 1, "00"));
        lists.take(content(BOOT, 2, "00"));
        lists.take(content(BOOT, 3, "01"));
        lists.take(content("", 1, "00"));

        assertThat(told).hasOnlyElementsOfType(DigestUnknown.class).hasSize(3);
        assertThat(told.get(0).key().epochMillis()).isEqualTo(1_001);
    }

    @Test
    void ofEachListTheFirstFlawOfAKindIsTold() {
        for (int i = 0; i < 10; i++) {
            lists.take(flaw(FORM, Shows.UNREADABLE, i));
            lists.take(flaw(FORM, Shows.CHANGED, i));
            lists.take(flaw("ascii-sha256-le", Shows.CHANGED, i));
        }

        assertThat(told).hasOnlyElementsOfType(ListFlawed.class).hasSize(3);
        assertThat(told.get(0)).isInstanceOfSatisfying(ListFlawed.class, flawed -> {
            assertThat(flawed.flaw().entry()).isZero();
            assertThat(flawed.flaw().list()).isEqualTo(FORM + " of boot " + BOOT);
        });
    }

    @Test
    void aFloodOfInventedFormsIsBounded() throws Exception {
        MapStore store = new MapStore();
        CachedTables tables = new CachedTables(StateRoom.ofHeap(), store);
        lists = new FollowedLists("h", tables, told::add);
        for (int i = 0; i < 5_000; i++) {
            lists.take(flaw("binary-" + i, Shows.CHANGED, i));
        }
        tables.flush();

        int[] kept = {0};
        store.forEach((key, value) -> kept[0]++);
        assertThat(kept[0]).isBetween(1_000, 2_000);
    }

    @Test
    void aFloodOfContentsEndsInOneThatSaysSo() {
        for (int i = 0; i < 3_000; i++) {
            lists.take(content(BOOT, i, Integer.toHexString(i)));
        }

        assertThat(told).hasSize(1_001);
        assertThat(told.get(1_000)).isInstanceOfSatisfying(DigestUnknown.class, beyond -> {
            assertThat(beyond.content()).isNull();
            assertThat(beyond.entries()).isEqualTo(Observation.UNCOUNTED);
        });
        assertThat(told.get(999))
                .isInstanceOfSatisfying(
                        DigestUnknown.class, last -> assertThat(last.content()).isNotNull());
    }

    @Test
    void thatNothingCanBeComparedIsToldOnce() {
        for (int i = 0; i < 5; i++) {
            lists.take(new ListedEntry(BOOT, FORM, i, 1_000, Shows.INCOMPARABLE, "", "/bin/x", "sm3", "0" + i));
        }

        assertThat(told).singleElement().isInstanceOf(DigestsIncomparable.class);
    }

    @Test
    void whatWasToldIsKnownToWhoeverGoesOn() throws Exception {
        // Given
        MapStore store = new MapStore();
        CachedTables before = new CachedTables(StateRoom.ofHeap(), store);
        lists = new FollowedLists("h", before, told::add);
        lists.take(content(BOOT, 1, "00"));
        StateWriter saved = new StateWriter();
        lists.save(saved);
        before.flush();

        // When
        lists = new FollowedLists("h", new CachedTables(StateRoom.ofHeap(), store), told::add);
        lists.restore(new StateReader(saved.toByteArray()));
        lists.take(content(BOOT, 1, "00"));

        // Then
        assertThat(told).hasSize(1);
    }
}
