package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import io.execparity.report.control.Framework;
import java.util.List;

/** What the evidence says of a framework's controls, in the framework's order. */
public record FrameworkReport(Framework framework, List<ControlReport> controls) {
    public FrameworkReport {
        requireNonNull(framework, "framework is null");
        controls = List.copyOf(controls);
    }

    /** How many controls have this status. */
    public long count(Status status) {
        return controls.stream().filter(control -> control.status() == status).count();
    }
}
