package io.execparity.alert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.alert.Findings;
import io.execparity.alert.notice.Notice;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after the process ended, however that was. */
final class AlertStoreTest {
    private static final Notice NOTICE = Findings.notice(Findings.facts(1_000, "memfd-exec", "a", "/x"));

    @TempDir
    private Path folder;

    @Test
    void aChangeIsThereAsAWholeOrNotAtAll() throws IOException {
        try (AlertStore store = AlertStore.open(folder)) {
            store.change(() -> {
                store.position("part", "1");
                return true;
            });
            assertThatThrownBy(() -> store.change(() -> {
                        Outbox outbox = new Outbox(store);
                        for (int i = 0; i < 5_000; i++) {
                            outbox.add(NOTICE);
                            store.position("part", "2");
                        }
                        throw new IllegalStateException("in the midst");
                    }))
                    .hasMessage("in the midst");
        }

        try (AlertStore store = AlertStore.open(folder)) {
            assertThat(store.position("part")).isEqualTo("1");
            assertThat(new Outbox(store).size("to")).isZero();
        }
    }

    @Test
    void whatWaitsIsInOrderAndBoundedAndTheOneOnItsWayStays() throws IOException {
        try (AlertStore store = AlertStore.open(folder)) {
            Outbox outbox = new Outbox(store);
            int gone = store.change(() -> {
                int dropped = 0;
                for (int i = 0; i < Outbox.MOST + 3; i++) {
                    dropped += outbox.add(NOTICE);
                }
                return dropped;
            });

            assertThat(gone).isEqualTo(3);
            assertThat(outbox.size("to")).isEqualTo(Outbox.MOST);
            Outbox.Waiting first = outbox.first("to").orElseThrow();
            assertThat(first.number()).isZero();
            assertThat(first.notice()).isEqualTo(NOTICE);
            outbox.done(first, "delivered");
            assertThat(outbox.first("to").orElseThrow().number()).isEqualTo(4);
            assertThat(store.counts()).containsEntry("dropped", 3L).containsEntry("delivered/to", 1L);
        }
    }

    @Test
    void aNumberIsNeverGivenTwice() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (AlertStore store = AlertStore.open(folder)) {
                Outbox outbox = new Outbox(store);
                store.change(() -> outbox.add(NOTICE));
                Outbox.Waiting first = outbox.first("to").orElseThrow();
                assertThat(first.number()).isEqualTo(run);
                outbox.done(first, "delivered");
            }
        }
    }

    @Test
    void aFindingIsKnownForAsLongAsThereIsRoom() throws IOException {
        try (AlertStore store = AlertStore.open(folder)) {
            store.change(() -> {
                SeenFindings seen = new SeenFindings(store);
                assertThat(seen.add("a")).isTrue();
                assertThat(seen.add("a")).isFalse();
                return true;
            });
        }
        try (AlertStore store = AlertStore.open(folder)) {
            store.change(() -> {
                assertThat(new SeenFindings(store).add("a")).isFalse();
                return true;
            });
        }
    }
}
