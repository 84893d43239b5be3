package io.execparity.report;

import java.util.List;

/** A form in which a report is written, and the names of its files. */
public enum ReportFormat {
    HTML,
    PDF,
    JSON,
    CSV,
    OSCAL;

    public List<String> files() {
        return switch (this) {
            case HTML -> List.of("report.html");
            case PDF -> List.of("report.pdf");
            case JSON -> List.of("report.json");
            case CSV -> List.of("report-controls.csv", "report-exceptions.csv", "report-findings.csv");
            case OSCAL -> List.of("report-oscal.json");
        };
    }
}
