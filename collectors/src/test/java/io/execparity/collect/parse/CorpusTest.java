package io.execparity.collect.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.Corpus;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.record.RecordType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real kernels' logs, each line of them. */
final class CorpusTest {
    private final LineParser parser = new LineParser();

    @Test
    void everyRawLineIsARecord() throws Exception {
        // Given
        List<RawLine> lines = Corpus.lines("linux-7.2-raw/audit.log.gz");

        // When
        List<Parsed> parsed = parsed(lines);

        // Then
        assertThat(parsed).hasSize(8037).allMatch(each -> each.host().isEmpty());
        assertThat(counts(parsed))
                .containsEntry(RecordType.SYSCALL, 1713)
                .containsEntry(RecordType.PATH, 2360)
                .containsEntry(RecordType.EXECVE, 451)
                .containsEntry(RecordType.CWD, 1497)
                .containsEntry(RecordType.PROCTITLE, 1713)
                .containsEntry(RecordType.MMAP, 6)
                .containsEntry(RecordType.AVC, 4)
                .containsEntry(RecordType.LANDLOCK_ACCESS, 2)
                .containsEntry(RecordType.INTEGRITY_USERSPACE, 2)
                .containsEntry(RecordType.INTEGRITY_RULE, 55)
                .containsEntry(RecordType.OTHER, 182 + 13 + 12 + 4 + 1 + 1 + 1);
    }

    @Test
    void everyEnrichedLineIsARecordOfItsNode() throws Exception {
        // Given
        List<RawLine> lines = Corpus.lines("linux-7.2-enriched/audit.log.gz");

        // When
        List<Parsed> parsed = parsed(lines);

        // Then
        assertThat(parsed).hasSize(8351).allMatch(each -> each.host().equals("lab-host"));
        assertThat(counts(parsed))
                .containsEntry(RecordType.SYSCALL, 1798)
                .containsEntry(RecordType.EXECVE, 457)
                .containsEntry(RecordType.INTEGRITY_USERSPACE, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-7.2-raw/audit.log.gz", "linux-7.2-enriched/audit.log.gz"})
    void theFieldsTogetherAreTheBody(String log) throws Exception {
        // Given
        List<Parsed> records = parsed(Corpus.lines(log));

        // When
        List<String> rebuilt = records.stream()
                .map(each -> String.join(" ", Parsing.fields(each.record())))
                .toList();

        // Then
        for (int i = 0; i < rebuilt.size(); i++) {
            assertThat(rebuilt.get(i)).isEqualTo(kernelsPart(records.get(i).record()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-mac", "apparmor"})
    void theKernelsFormAndAuditdsGiveTheSameRecords(String kernel) throws Exception {
        // Given
        List<RawLine> netlink = withoutComments("kernel-samples/uml-7.2.7-" + kernel + ".netlink.txt");
        List<RawLine> auditd = withoutComments("kernel-samples/uml-7.2.7-" + kernel + ".auditd-raw.txt");

        // When
        List<AuditRecord> fromNetlink = records(netlink);
        List<AuditRecord> fromAuditd = records(auditd);

        // Then
        fromNetlink.removeIf(record -> record.type() == RecordType.EOE);
        assertThat(fromNetlink).hasSameSizeAs(fromAuditd);
        for (int i = 0; i < fromAuditd.size(); i++) {
            assertThat(fromNetlink.get(i).key()).isEqualTo(fromAuditd.get(i).key());
            assertThat(fromNetlink.get(i).type()).isEqualTo(fromAuditd.get(i).type());
            assertThat(Parsing.fields(fromNetlink.get(i))).isEqualTo(Parsing.fields(fromAuditd.get(i)));
        }
    }

    private List<Parsed> parsed(List<RawLine> lines) {
        List<Parsed> all = new ArrayList<>();
        for (RawLine line : lines) {
            ParseResult result = parser.parse(line);
            assertThat(result).as(line.origin().toString()).isInstanceOf(Parsed.class);
            all.add((Parsed) result);
        }
        return all;
    }

    private List<AuditRecord> records(List<RawLine> lines) {
        List<AuditRecord> records = new ArrayList<>();
        parsed(lines).forEach(each -> records.add(each.record()));
        return records;
    }

    private static List<RawLine> withoutComments(String name) throws Exception {
        return Corpus.lines(name).stream()
                .filter(line -> line.buffer()[line.start()] != '#')
                .toList();
    }

    private static Map<RecordType, Integer> counts(List<Parsed> all) {
        Map<RecordType, Integer> counts = new EnumMap<>(RecordType.class);
        all.forEach(each -> counts.merge(each.record().type(), 1, Integer::sum));
        return counts;
    }

    /** The body without interpretations, prose and surplus spaces. */
    private static String kernelsPart(AuditRecord record) {
        Fields fields = record.fields();
        String body = fields.body().text();
        int separator = body.indexOf('\u001d');
        String written = separator < 0 ? body : body.substring(0, separator);
        return written.replace("netlabel: ", "").replaceAll(" +", " ").strip();
    }
}
