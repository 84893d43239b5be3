package io.execparity.dashboard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.codec.CheckJson;
import io.execparity.schema.codec.ExecutionJson;
import io.execparity.schema.codec.FindingJson;
import io.execparity.schema.codec.RejectedJson;
import io.execparity.schema.codec.SuppressedJson;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenRunTest {
    private static final List<Finding> FINDINGS = List.of(
            Samples.finding(Rule.PARITY_BREAK, 1, Confidence.LIKELY, "older"),
            Samples.finding(Rule.PARITY_BREAK, 2, Confidence.PROVEN, "newer, with \"quotes\" and \u202e"),
            Samples.rollUp(Rule.UNCHECKED_SCRIPT, 3, 41, "many"));
    private static final SuppressedFinding SUPPRESSED =
            new SuppressedFinding(FINDINGS.get(0), "runc", Confidence.PROVEN, "It is runc.");
    private static final Origin ORIGIN = new Origin("audit.log", 0);

    @TempDir
    private Path folder;

    @Test
    void the_files_tell_what_the_run_told() throws IOException {
        // Given
        SummaryCollector told = new SummaryCollector();
        FINDINGS.forEach(told::finding);
        write("findings", FINDINGS.stream().map(new FindingJson()::line).toList());
        List<Execution> executions = Arrays.stream(Outcome.values())
                .map(outcome -> Samples.execution(Mode.INDIRECT, Vector.STDIN_FILE, CodeOrigin.MEMFD, outcome))
                .toList();
        executions.forEach(told::execution);
        write("executions", executions.stream().map(new ExecutionJson()::line).toList());
        List<Check> checks =
                Arrays.stream(CheckState.values()).map(Samples::check).toList();
        checks.forEach(told::check);
        write("checks", checks.stream().map(new CheckJson()::line).toList());
        write("memfds", List.of());
        told.suppressed(SUPPRESSED);
        write("suppressed", List.of(new SuppressedJson().line(SUPPRESSED)));
        told.rejected("It is empty.");
        write("rejected", List.of(new RejectedJson().line(ORIGIN, "empty", "It is empty.", Bytes.EMPTY, 0)));
        told.wrote(folder.resolve("findings.jsonl"), FINDINGS.size());
        told.wrote(folder.resolve("executions.jsonl"), executions.size());
        told.wrote(folder.resolve("checks.jsonl"), checks.size());
        told.wrote(folder.resolve("memfds.jsonl"), 0);
        told.wrote(folder.resolve("suppressed.jsonl"), 1);
        told.wrote(folder.resolve("rejected.jsonl"), 1);

        // When
        SummaryCollector read = new SummaryCollector();
        WrittenRun.read(folder, read);

        // Then
        assertThat(read.summary()).isEqualTo(told.summary());
        assertThat(read.wantAttention()).isEqualTo(2);
    }

    private void write(String name, List<byte[]> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (byte[] line : lines) {
            text.append(new String(line, StandardCharsets.UTF_8)).append('\n');
        }
        Files.writeString(folder.resolve(name + ".jsonl"), text);
    }
}
