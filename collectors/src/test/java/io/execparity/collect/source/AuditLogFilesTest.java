package io.execparity.collect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void nulsAmongTheFirstBytesLookBinary() throws Exception {
        // Given
        Path binary = Files.write(folder.resolve("pcap"), new byte[] {'a', 0, 'b', '\n'});

        // When
        SourceContent content = read(binary);

        // Then
        assertThat(content.looksBinary()).isTrue();
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
}
