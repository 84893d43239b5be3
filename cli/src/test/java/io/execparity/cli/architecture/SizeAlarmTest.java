package io.execparity.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.cli.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files and methods that grow beyond what one reads at once are told of before they are merged. */
final class SizeAlarmTest {
    private static final int LONGEST_FILE = 350;
    private static final int LONGEST_METHOD = 60;

    /** Files that may be longer, each with the reason why cutting it up would make it worse. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    /** The first line of a member or block, by its indentation; it ends where a brace closes at the same one. */
    private static final Pattern BEGINNING = Pattern.compile("( {4}| {8})[A-Za-z<][^;]*\\(.*");

    @Test
    void noSourceFileIsTooLong() throws IOException {
        // Given
        Map<String, Integer> tooLong = new TreeMap<>();

        // When
        for (Path source : sources()) {
            int lines = Files.readAllLines(source).size();
            String name = source.getFileName().toString();
            if (lines > LONGEST_FILE && !EXCEPTIONS.containsKey(name)) {
                tooLong.put(name, lines);
            }
        }

        // Then
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsTooLong() throws IOException {
        // Given
        List<String> tooLong = new ArrayList<>();

        // When
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                Matcher beginning = BEGINNING.matcher(lines.get(i));
                int length = beginning.matches() ? length(lines, i, beginning.group(1)) : 0;
                if (length > LONGEST_METHOD) {
                    tooLong.add(source.getFileName() + ":" + (i + 1) + " has " + length + " lines");
                }
            }
        }

        // Then
        assertThat(tooLong).isEmpty();
    }

    /** Lines to the closing brace; 0 for what ends without one. */
    private static int length(List<String> lines, int first, String indentation) {
        for (int i = first; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals(indentation + "}")) {
                return i - first + 1;
            }
            boolean sameDepth = line.startsWith(indentation) && !line.startsWith(indentation + " ");
            if (i > first && sameDepth && !line.startsWith(indentation + "}") || line.endsWith(";") && i == first) {
                return 0;
            }
        }
        return 0;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Corpora.root())) {
            for (Path module : modules.toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(100);
        return sources;
    }
}
