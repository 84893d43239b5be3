package io.execparity.stream.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.Analysis;
import io.execparity.stream.CollectedResults;
import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Over a real kernel's log: what a site suppresses moves to the other file, and nothing else changes. */
final class SuppressedAnalysisTest {
    private static final String LOG = "../corpus/linux-7.2-raw/audit.log.gz";

    private static CollectedResults run(List<SiteFile> suppressions) throws Exception {
        CollectedResults results = new CollectedResults();
        Site site = new Site(
                "lab-host", List.of(), List.of(), null, null, Set.of(), -1, Set.of(), List.of(), null, suppressions);
        Analysis.Settings settings = site.settings();
        assertThat(settings.parser()).isInstanceOf(LineParser.class);
        try (Analysis analysis = new Analysis(settings, results, rejected -> {})) {
            analysis.read(AuditLogFiles.of(List.of(LOG), InputStream.nullInputStream()));
            analysis.finish();
        }
        return results;
    }

    private static String suppression(FileView file, Set<String> rules, String until) {
        return """
                suppressions:
                - id: one
                  rules: [%s]
                  host: lab-host
                  file: {path: '%s', inode: %s, device: '%s'}
                  reason: The lab does so.
                  owner: the lab
                  created: 2026-11-01T00:00:00Z
                  expires: %s
                """.formatted(
                        String.join(", ", rules),
                        file.path(),
                        Long.toUnsignedString(file.identity().inode()),
                        file.identity().deviceText(),
                        until);
    }

    @Test
    void whatIsSuppressedMovesAndNothingElseChanges() throws Exception {
        CollectedResults before = run(List.of());
        Finding bypass = before.findings().stream()
                .filter(finding -> finding.rule() == Rule.PARITY_BREAK
                        && finding.file().identity() != null
                        && finding.file().path() != null)
                .findFirst()
                .orElseThrow();
        Set<String> rules = new TreeSet<>(Set.of("parity-break", "unchecked-script"));
        String text = suppression(bypass.file(), rules, "2026-12-01T00:00:00Z");

        CollectedResults after = run(List.of(new SiteFile("s.yaml", text.getBytes(UTF_8))));

        List<SuppressedFinding> held = new ArrayList<>(after.suppressed());
        held.removeAll(before.suppressed());
        assertThat(held).isNotEmpty().allSatisfy(one -> {
            assertThat(one.by()).isEqualTo("one");
            assertThat(one.reason()).isEqualTo("The lab does so.");
            assertThat(one.finding().file().identity()).isEqualTo(bypass.file().identity());
        });
        List<String> expected = lines(before.findings());
        held.stream()
                .filter(one -> one.finding().rule().findingClass() != FindingClass.GAP)
                .forEach(one -> expected.remove(CollectedResults.line(one.finding())));
        assertThat(lines(after.findings().stream()
                        .filter(finding -> finding.rule().findingClass() != FindingClass.GAP)
                        .toList()))
                .isEqualTo(lines(before.findings().stream()
                        .filter(finding -> finding.rule().findingClass() != FindingClass.GAP)
                        .filter(finding -> expected.contains(CollectedResults.line(finding)))
                        .toList()));
        assertThat(after.executions()).hasSameSizeAs(before.executions());
        assertThat(after.checks()).hasSameSizeAs(before.checks());
    }

    @Test
    void aSuppressionThatEndedBeforeTheLogBeganHidesNothing() throws Exception {
        CollectedResults before = run(List.of());
        Finding bypass = before.findings().stream()
                .filter(finding ->
                        finding.rule() == Rule.PARITY_BREAK && finding.file().identity() != null)
                .findFirst()
                .orElseThrow();
        String text = suppression(bypass.file(), Set.of("parity-break"), "2026-11-02T00:00:00Z");

        CollectedResults after = run(List.of(new SiteFile("s.yaml", text.getBytes(UTF_8))));

        assertThat(lines(after.findings())).isEqualTo(lines(before.findings()));
        assertThat(after.suppressed()).isEqualTo(before.suppressed());
    }

    private static List<String> lines(List<Finding> findings) {
        return new ArrayList<>(findings.stream().map(CollectedResults::line).toList());
    }
}
