package io.execparity.dashboard.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.dashboard.duck.DuckDatabase;
import io.execparity.dashboard.duck.DuckStore;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.FilledStore;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Results;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened to one file, in lanes: what is joined, what is not, and how long a denial holds. */
final class ParityViewsTest {
    private static final String NO_EXECUTE_BIT = "It ran after the kernel had refused, because it has no execute bit.";

    @TempDir
    private Path folder;

    private FilledStore store;
    private String file = "";

    @BeforeEach
    void open() {
        store = new DuckStore(DuckDatabase.open(folder.resolve("store.duckdb")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void execution(int second, String path, String mode, String check, String outcome) {
        add(
                Results.EXECUTIONS,
                second,
                path,
                "",
                "\"mode\":\"" + mode + "\",\"check\":\"" + check + "\",\"outcome\":\"" + outcome + "\"",
                second);
    }

    private void finding(String rule, String sentence, int second, int... stamps) {
        add(
                Results.FINDINGS,
                second,
                "/x.sh",
                rule,
                "\"class\":\"bypass\",\"severity\":\"high\"," + "\"confidence\":\"likely\",\"explanation\":\""
                        + sentence + "\"",
                stamps);
    }

    private void add(Results kind, int second, String path, String rule, String ours, int... stamps) {
        StringBuilder evidence = new StringBuilder();
        for (int stamp : stamps) {
            evidence.append(evidence.isEmpty() ? "" : ",")
                    .append("\"audit(1.000:")
                    .append(stamp)
                    .append(")\"");
        }
        IndexedResult result = IndexedResult.of(
                kind,
                "{\"@timestamp\":\"2026-11-22T11:00:%02d.000Z\",\"event\":{\"severity\":73},\"rule\":{\"name\":\"%s\"},"
                                .formatted(second, rule)
                        + "\"host\":{\"name\":\"a\"},\"process\":{\"pid\":" + second + ",\"entity_id\":\"p" + second
                        + "\",\"executable\":\"/usr/bin/dash\"},\"file\":{\"path\":\"" + path
                        + "\",\"inode\":\"7\",\"device\":\"fe:00\"},\"execparity\":{" + ours + ",\"evidence\":["
                        + evidence + "]}}");
        file = result.fields().getOrDefault(Field.FILE, "");
        store.add(kind, List.of(result));
    }

    private ParityView view() {
        return new ParityViews(store).of(file).orElseThrow();
    }

    @Test
    void aDenialAndARunThatAFindingNamesAreJoinedAndTheDenialHoldsUntilThen() {
        // Given
        execution(1, "/x.sh", "direct", "none", "denied");
        execution(5, "/x.sh", "indirect", "none", "ran");
        finding("parity-break", NO_EXECUTE_BIT, 5, 1, 5);

        // When
        ParityView view = view();

        // Then
        assertThat(view.joins()).hasSize(1);
        assertThat(view.joins().get(0).rule()).isEqualTo("parity-break");
        assertThat(view.joins().get(0).confidence()).isEqualTo("likely");
        assertThat(view.marks()).extracting(Mark::lane).containsExactly("direct", "indirect");
        assertThat(view.marks().get(0).reason()).isEqualTo("it has no execute bit");
        assertThat(view.holds()).hasSize(1);
        assertThat(view.holds().get(0).to() - view.holds().get(0).from()).isEqualTo(4_000);
    }

    @Test
    void whatNoFindingNamesIsNotJoined() {
        execution(1, "/x.sh", "direct", "none", "denied");
        execution(5, "/x.sh", "indirect", "none", "ran");
        finding("parity-break", NO_EXECUTE_BIT, 5, 5);
        assertThat(view().joins()).isEmpty();
        assertThat(view().holds()).isEmpty();
    }

    @Test
    void aDenialOfAnEarlierLifeIsNeverJoined() {
        execution(1, "/x.sh", "direct", "none", "denied");
        execution(5, "/y.sh", "indirect", "none", "ran");
        finding("parity-break", NO_EXECUTE_BIT, 5, 1, 5);
        ParityView view = view();
        assertThat(view.lives()).extracting(Life::path).containsExactly("/x.sh", "/y.sh");
        assertThat(view.marks()).extracting(Mark::life).containsExactly(0, 1);
        assertThat(view.joins()).isEmpty();
    }

    @Test
    void aDirectRunEndsADenial() {
        execution(1, "/x.sh", "direct", "none", "denied");
        execution(9, "/x.sh", "direct", "none", "ran");
        assertThat(view().holds()).hasSize(1);
        assertThat(view().holds().get(0).ended()).isEqualTo("it ran directly");
    }

    @Test
    void aDenialThatMayHaveBeenACheckHasALaneOfItsOwn() {
        execution(1, "/x.sh", "direct", "unknown", "denied");
        assertThat(view().marks()).extracting(Mark::lane).containsExactly("unclear");
    }

    @Test
    void aRefusalByASecurityModuleNamesTheConfinement() {
        execution(1, "/x.sh", "direct", "none", "denied");
        finding("lsm-denied-exec", "Landlock refused it.", 1, 1);
        assertThat(view().marks().get(0).confined()).isEqualTo("Landlock refused it.");
    }
}
