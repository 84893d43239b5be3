package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import java.util.ArrayList;
import java.util.List;

/** Parses single lines for the tests. */
final class Parsing {
    private Parsing() {}

    static ParseResult parse(String line) {
        return new LineParser().parse(line(line));
    }

    static RawLine line(String line) {
        return RawLine.of("test.log", 42, line.getBytes(UTF_8));
    }

    static Parsed parsed(String line) {
        ParseResult result = parse(line);
        assertThat(result).as(line).isInstanceOf(Parsed.class);
        return (Parsed) result;
    }

    static AuditRecord record(String line) {
        return parsed(line).record();
    }

    static RejectReason rejection(String line) {
        ParseResult result = parse(line);
        assertThat(result).as(line).isInstanceOf(Rejected.class);
        return ((Rejected) result).reason();
    }

    static List<String> fields(AuditRecord record) {
        Fields fields = record.fields();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            shown.add(fields.name(i) + "=" + fields.written(i));
        }
        return shown;
    }
}
