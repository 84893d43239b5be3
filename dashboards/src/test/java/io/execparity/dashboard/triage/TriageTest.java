package io.execparity.dashboard.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.dashboard.duck.DuckDatabase;
import io.execparity.dashboard.duck.DuckStore;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.FilledStore;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.triage.ActivityEntry.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of findings outlives the store, and covers what comes later. */
final class TriageTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final State TAKEN = new State("acknowledged", "eva");

    @TempDir
    private Path folder;

    private FilledStore store;
    private int stores;

    @BeforeEach
    void open() {
        store = new DuckStore(DuckDatabase.open(folder.resolve("store" + stores++ + ".duckdb")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Triage triage() throws IOException {
        return new Triage(store, folder, CLOCK);
    }

    private Triage triage(String now) throws IOException {
        return new Triage(store, folder, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static List<String> actions(Triage triage) {
        return triage.activity().stream().map(ActivityEntry::action).toList();
    }

    private void found(int second, String path, String inode) {
        found(second, "a", path, inode, "");
    }

    private void found(int second, String host, String path, String inode, String more) {
        String line = "{\"@timestamp\":\"2026-11-22T11:00:%02d.000Z\",\"event\":{\"severity\":73},".formatted(second)
                + "\"rule\":{\"name\":\"fileless-exec\"},\"host\":{\"name\":\"" + host
                + "\"},\"process\":{\"pid\":7,\"entity_id\":\"p" + second + "\"},\"file\":{\"path\":\"" + path
                + "\",\"inode\":\"" + inode + "\",\"device\":\"fe:00\"" + more
                + "},\"execparity\":{\"class\":\"alert\",\"severity\":\"high\",\"evidence\":[\"audit(1.000:"
                + second + ")\"]}}";
        store.add(Results.FINDINGS, List.of(IndexedResult.of(Results.FINDINGS, line)));
    }

    private List<Row> rows() {
        return store.page(Results.FINDINGS, Filter.ALL, Order.OLDEST, Optional.empty(), 100)
                .rows();
    }

    private List<String> statuses() {
        return rows().stream().map(Row::status).toList();
    }

    @Test
    void whatWasSaidIsSaidAgainToAStoreThatStartsEmpty() throws Exception {
        // Given
        found(1, "/dev/shm/a", "7");
        found(2, "/dev/shm/b", "8");
        triage().mark("eva", List.of(rows().get(1).id()), TAKEN, "acknowledged");
        Files.writeString(folder.resolve("activity.jsonl"), "{\"id\":\"2\",\"at", StandardOpenOption.APPEND);

        // When
        store.close();
        open();
        Triage again = triage();
        found(1, "/dev/shm/a", "7");
        found(2, "/dev/shm/b", "8");
        again.apply();

        // Then
        assertThat(statuses()).containsExactly("open", "acknowledged");
        assertThat(rows().get(1).owner()).isEqualTo("eva");
        assertThat(again.activity()).hasSize(1);
    }

    @Test
    void aSuppressionHidesWhatComesLikeItAndNothingElse() throws Exception {
        // Given
        found(1, "/dev/shm/a", "7");
        Triage triage = triage();
        Row row = rows().get(0);
        assertThat(triage.preview(row, "identity", 30).hides()).isEqualTo(1);

        // When
        triage.suppress("eva", row, "identity", "test: ours", 30, 1);
        found(2, "/dev/shm/a", "7");
        found(3, "/dev/shm/a-longer", "7");
        found(4, "/dev/shm/a", "9");
        triage.apply();

        // Then
        assertThat(statuses()).containsExactly("suppressed", "suppressed", "open", "open");
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.STATUS, "open")))
                .isEqualTo(2);
    }

    @Test
    void aSuppressionThatWasTakenBackHidesNothingMore() throws Exception {
        found(1, "/dev/shm/a", "7");
        Triage triage = triage();
        ActivityEntry entry = triage.suppress("eva", rows().get(0), "identity", "test: ours", 30, 1);
        triage.undo("eva", entry.id());
        found(2, "/dev/shm/a", "7");
        triage().apply();
        assertThat(statuses()).containsExactly("open", "open");
    }

    @Test
    void aSuppressionThatWasEndedHidesWhatItHidAndNothingLater() throws Exception {
        // Given
        found(1, "/dev/shm/a", "7");
        Triage before = triage("2026-11-22T11:00:10Z");
        String id = before.suppress("eva", rows().get(0), "identity", "test: ours", 30, 1)
                .suppression();
        found(2, "/dev/shm/a", "7");
        found(40, "/dev/shm/a", "7");
        before.apply();

        // When
        Triage triage = triage("2026-11-22T11:00:20Z");
        ActivityEntry ended = triage.end("ben", id, "the test is over");
        found(50, "/dev/shm/a", "7");
        triage.apply();

        // Then
        assertThat(statuses()).containsExactly("suppressed", "suppressed", "open", "open");
        assertThat(actions(triage)).containsExactly("end", "suppress");
        assertThat(ended.words()).isEqualTo("fileless-exec: the test is over");
        assertThat(triage.suppressions().get(0).state(Instant.parse("2026-11-22T11:00:20Z")))
                .isEqualTo("ended");
        assertThatThrownBy(() -> triage.end("ben", id, "again")).isInstanceOf(TriageConflictException.class);
        assertThat(triage("2027-11-22T11:00:20Z").expire()).isFalse();

        // When
        triage.undo("ben", ended.id());

        // Then
        assertThat(statuses()).containsOnly("suppressed");
        assertThatThrownBy(() -> triage.undo("ben", ended.id())).isInstanceOf(TriageConflictException.class);
    }

    @Test
    void aSuppressionThatExpiresIsOneEntryAndWhatItHidStaysHidden() throws Exception {
        found(1, "/dev/shm/a", "7");
        triage().suppress("eva", rows().get(0), "identity", "test: ours", 30, 1);
        assertThat(triage().expire()).isFalse();

        Triage later = triage("2026-12-22T12:00:00Z");
        assertThat(later.expire()).isTrue();
        assertThat(later.expire()).isFalse();
        Triage again = triage("2026-12-23T12:00:00Z");
        assertThat(again.expire()).isFalse();

        assertThat(actions(again)).containsExactly("expire", "suppress");
        assertThat(again.activity().get(0).words()).contains("fileless-exec", "eva", "2026-12-22T12:00:00Z");
        assertThat(statuses()).containsExactly("suppressed");
        assertThatThrownBy(() -> again.undo("eva", "2")).isInstanceOf(TriageConflictException.class);
    }

    private static String digest(char digit) {
        return ",\"hash\":{\"sha256\":\"" + String.valueOf(digit).repeat(64) + "\"}";
    }

    /** It ended by itself, once, whoever looks and however often. */
    private void assertEndedBecause(String why) throws IOException {
        Triage again = triage();
        again.apply();
        again.apply();
        assertThat(actions(again)).containsExactly("end", "suppress");
        ActivityEntry end = again.activity().get(0);
        assertThat(end.words()).isEqualTo("fileless-exec: " + why);
        assertThat(end.who()).isEmpty();
        assertThat(again.suppressions().get(0).state(CLOCK.instant())).isEqualTo("ended");
        assertThatThrownBy(() -> again.undo("eva", end.id())).isInstanceOf(TriageConflictException.class);
    }

    @Test
    void aSuppressionEndsWhereAnotherHostHasTheSame() throws Exception {
        // Given
        found(1, "a", "/dev/shm/a", "7", digest('1'));
        Triage triage = triage();
        triage.suppress("eva", rows().get(0), "digest", "test: ours", 30, 1);
        found(9, "a", "/dev/shm/later", "8", digest('1'));
        triage.apply();
        assertThat(statuses()).containsExactly("suppressed", "suppressed");

        // When: what happened before comes later
        found(5, "b", "/dev/shm/a", "7", digest('1'));
        triage.apply();

        // Then
        assertThat(statuses()).containsExactly("suppressed", "open", "open");
        assertEndedBecause("a new host, b");
        assertThat(statuses()).containsExactly("suppressed", "open", "open");
    }

    @Test
    void aSuppressionEndsWhereTheFileHasAnotherDigest() throws Exception {
        found(1, "a", "/dev/shm/a", "7", digest('1'));
        triage().suppress("eva", rows().get(0), "identity", "test: ours", 30, 1);
        found(2, "a", "/dev/shm/a", "7", "");
        found(3, "a", "/dev/shm/a", "7", digest('2'));
        triage().apply();
        assertThat(statuses()).containsExactly("suppressed", "suppressed", "open");
        assertEndedBecause("a new digest, sha256:222222222222");
    }

    @Test
    void aSuppressionEndsWhereThereAreTenTimesAsManyInADay() throws Exception {
        found(1, "/dev/shm/a", "7");
        found(2, "/dev/shm/a", "7");
        triage().suppress("eva", rows().get(0), "identity", "test: ours", 30, 2);
        for (int second = 3; second < 20; second++) {
            found(second, "/dev/shm/a", "7");
        }
        triage().apply();
        assertThat(statuses()).containsOnly("suppressed");
        found(20, "/dev/shm/a", "7");
        triage().apply();
        assertThat(statuses())
                .endsWith("suppressed", "open")
                .filteredOn("open"::equals)
                .hasSize(1);
        assertEndedBecause("20 findings in a day, where 2 had been the most");
    }

    @Test
    void whatWasChangedSinceIsNotTakenBack() throws Exception {
        found(1, "/dev/shm/a", "7");
        Triage triage = triage();
        String id = rows().get(0).id();
        ActivityEntry first = triage.mark("eva", List.of(id), TAKEN, "acknowledged");
        triage.mark("eva", List.of(id), new State("closed", "eva"), "closed: fixed");
        assertThatThrownBy(() -> triage.undo("eva", first.id())).isInstanceOf(TriageConflictException.class);
        assertThat(statuses()).containsExactly("closed");
    }

    @Test
    void aSuppressionOfMoreThanWasSeenIsRefused() throws Exception {
        found(1, "/dev/shm/a", "7");
        found(2, "/dev/shm/a", "7");
        Triage triage = triage();
        assertThatThrownBy(() -> triage.suppress("eva", rows().get(0), "identity", "test: ours", 30, 1))
                .isInstanceOf(TriageConflictException.class)
                .hasMessageContaining("there are 2");
        assertThat(folder.resolve("suppressions.jsonl")).doesNotExist();
    }

    @Test
    void aFileThatIsNotOursIsRefusedWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("activity.jsonl"), "nonsense\n");
        assertThatThrownBy(this::triage).hasMessageContaining("activity.jsonl:1");
    }
}
