package io.execparity.collect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.schema.evidence.EvidenceField;
import io.execparity.schema.evidence.EvidenceRecord;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as a page shows them: the line as it was read, and beside it what its fields say. */
final class EvidenceLinesTest {
    private static final String WANTED = "audit(1795347150.844:897)";
    private static final String CALL = "type=SYSCALL msg=" + WANTED + ": arch=c000003e syscall=59 success=no exit=-13"
            + " a0=1 a1=2 a2=3 a3=4 items=2 ppid=1 pid=298 auid=4294967295 uid=0 ses=4294967295 comm=7368202D63"
            + " exe=\"/usr/bin/dash\" key=(null)";

    @TempDir
    private Path folder;

    private final List<EvidenceRecord> found = new ArrayList<>();

    @BeforeEach
    void read() throws Exception {
        Path log = folder.resolve("audit.log");
        Files.write(
                log,
                List.of(
                        "node=web-1 " + CALL,
                        "this is no record",
                        "type=PATH msg=audit(1795347150.845:898): item=0 name=\"/other\" mode=0100644",
                        "type=PATH msg=" + WANTED + ": item=0 name=\"./noexec.sh\" inode=7 dev=fe:00 mode=0100644",
                        "type=PROCTITLE msg=" + WANTED + ": proctitle=7368002D63"));
        Predicate<String> wanted = WANTED::equals;
        new EvidenceLines(wanted, found::add)
                .read(AuditLogFiles.of(List.of(log.toString()), InputStream.nullInputStream()));
    }

    private String meaning(int record, String name) {
        return found.get(record).fields().stream()
                .filter(field -> field.name().equals(name))
                .map(EvidenceField::meaning)
                .findFirst()
                .orElse("no such field");
    }

    @Test
    void onlyTheRecordsOfAStampThatIsWantedAreKept() {
        assertThat(found).extracting(EvidenceRecord::type).containsExactly("SYSCALL", "PATH", "PROCTITLE");
        assertThat(found).extracting(EvidenceRecord::stamp).containsOnly(WANTED);
        assertThat(found.get(0).host()).isEqualTo("web-1");
        assertThat(found.get(0).line()).contains(CALL);
    }

    @Test
    void aCallSaysWhatWasAskedAndWhyItFailed() {
        assertThat(meaning(0, "syscall")).isEqualTo("execve");
        assertThat(meaning(0, "success")).isEqualTo("failed");
        assertThat(meaning(0, "exit")).isEqualTo("EACCES: permission denied");
        assertThat(meaning(0, "items")).isEqualTo("2 PATH records");
        assertThat(meaning(0, "auid")).isEqualTo("unset: no login");
        assertThat(meaning(0, "uid")).isEmpty();
    }

    @Test
    void hexadecimalTextIsReadAndZeroBytesPartACommandLine() {
        assertThat(meaning(0, "comm")).isEqualTo("sh -c");
        assertThat(meaning(0, "key")).isEqualTo("none");
        assertThat(meaning(2, "proctitle")).isEqualTo("sh -c");
        assertThat(meaning(1, "mode")).isEqualTo("file rw-r--r--, no execute bit");
    }
}
