package io.execparity.collect.parse;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.AuditRecord;

/**
 * A line that is an audit record.
 *
 * @param host the host that the line names, by {@code node=} before a syslog or journal header, empty where it names none
 */
public record Parsed(String host, AuditRecord record) implements ParseResult {
    public Parsed {
        requireNonNull(host, "host is null");
        requireNonNull(record, "record is null");
    }
}
