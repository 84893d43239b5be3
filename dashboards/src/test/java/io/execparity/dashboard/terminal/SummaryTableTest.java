package io.execparity.dashboard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
    private static final TerminalStyle PIPE = new TerminalStyle(true, false, TerminalStyle.UNLIMITED);

    @Test
    void a_summary_says_what_was_found_and_what_was_not_seen() throws IOException {
        assertGolden("summary.txt", new SummaryTable(PIPE).text(eventful()));
    }

    @Test
    void a_narrow_terminal_without_unicode_gets_ascii_and_no_control_characters() throws IOException {
        String text = new SummaryTable(new TerminalStyle(false, false, 60)).text(hostile());

        assertThat(text).matches("[ -~\n]*");
        assertGolden("summary-hostile.txt", text);
    }

    @Test
    void a_run_that_read_nothing_does_not_look_like_a_clean_one() throws IOException {
        assertGolden("summary-empty.txt", new SummaryTable(PIPE).text(new SummaryCollector().summary()));
    }

    @Test
    void no_findings_over_a_log_with_losses_are_not_called_none() {
        SummaryCollector collector = new SummaryCollector();
        collector.understood(5);
        assertThat(new SummaryTable(PIPE).text(collector.summary())).startsWith("FINDINGS  none\n");

        collector.rejected("no-stamp");

        assertThat(new SummaryTable(PIPE).text(collector.summary()))
                .startsWith("FINDINGS  none in what could be read; some is missing, see EVIDENCE\n");
    }

    @Test
    void colours_add_nothing_but_colour() {
        String plain = new SummaryTable(new TerminalStyle(true, false, 100)).text(eventful());
        String coloured = new SummaryTable(new TerminalStyle(true, true, 100)).text(eventful());

        assertThat(coloured).contains("\u001b[31mbypass");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    private static RunSummary eventful() {
        SummaryCollector collector = new SummaryCollector();
        collector.finding(Samples.rollUp(Rule.UNCHECKED_SCRIPT, 2, 1204, "dash ran /opt/job.sh without a check."));
        collector.finding(Samples.finding(
                Rule.PARITY_BREAK, 9, Confidence.LIKELY, "sh ran ./noexec.sh 188 ms after the kernel denied it."));
        collector.finding(Samples.finding(Rule.PARITY_BREAK, 5, Confidence.POSSIBLE, "An older one."));
        collector.finding(Samples.finding(
                Rule.MEMFD_MASQUERADE, 6, Confidence.PROVEN, "A memfd calls itself runc and /tmp/x made it."));
        collector.finding(Samples.finding(Rule.SENSOR_BLIND_SPOT, 1, Confidence.PROVEN, "No CWD records."));
        for (int i = 0; i < 1200; i++) {
            collector.execution(Samples.execution(Mode.DIRECT, Vector.BINARY, CodeOrigin.FILE, Outcome.RAN));
        }
        collector.execution(Samples.execution(Mode.DIRECT, Vector.BINARY, CodeOrigin.FILE, Outcome.DENIED));
        collector.execution(Samples.execution(Mode.INDIRECT, Vector.SCRIPT_FILE, CodeOrigin.MEMFD, Outcome.REFUSED));
        collector.check(Samples.check(CheckState.ALLOWED));
        collector.check(Samples.check(CheckState.DENIED));
        collector.check(Samples.check(CheckState.DENIED));
        collector.suppressed(new SuppressedFinding(
                Samples.finding(Rule.MEMFD_EXEC, 3, Confidence.PROVEN, "runc ran itself."),
                "runc",
                Confidence.PROVEN,
                "By digest."));
        collector.understood(123_456);
        collector.rejected("no-stamp");
        collector.rejected("too-long");
        collector.rejected("too-long");
        collector.gap(new TelemetryGap("lab-host", 10, 26, Samples.key(9), Samples.key(27)));
        collector.event(new AuditEvent(
                "lab-host", 0, Samples.key(30), List.of(), Set.of(MissingPart.PATH, MissingPart.EXECVE)));
        collector.wrote(Path.of("out/findings.jsonl"), 5);
        collector.wrote(Path.of("out/executions.jsonl"), 1);
        return collector.summary();
    }

    private static RunSummary hostile() {
        SummaryCollector collector = new SummaryCollector();
        String name = "\u001b[2J\u202Egpj.exe\n\u540d ";
        collector.finding(Samples.finding(Rule.MEMFD_EXEC, 1, Confidence.PROVEN, name + "x".repeat(4000)));
        collector.suppressed(new SuppressedFinding(
                Samples.finding(Rule.MEMFD_EXEC, 1, Confidence.PROVEN, name), name.repeat(9), Confidence.PROVEN, name));
        collector.rejected(name.strip());
        collector.wrote(Path.of("out/" + name.strip()), 0);
        return collector.summary();
    }

    /** Compares with the file of that name; {@code -Dexecparity.golden=write} writes it anew in the source tree. */
    private static void assertGolden(String name, String text) throws IOException {
        Path file = Path.of("src/test/resources/io/execparity/dashboard/terminal", name);
        if ("write".equals(System.getProperty("execparity.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
