package io.execparity.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.message.HostRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do, whatever it keeps its rows in. */
public abstract class ResultStoreContract {
    protected ResultStore store;

    /** An empty store. */
    protected abstract ResultStore open() throws Exception;

    /** Brings results into it as they come in life; one whose id is there already replaces it. */
    protected abstract void fill(Results kind, List<IndexedResult> results) throws Exception;

    /** Brings what is known of a host into it as the job tells it. */
    protected abstract void tell(HostRecord host) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void pagesGiveEveryRowOnceInOrder() throws Exception {
        // Given
        List<IndexedResult> results = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            results.add(Lines.finding(i % 3 == 0 ? "memfd-exec" : "parity-break", "web-" + i % 4, i));
        }
        fill(Results.FINDINGS, results);

        for (Order order : Order.values()) {
            // When
            List<String> ids = new ArrayList<>();
            Optional<Cursor> after = Optional.empty();
            do {
                Page page = store.page(Results.FINDINGS, Filter.ALL, order, after, 4);
                assertThat(page.total()).isEqualTo(25);
                page.rows().forEach(row -> ids.add(row.id()));
                after = page.next().flatMap(cursor -> Cursor.of(cursor.text()));
            } while (after.isPresent());

            // Then
            assertThat(ids)
                    .as(order.word())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            results.stream().map(IndexedResult::id).toList());
        }
        assertThat(times(Order.NEWEST)).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(times(Order.OLDEST)).isSorted();
    }

    private List<Long> times(Order order) {
        return store.page(Results.FINDINGS, Filter.ALL, order, Optional.empty(), 100).rows().stream()
                .map(row -> row.cursor().time())
                .toList();
    }

    @Test
    void whatAgentsToldOfTheirHostsIsThereAndTheLatestCounts() throws Exception {
        // Given
        HostRecord quiet = HostRecord.of("a").seen(5);
        HostRecord told = HostRecord.of("b").with(Lines.snapshot("b", "Asia/Tokyo", 7));
        tell(quiet);
        tell(HostRecord.of("b").with(Lines.snapshot("b", "Europe/Berlin", 6)));
        tell(told);

        // Then
        assertThat(store.host("a")).contains(quiet);
        assertThat(store.host("b")).contains(told);
        assertThat(store.host("c")).isEmpty();
        assertThat(store.hosts()).containsExactly(quiet, told);
        assertThat(store.snapshots()).containsExactly(told.snapshot());
        assertThat(store.zones()).isEqualTo(Map.of("b", "Asia/Tokyo"));
    }

    @Test
    void theMostSevereComesFirst() throws Exception {
        // Given
        fill(
                Results.FINDINGS,
                List.of(
                        Lines.finding("parity-break", "a", 1, "high", 73),
                        Lines.finding("denied-check-ignored", "a", 2, "critical", 99),
                        Lines.finding("unchecked-script", "a", 0, "low", 21)));

        // When
        Page page = store.page(Results.FINDINGS, Filter.ALL, Order.SEVERITY, Optional.empty(), 2);

        // Then
        assertThat(page.rows()).extracting(row -> row.cursor().severity()).containsExactly(99, 73);
        assertThat(page.next()).isPresent();
    }

    @Test
    void valuesOfOneFieldAreAlternativesAndFieldsAreConditions() throws Exception {
        // Given
        fill(
                Results.FINDINGS,
                List.of(
                        Lines.finding("parity-break", "a", 1),
                        Lines.finding("memfd-exec", "a", 2),
                        Lines.finding("memfd-exec", "b", 3),
                        Lines.finding("fileless-exec", "a", 4)));

        // When
        Filter rules = Filter.ALL.with(Field.RULE, "parity-break", "memfd-exec");

        // Then
        assertThat(store.count(Results.FINDINGS, rules)).isEqualTo(3);
        assertThat(store.count(Results.FINDINGS, rules.with(Field.HOST, "a"))).isEqualTo(2);
        assertThat(store.count(Results.FINDINGS, rules.with(Field.HOST, "' OR 1=1 --")))
                .isZero();
        assertThat(store.count(Results.EXECUTIONS, Filter.ALL)).isZero();
    }

    @Test
    void textIsLookedForAsItStands() throws Exception {
        // Given
        fill(Results.FINDINGS, List.of(Lines.finding("parity-break", "a", 1), Lines.hostile(2)));

        // Then
        assertThat(count("/opt/x1.sh")).isEqualTo(1);
        assertThat(count("%")).isZero();
        assertThat(count("*")).isZero();
        assertThat(count("x?.sh")).isZero();
        assertThat(count("because.")).isEqualTo(2);
        assertThat(count("7")).isEqualTo(2);
        assertThat(count("x_.sh")).isZero();
        assertThat(count("'; drop table findings")).isEqualTo(1);
        assertThat(count("<script>")).isEqualTo(1);
    }

    private long count(String text) {
        return store.count(Results.FINDINGS, new Filter(Filter.ALL.values(), Long.MIN_VALUE, Long.MAX_VALUE, text));
    }

    @Test
    void aRollUpIsInEveryRangeThatItLastedInto() throws Exception {
        // Given
        fill(Results.FINDINGS, List.of(Lines.rollUp("a", 0, 600, 7), Lines.finding("memfd-exec", "a", 10)));

        // Then
        assertThat(store.count(Results.FINDINGS, Filter.ALL.between(Lines.at(300), Lines.at(400))))
                .isEqualTo(1);
        assertThat(store.count(Results.FINDINGS, Filter.ALL.between(Lines.at(5), Lines.at(11))))
                .isEqualTo(2);
        assertThat(store.count(Results.FINDINGS, Filter.ALL.between(Lines.at(601), Lines.at(700))))
                .isZero();
    }

    @Test
    void groupsCountResultsAndActs() throws Exception {
        // Given
        fill(
                Results.FINDINGS,
                List.of(
                        Lines.rollUp("a", 0, 600, 7),
                        Lines.finding("memfd-exec", "a", 10),
                        Lines.finding("memfd-exec", "b", 20),
                        Lines.finding("memfd-exec", "b", 30)));

        // When
        List<Group> groups = store.groups(Results.FINDINGS, Filter.ALL, List.of(Field.RULE, Field.HOST), 10);

        // Then
        assertThat(groups)
                .extracting(Group::values, Group::count, Group::acts)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of("memfd-exec", "b"), 2L, 2L),
                        org.assertj.core.groups.Tuple.tuple(List.of("memfd-exec", "a"), 1L, 1L),
                        org.assertj.core.groups.Tuple.tuple(List.of("unchecked-script", "a"), 1L, 7L));
        assertThat(groups.get(0).first()).isEqualTo(Lines.at(20));
        assertThat(groups.get(0).last()).isEqualTo(Lines.at(30));
        assertThat(groups.get(0).sample().cursor().time()).isEqualTo(Lines.at(20));
        assertThat(store.groups(Results.FINDINGS, Filter.ALL, List.of(Field.RULE), 1))
                .hasSize(1);
        for (Field field : Field.values()) {
            assertThat(store.groups(Results.FINDINGS, Filter.ALL, List.of(field), 10))
                    .as(field.word())
                    .extracting(Group::count)
                    .satisfies(counts -> assertThat(
                                    counts.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(4));
        }
    }

    @Test
    void binsAddUpToTheTotal() throws Exception {
        // Given
        List<IndexedResult> results = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            results.add(Lines.finding("memfd-exec", "a", i));
        }
        fill(Results.FINDINGS, results);

        // When
        List<Bin> bins = store.histogram(Results.FINDINGS, Filter.ALL, Field.RULE, 60_000);

        // Then
        TreeMap<Long, Long> byTime = new TreeMap<>();
        bins.forEach(bin -> byTime.merge(bin.from(), bin.count(), Long::sum));
        assertThat(byTime.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(120);
        assertThat(byTime.keySet()).allSatisfy(from -> assertThat(from % 60_000).isZero());
        assertThat(byTime.size()).isBetween(2, 3);
        assertThat(store.histogram(Results.FINDINGS, Filter.ALL, Field.RULE, 1))
                .hasSizeLessThanOrEqualTo(ResultStore.MOST);
    }

    @Test
    void whatIsToldAgainReplacesWhatWasToldAndKeepsItsStatus() throws Exception {
        // Given
        fill(Results.FINDINGS, List.of(Lines.rollUp("a", 0, 600, 7)));
        String id = Lines.rollUp("a", 0, 600, 7).id();
        store.mark(List.of(id, "unknown"), "acknowledged", "eva");

        // When
        fill(Results.FINDINGS, List.of(Lines.rollUp("a", 0, 900, 9)));

        // Then
        assertThat(store.count(Results.FINDINGS, Filter.ALL)).isEqualTo(1);
        Row row = store.row(Results.FINDINGS, id).orElseThrow();
        assertThat(row.status()).isEqualTo("acknowledged");
        assertThat(row.owner()).isEqualTo("eva");
        assertThat(row.source()).contains("\"count\":9");
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.STATUS, "open")))
                .isZero();
    }

    @Test
    void theQueueIsWhatMakesAnAnalysisExitWithThree() throws Exception {
        // Given
        fill(
                Results.FINDINGS,
                List.of(
                        Lines.finding("memfd-exec", "a", 1),
                        Lines.rollUp("a", 0, 600, 7),
                        Lines.finding("audit-tampering", "a", 3, "critical", 99),
                        Lines.finding("audit-tampering", "b", 4, "low", 21)));

        // When
        List<Group> groups = store.groups(
                Results.FINDINGS, Filter.ALL.with(Field.ATTENTION, "yes"), List.of(Field.RULE, Field.HOST), 10);

        // Then
        assertThat(groups)
                .extracting(Group::values)
                .containsExactlyInAnyOrder(List.of("memfd-exec", "a"), List.of("audit-tampering", "a"));
    }

    @Test
    void ofNothingThereIsNothing() throws Exception {
        assertThat(store.count(Results.FINDINGS, Filter.ALL)).isZero();
        assertThat(store.range(Results.FINDINGS, Filter.ALL)).isEqualTo(new TimeRange(0, 0));
        assertThat(store.count(Results.FINDINGS, new Filter(java.util.Map.of(Field.HOST, Set.of()), 0, 1, "")))
                .isZero();
    }

    @Test
    void whatNobodyHasIsTheEmptyValue() throws Exception {
        fill(Results.FINDINGS, List.of(Lines.finding("memfd-exec", "a", 1), Lines.hostile(2)));
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.MODE, "")))
                .isEqualTo(2);
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.FILE, "")))
                .isZero();
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.PID, "7", "seven")))
                .isEqualTo(2);
        assertThat(store.groups(Results.FINDINGS, Filter.ALL, List.of(Field.MODE, Field.STATUS), 10))
                .extracting(Group::values)
                .containsExactly(List.of("", "open"));
    }

    @Test
    void whatPeopleSaidIsFilteredAndCounted() throws Exception {
        // Given
        List<IndexedResult> results = List.of(
                Lines.finding("memfd-exec", "a", 1),
                Lines.finding("memfd-exec", "a", 2),
                Lines.finding("parity-break", "b", 3));
        fill(Results.FINDINGS, results);

        // When
        store.mark(List.of(results.get(0).id()), "acknowledged", "eva");
        store.mark(List.of(results.get(2).id()), "suppressed", "");

        // Then
        assertThat(store.groups(Results.FINDINGS, Filter.ALL, List.of(Field.STATUS), 10))
                .extracting(Group::values)
                .containsExactly(List.of("acknowledged"), List.of("open"), List.of("suppressed"));
        Filter hers = Filter.ALL.with(Field.OWNER, "eva");
        assertThat(store.groups(Results.FINDINGS, hers, List.of(Field.HOST, Field.OWNER), 10))
                .extracting(Group::values)
                .containsExactly(List.of("a", "eva"));
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.STATUS, "open", "suppressed")))
                .isEqualTo(2);
        assertThat(store.histogram(Results.FINDINGS, Filter.ALL, Field.STATUS, 60_000))
                .extracting(Bin::count)
                .containsOnly(1L)
                .hasSize(3);
        assertThat(store.count(Results.EXECUTIONS, hers)).isZero();
    }

    @Test
    void eachHostHasTheTimeOfItsLatestResult() throws Exception {
        fill(
                Results.FINDINGS,
                List.of(
                        Lines.finding("memfd-exec", "a", 1),
                        Lines.finding("memfd-exec", "a", 3),
                        Lines.finding("parity-break", "b", 2)));
        TimeRange ofA = store.range(Results.FINDINGS, Filter.ALL.with(Field.HOST, "a"));
        TimeRange ofB = store.range(Results.FINDINGS, Filter.ALL.with(Field.HOST, "b"));

        assertThat(store.latestByHost(Results.FINDINGS)).isEqualTo(java.util.Map.of("a", ofA.last(), "b", ofB.last()));
        assertThat(ofA.last()).isGreaterThan(ofB.last());
        assertThat(store.latestByHost(Results.CHECKS)).isEmpty();
    }

    @Test
    void anIdFindsItsRow() throws Exception {
        IndexedResult hostile = Lines.hostile(2);
        fill(Results.FINDINGS, List.of(hostile));
        Row row = store.row(Results.FINDINGS, hostile.id()).orElseThrow();
        assertThat(row.source()).isEqualTo(hostile.source());
        assertThat(row.file()).isEqualTo(hostile.fields().get(Field.FILE));
        assertThat(store.row(Results.FINDINGS, "\"}}, {\"match_all")).isEmpty();
    }
}
