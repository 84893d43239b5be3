package io.execparity.collect.parse;

import static io.execparity.collect.parse.Parsing.parsed;
import static io.execparity.collect.parse.Parsing.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.text.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalLinesTest {
    private static final String STAMP =
            "\"_TRANSPORT\":\"audit\",\"_AUDIT_ID\":\"8\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1795345336061000\"";

    @Test
    void anAuditEntryHasItsStampInFieldsOfItsOwn() {
        // When
        Parsed parsed = parsed("{\"_HOSTNAME\":\"web1\",\"_AUDIT_TYPE\":\"1307\",\"_AUDIT_TYPE_NAME\":\"CWD\"," + STAMP
                + ",\"MESSAGE\":\"CWD cwd=\\\"/root\\\"\",\"__CURSOR\":\"s=1\",\"_AUDIT_FIELD_CWD\":\"/root\"}");

        // Then
        assertThat(parsed.host()).isEqualTo("web1");
        assertThat(parsed.record().type()).isEqualTo(RecordType.CWD);
        assertThat(parsed.record().key()).isEqualTo(new EventKey(1795345336061L, 8));
        assertThat(parsed.record().fields().body().text()).isEqualTo("cwd=\"/root\"");
    }

    @Test
    void journaldsSpellingOfATypeItDoesNotKnowIsUnderstood() {
        // When
        Parsed parsed = parsed("{" + STAMP + ",\"MESSAGE\":\"AUDIT1808 pid=5 cause=missing-hash\"}");

        // Then
        assertThat(parsed.record().type()).isEqualTo(RecordType.INTEGRITY_USERSPACE);
        assertThat(parsed.host()).isEmpty();
    }

    @Test
    void aMessageThatIsNoTextComesAsBytes() {
        // When
        Parsed parsed = parsed("{" + STAMP + ",\"MESSAGE\":[67,87,68,32,120,61,255,1]}");

        // Then
        assertThat(parsed.record().fields().written("x")).isEqualTo(Bytes.view(new byte[] {(byte) 255, 1}));
    }

    @Test
    void aKernelEntryHoldsTheKernelsOwnForm() {
        // When
        Parsed parsed = parsed("{\"_TRANSPORT\":\"kernel\",\"SYSLOG_IDENTIFIER\":\"kernel\",\"_HOSTNAME\":\"web1\","
                + "\"MESSAGE\":\"audit: type=1307 audit(1795345336.061:8): cwd=\\\"/root\\\"\"}");

        // Then
        assertThat(parsed.host()).isEqualTo("web1");
        assertThat(parsed.record().key()).isEqualTo(new EventKey(1795345336061L, 8));
    }

    @Test
    void aMessageThatTheExportLeftOutSaysHowToGetIt() {
        // When
        RejectReason reason = rejection("{" + STAMP + ",\"MESSAGE\":null}");

        // Then
        assertThat(reason).isEqualTo(RejectReason.MESSAGE_LEFT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_TRANSPORT\":\"syslog\",\"SYSLOG_IDENTIFIER\":\"logger\",\"MESSAGE\":\"type=CWD msg=audit(1.000:1): \"}",
                "{\"_TRANSPORT\":\"stdout\",\"MESSAGE\":\"node=x type=CWD msg=audit(1.000:1): \"}",
                "{\"TRANSPORT\":\"audit\",\"MESSAGE\":\"type=CWD msg=audit(1.000:1): \"}"
            })
    void anEntryThatAnybodyMayWriteIsNotBelieved(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.FOREIGN_SYSLOG_TAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}}",
                "{\"MESSAGE\":",
                "{\"MESSAGE\":[1,\"x\"]}",
                "{\"MESSAGE\":[1",
                "{\"MESSAGE\":[99999999999999999999]}",
                "{\"MESSAGE\":\"\\ud800\"",
                "{\"_TRANSPORT\":[1,{\"x\":[",
                "{'a':1}"
            })
    void brokenJsonIsSaidToBeSo(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.BAD_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_TRANSPORT\":\"audit\",\"_AUDIT_ID\":\"8\",\"MESSAGE\":\"CWD x\"}",
                "{\"_TRANSPORT\":\"audit\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"CWD x\"}",
                "{\"_TRANSPORT\":\"audit\",\"_AUDIT_ID\":\"4294967296\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"CWD x\"}",
                "{\"_TRANSPORT\":\"audit\",\"_AUDIT_ID\":\"-8\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"CWD x\"}"
            })
    void anAuditEntryWithoutStampLeavesTheEventUnknown(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.BAD_STAMP);
    }

    @Test
    void anEntryOfAnotherProgramIsNoRecord() {
        // When
        RejectReason reason = rejection(
                "{\"_TRANSPORT\":\"journal\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"MESSAGE\":\"Accepted publickey\"}");

        // Then
        assertThat(reason).isEqualTo(RejectReason.NOT_AN_AUDIT_RECORD);
    }
}
