package io.execparity.bench;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.coalesce.HostCoalescers;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LogSource;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.text.Bytes;
import java.util.List;
import java.util.Locale;

/**
 * What {@code iterate_fields.c} does with libauparse, done with this project's collectors: {@code FieldIteration LOG}
 * puts the log's records together into events and looks at the name and value of every field. Prints what it counted,
 * and the records and seconds of the second half of the log, when the JVM has warmed up.
 */
final class FieldIteration implements LineHandler {
    private final LineParser parser = new LineParser();
    private final HostCoalescers hosts = new HostCoalescers(CoalescerSettings.defaults(), this::look);
    private final long halfTheBytes;
    private long halfTime;
    private long recordsByHalf;
    private long events;
    private long records;
    private long fields;
    private int touched;

    private FieldIteration(long bytes) {
        halfTheBytes = bytes / 2;
    }

    public static void main(String[] arguments) throws UnreadableSourceException {
        AuditLogFiles files = AuditLogFiles.of(List.of(arguments), System.in);
        FieldIteration iteration = new FieldIteration(files.progress().totalBytes());
        for (LogSource source : files.sources()) {
            source.read(iteration);
        }
        iteration.hosts.flush();
        iteration.print();
    }

    private void print() {
        double seconds = (System.nanoTime() - halfTime) / 1e9;
        System.out.printf(
                Locale.ROOT, "%d events, %d records, %d fields (%d)%n", events, records, fields, touched & 0xFF);
        System.out.printf(Locale.ROOT, "second half: %d\t%.3f%n", records - recordsByHalf, seconds);
    }

    @Override
    public void line(RawLine line) {
        if (halfTime == 0 && line.offset() >= halfTheBytes) {
            halfTime = System.nanoTime();
            recordsByHalf = records;
        }
        if (parser.parse(line) instanceof Parsed parsed) {
            hosts.accept(parsed.host(), parsed.record());
        }
    }

    @Override
    public void unfinished(RawLine line) {
        line(line);
    }

    @Override
    public void oversized(RawLine beginning, long fullLength) {
        throw new IllegalStateException("no line of this log is that long");
    }

    private void look(StreamItem item) {
        if (item instanceof AuditEvent event) {
            events++;
            for (AuditRecord record : event.records()) {
                records++;
                look(record.fields());
            }
        }
    }

    private void look(Fields of) {
        for (int i = 0; i < of.count(); i++) {
            fields++;
            touched += first(of.name(i)) + first(of.written(i));
        }
    }

    private static int first(Bytes bytes) {
        return bytes.isEmpty() ? 0 : bytes.at(0);
    }
}
