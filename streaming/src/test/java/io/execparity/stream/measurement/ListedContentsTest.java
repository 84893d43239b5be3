package io.execparity.stream.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.ContentDigest.Algorithm;
import io.execparity.schema.text.Bytes;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListedContentsTest {
    private final NameHash hash = new NameHash();
    private final ListedContents.Builder builder = new ListedContents.Builder(1 << 20);

    private static ContentDigest digest(int content) {
        byte[] bytes = new byte[Algorithm.SHA256.length()];
        new Random(content).nextBytes(bytes);
        return new ContentDigest(Algorithm.SHA256, HexFormat.of().formatHex(bytes));
    }

    private boolean add(long position, String name, int content) {
        Bytes bytes = Bytes.view(HexFormat.of().parseHex(digest(content).hexadecimal()));
        return builder.add(position, Bytes.utf8(name), Algorithm.SHA256, bytes);
    }

    private long named(String name) {
        return hash.of(Bytes.utf8(name));
    }

    @Test
    void everyEntryIsFoundByNameAndByContent() {
        // Given
        for (int i = 0; i < 5_000; i++) {
            add(i + 1, "/usr/bin/program-" + i, i);
        }
        // When
        ListedContents contents = builder.build();
        // Then
        assertThat(contents.size()).isEqualTo(5_000);
        for (int i = 0; i < 5_000; i++) {
            long name = named("/usr/bin/program-" + i);
            assertThat(contents.entryOf(digest(i), name)).isEqualTo(i + 1);
            assertThat(contents.named(name)).isEqualTo(new ListedContents.Named(i + 1, 1, digest(i)));
        }
        assertThat(contents.entryOf(digest(5_000), 0)).isEqualTo(-1);
        assertThat(contents.named(named("/usr/bin/program-5000"))).isNull();
    }

    @Test
    void whatIsListedManyTimesHidesNothingElse() {
        // Given
        for (int i = 0; i < 300; i++) {
            add(i + 1, "/srv/empty-" + i, -1);
            add(1_001 + i, "/var/log/messages", 10_000 + i);
        }
        for (int i = 0; i < 3_000; i++) {
            add(10_000 + i, "/usr/bin/program-" + i, i);
        }
        // When
        ListedContents contents = builder.build();
        // Then
        for (int i = 0; i < 3_000; i++) {
            long name = named("/usr/bin/program-" + i);
            assertThat(contents.entryOf(digest(i), name)).isEqualTo(10_000 + i);
            assertThat(contents.named(name)).isEqualTo(new ListedContents.Named(10_000 + i, 1, digest(i)));
        }
        assertThat(contents.entryOf(digest(-1), named("/srv/elsewhere"))).isEqualTo(1);
        assertThat(contents.named(named("/var/log/messages")))
                .satisfies(found -> assertThat(found.digest()).isNull());
    }

    @Test
    void spacesAreListedAsUnderscoresAndUsrMayBeLeftOut() {
        // Given
        add(1, "/usr/bin/with_space", 1);
        // When
        ListedContents contents = builder.build();
        // Then
        assertThat(contents.named(named("/bin/with space"))).isNotNull();
        assertThat(contents.hasBaseName(hash.ofBaseName(Bytes.utf8("/srv/with space"))))
                .isTrue();
        assertThat(contents.hasBaseName(hash.ofBaseName(Bytes.utf8("/srv/with"))))
                .isFalse();
    }

    @Test
    void aNameWithTwoContentsHasNone() {
        // Given
        add(1, "/opt/m", 1);
        add(2, "/opt/m", 2);
        add(3, "/srv/m", 1);
        // When
        ListedContents contents = builder.build();
        // Then
        assertThat(contents.named(named("/opt/m"))).isEqualTo(new ListedContents.Named(2, 2, null));
        assertThat(contents.entryOf(digest(1), named("/srv/m"))).isEqualTo(3);
        assertThat(contents.entryOf(digest(1), 0)).isEqualTo(1);
        int baseName = hash.ofBaseName(Bytes.utf8("m"));
        assertThat(contents.hasBaseNameAtMost(baseName, 3)).isTrue();
        assertThat(contents.hasBaseNameAtMost(baseName, 2)).isFalse();
    }

    @Test
    void aNameWithTooManyEntriesProvesNothingAndCostsLittle() {
        // Given
        for (int i = 0; i < 100_000; i++) {
            add(i, "/var/log/one", 7);
        }
        // When
        ListedContents contents = builder.build();
        // Then
        for (int i = 0; i < 100_000; i++) {
            assertThat(contents.named(named("/var/log/one")).digest()).isNull();
        }
    }

    @Test
    void otherAlgorithmsLeaveAbsenceUnproven() {
        // Given
        add(1, "/opt/a", 1);
        ListedContents plain = builder.build();
        builder.add(2, Bytes.utf8("/opt/b"), Algorithm.SHA512, Bytes.view(new byte[64]));
        // When
        ListedContents mixed = builder.build();
        // Then
        assertThat(plain.tells(digest(9))).isTrue();
        assertThat(plain.tells(new ContentDigest(Algorithm.SHA1, "0".repeat(40))))
                .isFalse();
        assertThat(mixed.tells(digest(9))).isFalse();
        assertThat(mixed.named(named("/opt/b")).digest()).isNull();
    }

    @Test
    void whatThereIsNoRoomForIsRefused() {
        // Given
        ListedContents.Builder small = new ListedContents.Builder(1);
        // When
        boolean first = small.add(1, Bytes.utf8("/a"), null, null);
        boolean second = small.add(2, Bytes.utf8("/b"), null, null);
        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }
}
