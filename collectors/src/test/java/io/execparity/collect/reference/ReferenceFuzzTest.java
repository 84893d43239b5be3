package io.execparity.collect.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Runs over its seeds; with JAZZER_FUZZ=1 in the environment it looks for inputs of its own. */
final class ReferenceFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void anyFileIsAReferenceOrRefusedInOneSentence(byte[] content) throws Exception {
        // Given
        Path keys = Path.of(Objects.requireNonNull(ReferenceFuzzTest.class.getResource("signer"))
                .toURI());
        Path file = Files.createTempFile("reference", null);
        try {
            Files.write(file, content);

            // Then
            load(file, null);
            load(file, keys);
        } finally {
            Files.delete(file);
        }
    }

    private static void load(Path file, @org.jspecify.annotations.Nullable Path keys) {
        try {
            assertThat(Reference.load(file, keys).size()).isNotNegative();
        } catch (ReferenceException e) {
            assertThat(e).hasMessageStartingWith(file.toString()).hasMessageEndingWith(".");
        }
    }
}
