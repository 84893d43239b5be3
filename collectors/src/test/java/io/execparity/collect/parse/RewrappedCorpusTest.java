package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.execparity.collect.Corpus;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real log once more, as other carriers would have brought it. */
final class RewrappedCorpusTest {
    private final List<AuditRecord> records = new ArrayList<>();

    @BeforeEach
    void parseTheLogItself() throws Exception {
        LineParser parser = new LineParser();
        for (RawLine line : Corpus.lines("linux-7.2-raw/audit.log.gz")) {
            records.add(((Parsed) parser.parse(line)).record());
        }
    }

    @Test
    void aJournalExportHasTheSameRecords() throws Exception {
        // Given
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        for (AuditRecord record : records) {
            export.writeBytes((journal(record) + "\n").getBytes(UTF_8));
        }

        // When
        List<Parsed> read = read(export.toByteArray());

        // Then
        assertSame(read, "web1");
    }

    @Test
    void aSyslogFileHasTheSameRecords() throws Exception {
        // Given
        ByteArrayOutputStream syslog = new ByteArrayOutputStream();
        for (AuditRecord record : records) {
            syslog.writeBytes(("Nov 22 13:10:01 web2 audisp-syslog[9]: type="
                            + record.head().typeName() + " msg=" + record.key().stamp() + ": " + body(record) + "\n")
                    .getBytes(ISO_8859_1));
        }

        // When
        List<Parsed> read = read(syslog.toByteArray());

        // Then
        assertSame(read, "web2");
    }

    private void assertSame(List<Parsed> read, String host) {
        assertThat(read).hasSameSizeAs(records);
        for (int i = 0; i < read.size(); i++) {
            AuditRecord record = read.get(i).record();
            assertThat(read.get(i).host()).isEqualTo(host);
            assertThat(record.key()).isEqualTo(records.get(i).key());
            assertThat(record.type()).isEqualTo(records.get(i).type());
            assertThat(Parsing.fields(record)).isEqualTo(Parsing.fields(records.get(i)));
        }
    }

    private static String body(AuditRecord record) {
        return new String(record.fields().body().toArray(), ISO_8859_1);
    }

    /** As systemd's journald-audit.c and journalctl write it. */
    private static String journal(AuditRecord record) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("__CURSOR", "s=1;i=2");
            json.writeStringField("_HOSTNAME", "web1");
            json.writeStringField("_TRANSPORT", "audit");
            json.writeStringField("_AUDIT_ID", Long.toString(record.key().serial()));
            json.writeStringField("_SOURCE_REALTIME_TIMESTAMP", record.key().epochMillis() + "000");
            json.writeStringField(
                    "MESSAGE", record.head().typeName() + " " + body(record).stripLeading());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static List<Parsed> read(byte[] text) throws IOException {
        LineParser parser = new LineParser();
        List<Parsed> read = new ArrayList<>();
        new LineReader("rewrapped", new ByteArrayInputStream(text)).read(new LineHandler() {
            @Override
            public void line(RawLine line) {
                ParseResult result = parser.parse(line);
                assertThat(result).as(line.copy(200).text()).isInstanceOf(Parsed.class);
                read.add((Parsed) result);
            }

            @Override
            public void unfinished(RawLine line) {
                throw new AssertionError("every line ends with a newline");
            }

            @Override
            public void oversized(RawLine beginning, long fullLength) {
                throw new AssertionError("no line is as long as " + fullLength);
            }
        });
        return read;
    }
}
