package io.execparity.collect.parse;

import static io.execparity.collect.parse.Parsing.line;
import static io.execparity.collect.parse.Parsing.parsed;
import static io.execparity.collect.parse.Parsing.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.RecordType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyslogLinesTest {
    private static final String RECORD = "type=CWD msg=audit(1795345336.061:8): cwd=\"/root\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 22 13:10:01 web1 audispd: ",
                "Nov  2 13:10:01 web1 audisp-syslog[412]: ",
                "<13>Nov 22 13:10:01 web1 audispd[1]: ",
                "Nov 22 13:10:01.123456 web1 auditd[1]: ",
                "2026-11-22T13:10:01.123456+01:00 web1 audispd: ",
                "<134>2026-11-22T13:10:01Z web1 audit[1]: ",
                "<13>1 2026-11-22T13:10:01.123456+01:00 web1 audispd 412 - - ",
                "<13>1 2026-11-22T13:10:01Z web1 audispd - ID47 [a@1 k=\"v\\\"]\" l=\"]\"][b@2] ",
                "<13>1 - web1 audit - - - \uFEFF",
                "Nov 22 13:10:01 web1 kernel: [   12.345678] audit: ",
                "2026-11-22T13:10:01+01:00 web1 kernel: audit: "
            })
    void theHostIsTheHeaders(String header) {
        // When
        Parsed parsed = parsed(header + RECORD);

        // Then
        assertThat(parsed.host()).isEqualTo("web1");
        assertThat(parsed.record().type()).isEqualTo(RecordType.CWD);
        assertThat(parsed.record().fields().body().text()).isEqualTo("cwd=\"/root\"");
    }

    @Test
    void theNodeThatTheRecordNamesOverrulesTheHeader() {
        // When
        Parsed parsed = parsed("Nov 22 13:10:01 relay audispd: node=db7 " + RECORD);

        // Then
        assertThat(parsed.host()).isEqualTo("db7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<13>Nov 22 13:10:01 audispd[3]: ", "<13>1 2026-11-22T13:10:01Z - audispd - - - "})
    void aHeaderWithoutHostLeavesItOpen(String header) {
        // When
        Parsed parsed = parsed(header + RECORD);

        // Then
        assertThat(parsed.host()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 22 13:10:01 web1 logger: ",
                "Nov 22 13:10:01 web1 mallory[9]: audit: ",
                "Nov 22 13:10:01 web1 ",
                "Nov 22 13:10:01 web1 auditd2: node=x ",
                "<13>1 2026-11-22T13:10:01Z web1 logger - - - "
            })
    void aTagThatAnybodyMayUseIsNotBelieved(String header) {
        // When
        RejectReason reason = rejection(header + RECORD);

        // Then
        assertThat(reason).isEqualTo(RejectReason.FOREIGN_SYSLOG_TAG);
    }

    @Test
    void aTagThatTheAdministratorNamesIsBelieved() {
        // Given
        LineParser parser = new LineParser(Set.of("auditship"));

        // When
        ParseResult result = parser.parse(line("Nov 22 13:10:01 web1 auditship: " + RECORD));

        // Then
        assertThat(result).isInstanceOf(Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 22 13:10:01 web1 sshd[4]: Accepted publickey for root",
                "Nov 22 13:10:01 web1 kernel: [ 1.2] usb 1-1: new device",
                "Nov 22 13:10:01 web1 auditd[5]: Audit daemon rotating log files",
                "Nov 22 13:10:01 web1 audit[5]: CWD cwd=\"/root\"",
                "Nov 22 13:10:01 web1",
                "Nov 22 13:10:01 ",
                "<13>1 2026-11-22T13:10:01Z web1 audispd - -",
                "<13>1 2026-11-22T13:10:01Z web1 audispd - - [unclosed",
                "<13>1 ",
                "<13>",
                "<"
            })
    void otherSyslogLinesAreNoRecords(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.NOT_AN_AUDIT_RECORD);
    }

    @Test
    void rsyslogsSpellingOfTheSeparatorEndsTheFields() {
        // When
        Parsed parsed = parsed("Nov 22 13:10:01 web1 audisp-syslog: type=SYSCALL msg=audit(1.000:1): arch=c000003e"
                + " auid=0 key=(null)#035ARCH=x86_64 AUID=\"root\"");

        // Then
        assertThat(Parsing.fields(parsed.record())).containsExactly("arch=c000003e", "auid=0", "key=(null)");
    }
}
