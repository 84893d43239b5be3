package io.execparity.cli;

/** How a report is written. */
enum ReportFormat {
    TABLE,
    JSON
}
