package io.execparity.schema.event;

/** One item of a host's stream, in the kernel's order: an event, or a statement that something is missing. */
public sealed interface StreamItem permits AuditEvent, TelemetryGap, Reboot, SourceLoss {
    String host();
}
