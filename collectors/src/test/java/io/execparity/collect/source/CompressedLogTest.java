package io.execparity.collect.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompressedLogTest {
    @TempDir
    Path folder;

    private final Handed handed = new Handed();

    @Test
    void gzipIsKnownByItsBytesAndReadInAllItsMembers() throws Exception {
        // Given
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("one\nt"));
        members.write(gzip("wo\n"));
        members.write(new byte[20]);
        Path log = Files.write(folder.resolve("no-suffix"), members.toByteArray());

        // When
        SourceContent content = read(log);

        // Then
        assertThat(handed.lines).containsExactly("one", "two");
        assertThat(content).isEqualTo(new SourceContent(2, 8, false));
    }

    @Test
    void aNameThatEndsInGzMayHoldPlainText() throws Exception {
        // Given
        Path log = Files.writeString(folder.resolve("audit.log.gz"), "one\n");

        // When
        read(log);

        // Then
        assertThat(handed.lines).containsExactly("one");
    }

    @Test
    void damagedGzipGivesTheLinesBeforeTheDamageAndItsPlace() throws Exception {
        // Given
        byte[] compressed = gzip(noise(4000));
        int damage = compressed.length / 2;
        Arrays.fill(compressed, damage, damage + 64, (byte) 0xFF);
        Path log = Files.write(folder.resolve("audit.log.2.gz"), compressed);

        // When
        assertThatThrownBy(() -> read(log))
                // Then
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageStartingWith(log + " is damaged at byte ")
                .hasMessageEndingWith("the lines before it were read.");
        assertThat(handed.lines).hasSizeGreaterThan(1000).startsWith(noise(1).strip());
    }

    @Test
    void truncatedGzipGivesTheLinesBeforeTheEnd() throws Exception {
        // Given
        byte[] compressed = gzip(noise(4000));
        Path log = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(compressed, compressed.length - 1000));

        // When
        assertThatThrownBy(() -> read(log))
                // Then
                .hasMessage(log + " is damaged at byte " + (compressed.length - 1000)
                        + " of its gzip data (the compressed data end early); the lines before it were read.");
        assertThat(handed.lines).hasSizeGreaterThan(3000);
    }

    @Test
    void aGzipWhoseChecksumIsWrongIsDamaged() throws Exception {
        // Given
        byte[] compressed = gzip("one\n");
        compressed[compressed.length - 8] ^= 1;
        Path log = Files.write(folder.resolve("audit.log.gz"), compressed);

        // When
        assertThatThrownBy(() -> read(log))
                // Then
                .hasMessageContaining("the checksum does not match");
        assertThat(handed.lines).containsExactly("one");
    }

    @Test
    void standardInputMayBeCompressed() throws Exception {
        // Given
        InputStream input = new ByteArrayInputStream(gzip("one\n"));

        // When
        AuditLogFiles.of(List.of("-"), input).sources().get(0).read(handed);

        // Then
        assertThat(handed.lines).containsExactly("one");
    }

    @Test
    void otherCompressionsAreNamed() throws Exception {
        // Given
        Path log = Files.write(folder.resolve("audit.log.xz"), new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 1});

        // When
        assertThatThrownBy(() -> read(log))
                // Then
                .hasMessage(log + " is compressed with xz; decompress it first, only gzip is read.");
    }

    @Test
    void progressCountsTheBytesOnDisk() throws Exception {
        // Given
        byte[] compressed = gzip(noise(4000));
        Path old = Files.write(folder.resolve("audit.log.1"), compressed);
        Path log = Files.writeString(folder.resolve("audit.log"), "one\n");
        AuditLogFiles files = open(List.of(log.toString(), old.toString()));

        // When
        for (LogSource source : files.sources()) {
            source.read(handed);
        }

        // Then
        assertThat(files.progress().totalBytes()).isEqualTo(compressed.length + 4);
        assertThat(files.progress().bytesRead()).isEqualTo(compressed.length + 4);
    }

    private static AuditLogFiles open(List<String> arguments) throws UnreadableSourceException {
        return AuditLogFiles.of(arguments, InputStream.nullInputStream());
    }

    private SourceContent read(Path file) throws UnreadableSourceException {
        return open(List.of(file.toString())).sources().get(0).read(handed);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Lines that do not compress well, the same at each call. */
    private static String noise(int lines) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(Long.toHexString(random.nextLong()))
                    .append(random.nextLong())
                    .append('\n');
        }
        return text.toString();
    }
}
