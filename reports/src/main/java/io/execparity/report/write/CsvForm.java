package io.execparity.report.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.dashboard.export.CsvTable;
import io.execparity.report.gather.Gathering;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.RuleLine.Bearing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The report as tables: one line for each control, each exception and each finding. */
public final class CsvForm {
    private static final List<String> CONTROLS = List.of(
            "framework",
            "control",
            "title",
            "status",
            "reason",
            "against_weighty",
            "against_possible",
            "to_be_handled",
            "to_be_handled_open",
            "noted",
            "exempted",
            "gaps",
            "from",
            "to");
    private static final List<String> EXEMPTIONS =
            List.of("kind", "name", "rule", "findings", "hosts", "reason", "owner", "from", "expires");

    private CsvForm() {}

    public static byte[] controls(Report report) {
        StringBuilder table = new StringBuilder(CsvTable.line(CONTROLS));
        for (FrameworkReport framework : report.frameworks()) {
            for (ControlReport control : framework.controls()) {
                table.append(CsvTable.line(List.of(
                        framework.framework().key(),
                        control.control().id(),
                        control.control().title(),
                        control.status().words(),
                        control.reason(),
                        sum(control, Bearing.AGAINST, RuleLine::weighty),
                        sum(control, Bearing.AGAINST, RuleLine::doubtful),
                        sum(control, Bearing.TO_BE_HANDLED, RuleLine::findings),
                        sum(control, Bearing.TO_BE_HANDLED, RuleLine::open),
                        sum(control, Bearing.NOTED, RuleLine::findings),
                        Long.toString(control.rules().stream()
                                .mapToLong(RuleLine::exempted)
                                .sum()),
                        Long.toString(control.gaps()),
                        report.period().begins(),
                        report.period().ends())));
            }
        }
        return table.toString().getBytes(UTF_8);
    }

    private static String sum(ControlReport control, Bearing bearing, ToLongFunction<RuleLine> count) {
        return Long.toString(control.rules().stream()
                .filter(line -> line.bearing() == bearing)
                .mapToLong(count)
                .sum());
    }

    public static byte[] exemptions(Report report) {
        StringBuilder table = new StringBuilder(CsvTable.line(EXEMPTIONS));
        for (Exemption exemption : report.exemptions()) {
            table.append(CsvTable.line(List.of(
                    exemption.kind().words(),
                    exemption.name(),
                    exemption.rule().slug(),
                    Long.toString(exemption.findings()),
                    String.join(" ", exemption.hosts()),
                    exemption.reason(),
                    exemption.owner(),
                    exemption.from() == 0 ? "" : Period.time(exemption.from()),
                    exemption.expires() == 0 ? "" : Period.time(exemption.expires()))));
        }
        return table.toString().getBytes(UTF_8);
    }

    /** Writes every finding that the report is of, the oldest first, in bounded memory. */
    public static void findings(Gathering findings, OutputStream out) throws IOException {
        out.write(CsvTable.header("status", "owner").getBytes(UTF_8));
        try {
            findings.findings(row -> {
                try {
                    out.write(CsvTable.line(with(CsvTable.cells(row), row.status(), row.owner()))
                            .getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException("the findings cannot be written", e);
        }
    }

    private static List<String> with(List<String> cells, String... more) {
        List<String> all = new ArrayList<>(cells);
        all.addAll(List.of(more));
        return all;
    }
}
