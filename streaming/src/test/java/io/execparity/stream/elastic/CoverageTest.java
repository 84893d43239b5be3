package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.ResultKind;
import org.junit.jupiter.api.Test;

/** What a run of a backfill speaks for, so that what it does not find is gone. */
final class CoverageTest {
    private final Coverage coverage = new Coverage();

    private static BulkDocument finding(String time, String evidence) {
        return new BulkDocument(
                ResultKind.FINDINGS, "id", """
                {"@timestamp":"%s","host":{"name":"h"},"execparity":{"evidence":[%s]}}""".formatted(time, evidence).getBytes(UTF_8));
    }

    @Test
    void aHostIsSpokenForFromItsFirstEventToItsLast() throws Exception {
        coverage.event("h", 1_000);
        coverage.event("h", 3_000);

        assertThat(coverage.covers(finding("1970-01-01T00:00:02Z", "\"audit(2.000:7)\"")))
                .isTrue();
        assertThat(coverage.covers(finding("1970-01-01T00:00:04Z", "\"audit(4.000:7)\"")))
                .isFalse();
    }

    @Test
    void whatListsAloneTellIsKeptByARunThatReadNone() throws Exception {
        coverage.event("h", 1_000);
        coverage.event("h", 3_000);
        BulkDocument listed = finding("1970-01-01T00:00:02Z", "\"ima:7\"");
        BulkDocument both = finding("1970-01-01T00:00:02Z", "\"audit(2.000:7)\",\"ima:7\"");

        assertThat(coverage.covers(listed)).isFalse();
        assertThat(coverage.covers(both)).isTrue();

        coverage.lists();

        assertThat(coverage.covers(listed)).isTrue();
    }
}
