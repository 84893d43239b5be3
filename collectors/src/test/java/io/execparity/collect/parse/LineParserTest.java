package io.execparity.collect.parse;

import static io.execparity.collect.parse.Parsing.line;
import static io.execparity.collect.parse.Parsing.parse;
import static io.execparity.collect.parse.Parsing.parsed;
import static io.execparity.collect.parse.Parsing.record;
import static io.execparity.collect.parse.Parsing.rejection;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.Origin;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineParserTest {
    private static final String CHECK =
            "arch=c000003e syscall=322 success=yes exit=0 a0=6 a1=493bdd a2=7f7fff80cbd0 a3=7f7fff80ce78 items=1 ppid=1"
                    + " pid=734 auid=4294967295 uid=0 gid=4242 euid=0 suid=0 fsuid=0 egid=4242 sgid=4242 fsgid=4242"
                    + " tty=(none) ses=4294967295 comm=\"init\" exe=\"/init\" subj=unconfined key=65786563016D756C7469";

    @Test
    void auditdsRawFormIsARecordOfTheHostThatReadsIt() {
        // When
        Parsed parsed = parsed("type=SYSCALL msg=audit(1795345336.061:8): " + CHECK);

        // Then
        assertThat(parsed.host()).isEmpty();
        assertThat(parsed.record().key()).isEqualTo(new EventKey(1795345336061L, 8));
        assertThat(parsed.record().head().origin()).isEqualTo(new Origin("test.log", 42));
        SyscallRecord syscall = (SyscallRecord) parsed.record();
        assertThat(syscall.number()).isEqualTo(322);
        assertThat(syscall.pid()).isEqualTo(734);
        assertThat(syscall.comm()).isEqualTo(Bytes.utf8("init"));
        assertThat(syscall.fields().string("key")).isEqualTo(Bytes.utf8("exec\u0001multi"));
    }

    @Test
    void auditdsEnrichedFormHasTheSameFields() {
        // Given
        AuditRecord raw = record("type=SYSCALL msg=audit(1795345336.061:8): " + CHECK);

        // When
        Parsed enriched = parsed("node=lab-host type=SYSCALL msg=audit(1795345336.061:8): " + CHECK
                + "\u001dARCH=x86_64 SYSCALL=execveat AUID=\"unset\" UID=\"root\"");

        // Then
        assertThat(enriched.host()).isEqualTo("lab-host");
        assertThat(Parsing.fields(enriched.record())).isEqualTo(Parsing.fields(raw));
        assertThat(enriched.record().fields().body().endsWith("UID=\"root\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=1300 audit(1795345336.061:8): ",
                "audit: type=1300 audit(1795345336.061:8): ",
                "[   12.345678] audit: type=1300 audit(1795345336.061:8): ",
                "<5>[   12.345678] audit: type=1300 audit(1795345336.061:8): ",
                "[   12.345678][  T734] audit: type=1300 audit(1795345336.061:8): ",
                "kernel: [   12.345678] audit: type=1300 audit(1795345336.061:8): ",
                "kernel: audit: type=1300 audit(1795345336.061:8): ",
                "type=UNKNOWN[1300] msg=audit(1795345336.061:8): "
            })
    void theKernelsOwnFormIsTheSameRecord(String before) {
        // When
        AuditRecord record = record(before + CHECK);

        // Then
        assertThat(record.type()).isEqualTo(RecordType.SYSCALL);
        assertThat(record.key()).isEqualTo(new EventKey(1795345336061L, 8));
        assertThat(record.fields().body().text()).isEqualTo(CHECK);
    }

    @Test
    void aTypeWithoutANameIsKnownByItsNumber() {
        // When
        AuditRecord record = record("type=UNKNOWN[1808] msg=audit(1.000:5): pid=5 cause=missing-hash");

        // Then
        assertThat(record.type()).isEqualTo(RecordType.INTEGRITY_USERSPACE);
        assertThat(record.head().typeName()).isEqualTo("UNKNOWN[1808]");
    }

    @Test
    void aTypeThatNoRuleReadsIsKept() {
        // When
        AuditRecord record = record("type=USER_AVC msg=audit(1.000:5): pid=5 msg='avc:  denied'");

        // Then
        assertThat(record.type()).isEqualTo(RecordType.OTHER);
        assertThat(record.head().typeName()).isEqualTo("USER_AVC");
        assertThat(Parsing.fields(record)).containsExactly("pid=5", "msg='avc:  denied'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type=EOE msg=audit(1.000:5): ", "type=EOE msg=audit(1.000:5):", "type=1320 audit(1.000:5): "})
    void anEndOfEventHasNoBody(String line) {
        // When
        AuditRecord record = record(line);

        // Then
        assertThat(record.type()).isEqualTo(RecordType.EOE);
        assertThat(record.fields().body().isEmpty()).isTrue();
    }

    @Test
    void theSpaceThatBeginsAContinuedExecveIsKept() {
        // When
        AuditRecord record = record("type=EXECVE msg=audit(1.000:5):  a1[5]=41 a692=\"x\"");

        // Then
        assertThat(record.fields().body().text()).isEqualTo(" a1[5]=41 a692=\"x\"");
        assertThat(Parsing.fields(record)).containsExactly("a1[5]=41", "a692=\"x\"");
    }

    @Test
    void oldDaemonsLeaveTheColonOut() {
        // When
        AuditRecord record =
                record("type=DAEMON_CONFIG msg=audit(1490239800.477:34) config changed, auid=0 res=success");

        // Then
        assertThat(Parsing.fields(record)).containsExactly("auid=0", "res=success");
    }

    @Test
    void theHighestStampIsRead() {
        // When
        AuditRecord record = record("type=CWD msg=audit(999999999999.999:4294967295): cwd=\"/\"");

        // Then
        assertThat(record.key()).isEqualTo(new EventKey(999_999_999_999_999L, 4_294_967_295L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=CWD msg=audit(1.000:4294967296): x",
                "type=CWD msg=audit(1.000:99999999999): x",
                "type=CWD msg=audit(1234567890123.000:1): x",
                "type=CWD msg=audit(1.00:1): x",
                "type=CWD msg=audit(1.0000:1): x",
                "type=CWD msg=audit(.000:1): x",
                "type=CWD msg=audit(1.000:): x",
                "type=CWD msg=audit(-1.000:1): x",
                "type=CWD msg=audit(1.000:1)",
                "type=CWD msg=audit(1.000:1",
                "type=CWD msg=audit(1.000",
                "type=CWD msg=audit(1",
                "type=UNKNOWN[1329] msg=?",
                "type=CWD cwd=x"
            })
    void aStampThatIsNoneLeavesTheEventUnknown(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.BAD_STAMP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type= msg=audit(1.000:1): x", "type=CWD", "type=C\u0001D msg=audit(1.000:1): x", "type="})
    void aTypeMustBeANameOrANumber(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.NO_TYPE);
    }

    @Test
    void everyLineThatIsNoRecordSaysWhy() {
        // Given
        List<String> lines =
                List.of("", "   ", "# REAL exec", "hello world", "node=x hello", "node=x", "x".repeat(65_536));

        // When
        List<RejectReason> reasons = lines.stream().map(Parsing::rejection).toList();

        // Then
        assertThat(reasons)
                .containsExactly(
                        RejectReason.EMPTY,
                        RejectReason.EMPTY,
                        RejectReason.COMMENT,
                        RejectReason.NOT_AN_AUDIT_RECORD,
                        RejectReason.NOT_AN_AUDIT_RECORD,
                        RejectReason.NOT_AN_AUDIT_RECORD,
                        RejectReason.OVERSIZED);
    }

    @Test
    void aRejectedLineKeepsItsBeginningAndItsPlace() {
        // When
        Rejected rejected = (Rejected) parse("no record ".repeat(1000));

        // Then
        assertThat(rejected.line().length()).isEqualTo(4096);
        assertThat(rejected.line().startsWith("no record no record")).isTrue();
        assertThat(rejected.origin()).isEqualTo(new Origin("test.log", 42));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[   12.3] audit: audit_lost=5 audit_rate_limit=0 audit_backlog_limit=64",
                "kernel: audit: kauditd hold queue overflow",
                "<4>[   12.3] kauditd_printk_skb: 12 callbacks suppressed"
            })
    void theKernelsNoteThatItLostRecordsIsToldApart(String line) {
        // When
        RejectReason reason = rejection(line);

        // Then
        assertThat(reason).isEqualTo(RejectReason.LOSS_NOTICE);
    }

    @Test
    void aRecordOutlivesTheBufferItWasReadFrom() {
        // Given
        byte[] buffer = "xxtype=CWD msg=audit(1.000:1): cwd=\"/root\"yy".getBytes(UTF_8);

        // When
        Parsed parsed = (Parsed) new LineParser().parse(new RawLine("log", 0, buffer, 2, buffer.length - 4));
        Arrays.fill(buffer, (byte) 0);

        // Then
        assertThat(parsed.record().fields().string("cwd")).isEqualTo(Bytes.utf8("/root"));
    }

    @Test
    void forgedTypesAndHostsDoNotFillTheMemory() {
        // Given
        LineParser parser = new LineParser(Set.of());

        // When
        for (int i = 0; i < 100_000; i++) {
            parser.parse(line("node=h" + i + " type=T" + i + " msg=audit(1.000:1): "));
        }
        Parsed parsed = (Parsed) parser.parse(line("node=last type=SYSCALL msg=audit(1.000:1): "));

        // Then
        assertThat(parsed.host()).isEqualTo("last");
        assertThat(parsed.record().type()).isEqualTo(RecordType.SYSCALL);
    }
}
