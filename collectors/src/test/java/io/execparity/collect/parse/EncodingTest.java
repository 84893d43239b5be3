package io.execparity.collect.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.text.Bytes;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

final class EncodingTest {
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    private final LineParser parser = new LineParser();

    @Property
    void whatTheKernelEncodesIsDecodedToTheSameBytes(
            @ForAll @Size(max = 300) byte[] comm, @ForAll @Size(max = 300) byte[] exe) {
        // Given
        String body = "pid=7 comm=" + encoded(comm) + " exe=" + encoded(exe) + " subj=a (enforce) key=(null)";

        // When
        Fields raw = parse("type=SYSCALL msg=audit(1.000:1): " + body).fields();
        Fields enriched = parse("type=SYSCALL msg=audit(1.000:1): " + body + "\u001dAUID=\"root\" UID=626F62")
                .fields();

        // Then
        for (Fields fields : new Fields[] {raw, enriched}) {
            assertThat(fields.string("comm")).isEqualTo(Bytes.view(comm));
            assertThat(fields.string("exe")).isEqualTo(Bytes.view(exe));
            assertThat(fields.string("key")).isNull();
            assertThat(fields.count()).isEqualTo(5);
        }
        assertThat(enriched.sameBodyAs(raw)).isTrue();
        assertThat(enriched.fingerprint()).isEqualTo(raw.fingerprint());
        assertThat(enriched.length()).isGreaterThan(raw.length());
    }

    @Property
    void printableTextIsQuotedAndDecodedAsItStands(@ForAll @StringLength(max = 100) String text) {
        // Given
        byte[] printable = text.replaceAll("[^!-~]", "^]").replace('"', '#').getBytes(ISO_8859_1);

        // When
        AuditRecord record = parse("type=CWD msg=audit(1.000:1): cwd=" + encoded(printable));

        // Then
        assertThat(record.fields().string("cwd")).isEqualTo(Bytes.view(printable));
    }

    @Property
    void anyBytesAreARecordOrRejected(@ForAll @Size(max = 400) byte[] line) {
        // When
        ParseResult result = parser.parse(RawLine.of("log", 0, line));

        // Then
        assertThat(result).isNotNull();
    }

    @Property
    void anyBytesMayBeABody(@ForAll @Size(max = 400) byte[] body) {
        // When
        AuditRecord record = parse("type=SYSCALL msg=audit(1.000:1): " + new String(body, ISO_8859_1));

        // Then
        assertThat(record.fields().body()).isEqualTo(Bytes.view(body));
    }

    private AuditRecord parse(String line) {
        return ((Parsed) parser.parse(RawLine.of("log", 0, line.getBytes(ISO_8859_1)))).record();
    }

    /** As Linux kernel/audit.c does it, audit_log_n_untrustedstring. */
    private static String encoded(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '"' || b < 0x21 || b > 0x7E) {
                return UPPER_HEX.formatHex(bytes);
            }
        }
        return '"' + new String(bytes, ISO_8859_1) + '"';
    }
}
