package io.execparity.stream.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.Memfd;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SuppressionsTest {
    private static final String SHA = "ab".repeat(32);
    private static final ContentDigest DIGEST = new ContentDigest(ContentDigest.Algorithm.SHA256, SHA);
    private static final FileIdentity IDENTITY = new FileIdentity(0xFE_0000_0000L, 12_961);
    private static final FileView FILE = new FileView(Bytes.utf8("/opt/x.sh"), IDENTITY, null);
    private static final String BY_IDENTITY = """
            suppressions:
            - id: backup
              rules: [unchecked-script, parity-break]
              host: h
              file: {path: /opt/x.sh, inode: 12961, device: 'fe:00'}
              reason: The backup runs it.
              owner: storage
              created: 2026-11-01T00:00:00Z
              expires: 2026-12-01T00:00:00Z
            """;

    private static Suppressions of(String text) throws IOException {
        Suppressions suppressions = Suppressions.none();
        suppressions.addFile("x.yaml", text.getBytes(UTF_8));
        return suppressions;
    }

    private static Finding finding(Rule rule, String host, String time, FileView file) {
        return Finding.of(rule, host, new EventKey(Instant.parse(time).toEpochMilli(), 1), Confidence.LIKELY)
                .file(file)
                .because("Why.");
    }

    private static Memfd memfd(@Nullable ContentDigest makerDigest, @Nullable FileIdentity makerImage) {
        ProcessView maker = new ProcessView("p", 7, 1, Bytes.utf8("/opt/x.sh"), Bytes.utf8("x"), List.of(), 0, 0);
        return new Memfd(maker, makerImage, makerDigest, false, new EventKey(1, 1), 0);
    }

    @Test
    void theFileItselfIsHeldBackWithWhoSaysSoAndWhy() throws IOException {
        Finding finding = finding(Rule.PARITY_BREAK, "h", "2026-11-10T00:00:00Z", FILE);

        Optional<SuppressedFinding> held = of(BY_IDENTITY).hold(finding, null);

        assertThat(held).contains(new SuppressedFinding(finding, "backup", Confidence.LIKELY, "The backup runs it."));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T23:59:59.999Z, false",
        "2026-11-01T00:00:00Z, true",
        "2026-11-30T23:59:59.999Z, true",
        "2026-12-01T00:00:00Z, false"
    })
    void itHoldsByTheFindingsOwnTime(String time, boolean held) throws IOException {
        assertThat(of(BY_IDENTITY)
                        .hold(finding(Rule.PARITY_BREAK, "h", time, FILE), null)
                        .isPresent())
                .isEqualTo(held);
    }

    @Test
    void anotherHostRuleInodeDeviceOrPathIsTold() throws IOException {
        Suppressions suppressions = of(BY_IDENTITY);
        String time = "2026-11-10T00:00:00Z";
        List<FileView> others = List.of(
                new FileView(FILE.path(), new FileIdentity(IDENTITY.device(), 1), null),
                new FileView(FILE.path(), new FileIdentity(1, IDENTITY.inode()), null),
                new FileView(Bytes.utf8("/opt/y.sh"), IDENTITY, null),
                new FileView(FILE.path(), null, null),
                new FileView(null, IDENTITY, null),
                FileView.UNKNOWN);

        assertThat(others)
                .allSatisfy(file -> assertThat(suppressions.hold(finding(Rule.PARITY_BREAK, "h", time, file), null))
                        .isEmpty());
        assertThat(suppressions.hold(finding(Rule.PARITY_BREAK, "g", time, FILE), null))
                .isEmpty();
        assertThat(suppressions.hold(finding(Rule.DENIED_CHECK_IGNORED, "h", time, FILE), null))
                .isEmpty();
    }

    @Test
    void contentIsKnownOnEveryHostAndByAnyName() throws IOException {
        Suppressions suppressions = of(BY_IDENTITY
                .replace("  host: h\n", "")
                .replace("{path: /opt/x.sh, inode: 12961, device: 'fe:00'}", "{hash: {sha256: " + SHA + "}}"));
        FileView renamed = new FileView(Bytes.utf8("/tmp/z"), new FileIdentity(1, 2), DIGEST);

        assertThat(suppressions.hold(finding(Rule.PARITY_BREAK, "any", "2026-11-10T00:00:00Z", renamed), null))
                .isPresent();
        assertThat(suppressions.hold(finding(Rule.PARITY_BREAK, "any", "2026-11-10T00:00:00Z", FILE), null))
                .isEmpty();
    }

    @Test
    void aMemoryFileIsKnownByItsMakerAndNotByItsNameOrNumbers() throws IOException {
        String maker = BY_IDENTITY.replace("file:", "maker:").replace("unchecked-script", "memfd-exec");
        String byMakersDigest =
                maker.replace("{path: /opt/x.sh, inode: 12961, device: 'fe:00'}", "{hash: {sha256: " + SHA + "}}");
        String file = BY_IDENTITY.replace("unchecked-script", "memfd-exec");
        Finding finding = Finding.of(
                        Rule.MEMFD_EXEC,
                        "h",
                        new EventKey(Instant.parse("2026-11-10T00:00:00Z").toEpochMilli(), 1),
                        Confidence.PROVEN)
                .file(FILE)
                .memfdName(Bytes.utf8("runc_cloned"))
                .because("Why.");

        assertThat(of(maker).hold(finding, memfd(null, IDENTITY)))
                .map(SuppressedFinding::confidence)
                .contains(Confidence.LIKELY);
        assertThat(of(byMakersDigest).hold(finding, memfd(DIGEST, null)))
                .map(SuppressedFinding::confidence)
                .contains(Confidence.PROVEN);
        assertThat(of(maker).hold(finding, memfd(null, null))).isEmpty();
        assertThat(of(maker).hold(finding, memfd(null, new FileIdentity(1, 1)))).isEmpty();
        assertThat(of(maker).hold(finding, null)).isEmpty();
        assertThat(of(file).hold(finding, memfd(null, IDENTITY))).isEmpty();
        assertThat(of(file).hold(finding, null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Rule.class,
            names = {"AUDIT_TAMPERING", "MEASUREMENT_LIST_TAMPERED"})
    void thatEvidenceWasTakenAwayIsAlwaysTold(Rule rule) throws IOException {
        assertThatThrownBy(() -> of(BY_IDENTITY.replace("parity-break", rule.slug())))
                .hasMessageContaining("x.yaml:3:29: " + rule.slug() + " can never be suppressed");
        assertThat(of(BY_IDENTITY).hold(finding(rule, "h", "2026-11-10T00:00:00Z", FILE), null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `  host: h^`                             | ``   | an inode number is a file on one host only
            `inode: 12961, device:`                  | device: | a path alone can be imitated
            `path: /opt/x.sh, `                      | ``   | 'path' is missing
            /opt/x.sh                                | '/memfd:x' | a memory file's name is its maker's choice
            /opt/x.sh                                | x.sh | an absolute path
            file:                                    | comm: | unknown key 'comm'
            file:                                    | memfd_name: | unknown key 'memfd_name'
            'fe:00'                                  | fe   | a device is written as fe:00
            12961                                    | 99999999999999999999 | is no inode number
            `[unchecked-script, parity-break]`       | []   | at least one rule
            parity-break                             | no-such-rule | 'no-such-rule' is none of
            2026-12-01                               | 2027-11-02 | within 365 days
            2026-12-01                               | 2026-11-01 | after it began
            `  expires: 2026-12-01T00:00:00Z^`       | ``   | 'expires' is missing
            `  reason: The backup runs it.^`         | ``   | 'reason' is missing
            `  owner: storage^`                      | ``   | 'owner' is missing
            backup                                   | a/b  | an id has
            """)
    void whatIsMissingOrWrongIsRefusedWithItsPlace(String part, String instead, String problem) {
        String changed = BY_IDENTITY.replace(part.replace('^', '\n'), instead);

        assertThat(changed).isNotEqualTo(BY_IDENTITY);
        assertThatThrownBy(() -> of(changed)).hasMessageStartingWith("x.yaml:").hasMessageContaining(problem);
    }

    @Test
    void anIdThatIsThereTwiceIsRefusedWithTheSecondOnesPlace() {
        String again = BY_IDENTITY.substring(BY_IDENTITY.indexOf('-'));
        assertThatThrownBy(() -> of(BY_IDENTITY + again))
                .hasMessageStartingWith("x.yaml:10:7:")
                .hasMessageContaining("'backup' is there twice");
    }

    @Test
    void aFileMayHoldTheMessagesOfTheControlTopic() throws Exception {
        String message = Files.readString(ControlStateTest.message("suppression-file.json"))
                .strip();
        String other = message.replace("backup-script", "other");

        assertThat(of(message + "\n" + other).size()).isEqualTo(2);
        assertThatThrownBy(() -> of(message + "\n\n{\"message\": 1}")).hasMessageStartingWith("x.yaml:3:");
        assertThat(of(message + "\n" + message).size()).isEqualTo(1);
    }

    @Test
    void whereThereIsNoRoomThoseGoThatEndedBefore() {
        Suppressions suppressions = Suppressions.none();
        for (int i = 0; i < Suppressions.MOST; i++) {
            assertThat(suppressions.put(suppression("s" + i, 0, i < 3 ? 10 : 1_000)))
                    .isTrue();
        }

        assertThat(suppressions.put(suppression("early", 9, 20))).isFalse();
        assertThat(suppressions.put(suppression("s5", 9, 20))).isTrue();
        assertThat(suppressions.put(suppression("late", 10, 20))).isTrue();
        assertThat(suppressions.size()).isEqualTo(Suppressions.MOST - 2);
        assertThat(suppressions.isKnown("s2")).isFalse();
    }

    private static Suppression suppression(String id, long from, long until) {
        return new Suppression(
                id, Set.of(Rule.PARITY_BREAK), null, new FileView(null, null, DIGEST), false, "r", "o", from, until);
    }
}
