package io.execparity.collect.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogFilesTest {
    @TempDir
    Path folder;

    private final Handed handed = new Handed();

    @Test
    void aRotatedSetIsReadOldestFirst() throws Exception {
        // Given
        List<String> arguments =
                written("audit.log", "audit.log.1", "audit.log.10.gz", "audit.log.2.gz", "audit.log.3");

        // When
        List<String> names = names(arguments);

        // Then
        assertThat(names)
                .containsExactly("audit.log.10.gz", "audit.log.3", "audit.log.2.gz", "audit.log.1", "audit.log");
    }

    @Test
    void datedCopiesComeBeforeTheLogItself() throws Exception {
        // Given
        List<String> arguments =
                written("audit.log", "audit.log-20261102", "audit.log-20261101.gz", "audit.log-20261101-1793500000");

        // When
        List<String> names = names(arguments);

        // Then
        assertThat(names)
                .containsExactly(
                        "audit.log-20261101.gz", "audit.log-20261101-1793500000", "audit.log-20261102", "audit.log");
    }

    @Test
    void differentLogsKeepTheOrderGiven() throws Exception {
        // Given
        List<String> arguments = written("web.log", "db.log.1", "web.log.1", "db.log", "x.2026.txt");

        // When
        List<String> names = names(arguments);

        // Then
        assertThat(names).containsExactly("web.log.1", "web.log", "db.log.1", "db.log", "x.2026.txt");
    }

    @Test
    void logsOfOneNameInDifferentFoldersAreDifferentLogs() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        List<String> arguments = written("b/audit.log", "a/audit.log", "b/audit.log.1");

        // When
        List<LogSource> sources = open(arguments).sources();

        // Then
        assertThat(sources)
                .extracting(LogSource::name)
                .containsExactly(arguments.get(2), arguments.get(0), arguments.get(1));
    }

    @Test
    void aFileGivenTwiceIsReadOnce() throws Exception {
        // Given
        String log = written("audit.log").get(0);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(log));
        String roundabout = folder + "/./audit.log";

        // When
        List<LogSource> sources =
                open(List.of(log, link.toString(), roundabout, "-", "-")).sources();

        // Then
        assertThat(sources).extracting(LogSource::name).containsExactly(log, "-");
    }

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
    void whatIsWrongWithAnArgumentIsSaidInOneSentence() throws Exception {
        // Given
        String missing = folder.resolve("none.log").toString();
        String empty = Files.createFile(folder.resolve("empty.log")).toString();

        // When
        List<String> messages = List.of(refusal(missing), refusal(empty), refusal(folder.toString()), refusal("\0"));

        // Then
        assertThat(messages)
                .containsExactly(
                        missing + " does not exist.",
                        empty + " is empty.",
                        folder + " is a folder; name the log files in it, as in " + folder + "/audit.log*.",
                        "\0 is no file name.");
    }

    @Test
    void aFileThatMayNotBeReadIsSaidToBeSo() {
        // Given
        LogSource.Opener refusing = () -> {
            throw new AccessDeniedException("audit.log");
        };
        LogSource source = new LogSource("audit.log", refusing, new Progress(1));

        // When
        assertThatThrownBy(() -> source.read(handed))
                // Then
                .hasMessage("audit.log may not be read by this user.");
    }

    @Test
    void standardInputThatIsEmptyIsRefused() throws Exception {
        // Given
        LogSource source = open(List.of("-")).sources().get(0);

        // When
        assertThatThrownBy(() -> source.read(handed))
                // Then
                .hasMessage("Standard input is empty.");
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
    void nulsAmongTheFirstBytesLookBinary() throws Exception {
        // Given
        Path binary = Files.write(folder.resolve("pcap"), new byte[] {'a', 0, 'b', '\n'});

        // When
        SourceContent content = read(binary);

        // Then
        assertThat(content.looksBinary()).isTrue();
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

    @Test
    void theTotalIsUnknownWhereStandardInputTakesPart() throws Exception {
        // When
        AuditLogFiles files = open(List.of("-"));

        // Then
        assertThat(files.progress().totalBytes()).isEqualTo(Progress.UNKNOWN);
    }

    private List<String> written(String... names) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String name : names) {
            arguments.add(Files.writeString(folder.resolve(name), name + "\n").toString());
        }
        return arguments;
    }

    private List<String> names(List<String> arguments) throws UnreadableSourceException {
        return open(arguments).sources().stream()
                .map(source -> folder.relativize(Path.of(source.name())).toString())
                .toList();
    }

    private static AuditLogFiles open(List<String> arguments) throws UnreadableSourceException {
        return AuditLogFiles.of(arguments, InputStream.nullInputStream());
    }

    private SourceContent read(Path file) throws UnreadableSourceException {
        return open(List.of(file.toString())).sources().get(0).read(handed);
    }

    private static String refusal(String argument) {
        try {
            open(List.of(argument));
            return "";
        } catch (UnreadableSourceException e) {
            assertThat(e.source()).isEqualTo(argument);
            return e.getMessage();
        }
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
