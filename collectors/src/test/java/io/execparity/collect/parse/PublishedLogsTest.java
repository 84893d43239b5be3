package io.execparity.collect.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.execparity.collect.Corpus;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.Fields;
import io.execparity.schema.text.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Logs that go-libaudit publishes with its own reading of them, where they lie beside the repository: their licence
 * keeps them out of it.
 */
final class PublishedLogsTest {
    private static final Path FOLDER = Corpus.besideRepository("shared/corpus/public/go-libaudit");

    /** What go-libaudit makes of several fields or puts into words, so that it cannot be compared. */
    private static final Set<String> INTERPRETED =
            Set.of("arch", "syscall", "exit", "sig", "result", "seresult", "seperms", "addr", "family", "port", "path");

    private final LineParser parser = new LineParser();

    @TestFactory
    Stream<DynamicTest> whereTheLogsArePresentEveryLineIsARecordAsGoLibauditReadsIt() throws IOException {
        return logs().map(log -> DynamicTest.dynamicTest(log.getFileName().toString(), () -> agrees(log)));
    }

    private static Stream<Path> logs() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList().stream();
        }
    }

    private void agrees(Path log) throws Exception {
        // Given
        List<RawLine> lines = Corpus.lines(log);
        Path golden = Path.of(log + ".golden");
        List<Object> expected = Files.exists(golden) ? list(Files.readAllBytes(golden)) : List.of();

        // When
        List<ParseResult> results = lines.stream().map(parser::parse).toList();

        // Then
        for (int i = 0; i < results.size(); i++) {
            if (lines.get(i).copy(100).endsWith("msg=?")) {
                // The one line without a stamp, of which go-libaudit makes null.
                assertThat(results.get(i)).isInstanceOf(Rejected.class);
                continue;
            }
            assertThat(results.get(i)).as(lines.get(i).origin().toString()).isInstanceOf(Parsed.class);
            if (!expected.isEmpty()) {
                compare(((Parsed) results.get(i)).record(), (Map<?, ?>) expected.get(i));
            }
        }
    }

    private static void compare(AuditRecord record, Map<?, ?> golden) {
        assertThat(record.key().serial()).isEqualTo(Long.parseLong((String) golden.get("sequence")));
        assertThat(Instant.ofEpochMilli(record.key().epochMillis()))
                .isEqualTo(Instant.parse((String) golden.get("@timestamp")));
        assertThat(record.head().typeName()).isEqualToIgnoringCase((String) golden.get("record_type"));
        Map<String, Set<String>> ours = new HashMap<>();
        collect(record.fields(), ours);
        for (Map.Entry<?, ?> field : ((Map<?, ?>) golden.get("data")).entrySet()) {
            String name = (String) field.getKey();
            String value = (String) field.getValue();
            if (!INTERPRETED.contains(name) && !name.startsWith("subj_") && !name.startsWith("obj_")) {
                assertThat(ours.getOrDefault(name, Set.of()))
                        .as(record + " " + name)
                        .contains(value);
            }
        }
    }

    /** Each field in every reading it may have, those of a user message included. */
    private static void collect(Fields fields, Map<String, Set<String>> into) {
        for (int i = 0; i < fields.count(); i++) {
            String name = fields.name(i).text().replace(' ', '_');
            Bytes written = fields.written(i);
            Bytes decoded = fields.string(i);
            Set<String> readings =
                    new HashSet<>(List.of(written.text(), written.text().replace(" :", "")));
            readings.add(decoded == null ? "" : decoded.text());
            readings.add(written.is("4294967295") ? "unset" : "");
            into.put(name, readings);
            if (written.startsWith("'")) {
                collect(
                        new FieldTokenizer()
                                .tokenize(written.slice(1, written.length() - 1).toArray()),
                        into);
            }
        }
    }

    private static List<Object> list(byte[] json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return list(parser);
        }
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        return values;
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        return values;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            default -> parser.getText();
        };
    }
}
