package io.execparity.schema.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedLinesTest {
    private record Entry(SortKey key, String line) {}

    private static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.key.epochMillis())
            .thenComparing(entry -> entry.key.host())
            .thenComparing(entry -> entry.key.serial())
            .thenComparing(entry -> entry.key.kind())
            .thenComparing(entry -> entry.key.tie())
            .thenComparing(Entry::line);

    @TempDir
    Path directory;

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void neither_the_order_of_arrival_nor_the_memory_changes_the_file(
            @ForAll("entries") List<Entry> entries, @ForAll @LongRange(min = 1, max = 4000) long memory)
            throws IOException {
        Path directory = Files.createTempDirectory("ordered-lines");
        try {
            String expected = String.join(
                    "",
                    entries.stream()
                            .sorted(ORDER)
                            .map(entry -> entry.line + "\n")
                            .toList());

            Path file = write(directory, entries, memory);

            assertThat(file).content(UTF_8).isEqualTo(expected);
            assertThat(directory).isDirectoryNotContaining("glob:**/.*");
        } finally {
            Files.deleteIfExists(directory.resolve("findings.jsonl"));
            Files.deleteIfExists(directory);
        }
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<String> ascii = Arbitraries.strings().withCharRange('\0', '~').ofMaxLength(4);
        Arbitrary<SortKey> keys = Combinators.combine(
                        Arbitraries.longs().between(0, 3),
                        ascii,
                        Arbitraries.oneOf(Arbitraries.longs().between(0, 2), Arbitraries.just(0xFFFF_FFFFL)),
                        Arbitraries.integers().between(0, 1),
                        ascii)
                .as(SortKey::new);
        Arbitrary<String> lines = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(30);
        return Combinators.combine(keys, lines).as(Entry::new).list().ofMaxSize(150);
    }

    @Test
    void more_runs_than_can_be_merged_at_once_are_merged_in_passes() throws IOException {
        List<Entry> entries = new ArrayList<>(IntStream.range(0, 10_000)
                .mapToObj(i -> new Entry(new SortKey(i / 3, "h", i % 3, 0, ""), "line " + i))
                .toList());
        String expected =
                String.join("", entries.stream().map(e -> e.line + "\n").toList());
        Collections.shuffle(entries, new Random(7));

        Path file = write(directory, entries, 1);

        assertThat(file).content(UTF_8).isEqualTo(expected);
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void closing_without_finishing_leaves_an_older_file_as_it_was() throws IOException {
        Files.writeString(directory.resolve("findings.jsonl"), "older\n");
        try (OrderedLines lines = OrderedLines.into(directory, "findings", 1)) {
            lines.add(new SortKey(1, "h", 1, 0, ""), "{}".getBytes(UTF_8));
        }

        assertThat(directory.resolve("findings.jsonl")).hasContent("older");
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void a_file_that_cannot_be_put_in_place_leaves_nothing_behind() throws IOException {
        Files.createDirectories(directory.resolve("findings.jsonl/occupied"));
        try (OrderedLines lines = OrderedLines.into(directory, "findings", 1)) {
            lines.add(new SortKey(1, "h", 1, 0, ""), "{}".getBytes(UTF_8));

            assertThatThrownBy(lines::finish).isInstanceOf(IOException.class);
        }

        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void a_directory_that_is_gone_is_an_error_at_once() throws IOException {
        Path gone = directory.resolve("gone");
        try (OrderedLines lines = OrderedLines.into(gone, "findings", 1)) {
            assertThatThrownBy(() -> lines.add(new SortKey(1, "h", 1, 0, ""), "{}".getBytes(UTF_8)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_link_planted_under_the_name_of_a_temporary_file_is_not_followed() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.createSymbolicLink(directory.resolve(".findings.run-0"), precious);

        write(directory, List.of(new Entry(new SortKey(1, "h", 1, 0, ""), "{}")), 1);

        assertThat(precious).hasContent("precious");
        assertThat(directory.resolve("findings.jsonl")).hasContent("{}");
    }

    @Test
    void nothing_added_makes_an_empty_file() throws IOException {
        assertThat(write(directory, List.of(), 1)).isEmptyFile();
    }

    @Test
    void a_line_feed_in_a_line_is_refused() throws IOException {
        try (OrderedLines lines = OrderedLines.into(directory, "findings")) {
            assertThatThrownBy(() -> lines.add(new SortKey(1, "h", 1, 0, ""), "{\n}".getBytes(UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void the_findings_of_one_event_come_with_the_most_severe_first() {
        assertThat(SortKey.of(Samples.fullFinding()).kind())
                .isLessThan(SortKey.of(Samples.fewFinding()).kind());
    }

    private static Path write(Path directory, List<Entry> entries, long memory) throws IOException {
        try (OrderedLines lines = OrderedLines.into(directory, "findings", memory)) {
            for (Entry entry : entries) {
                lines.add(entry.key, entry.line.getBytes(UTF_8));
            }
            assertThat(lines.lines()).isEqualTo(entries.size());
            return lines.finish();
        }
    }
}
