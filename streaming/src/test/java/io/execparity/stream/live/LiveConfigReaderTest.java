package io.execparity.stream.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.elastic.ElasticSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveConfigReaderTest {
    private static final String COMMON =
            "kafka: {bootstrap: [\"127.0.0.1:9092\"]}\nstate: {checkpoints: /checkpoints}\n";

    @TempDir
    private Path folder;

    @Test
    void aUserOfTheSearchServerHasThePasswordOfAFile() throws Exception {
        // Given
        Path password = Files.writeString(folder.resolve("password"), "pass: word\n");

        // When
        ElasticSettings settings =
                read("elasticsearch: {servers: [\"https://es.example\"], user: writer, password: \"${file:" + password
                                + "}\"}\n")
                        .elastic()
                        .orElseThrow();

        // Then
        assertThat(settings.authorization()).isEqualTo("Basic d3JpdGVyOnBhc3M6IHdvcmQ=");
        assertThat(settings.toString()).doesNotContain(requireNonNull(settings.authorization()));
    }

    @Test
    void aSecretInTheFileItselfIsRefusedWithItsLineAndNotRepeated() {
        assertThatThrownBy(() -> read("elasticsearch:\n  servers: [\"https://es.example\"]\n  api-key: c2VjcmV0a2V5\n"))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining(":5")
                .hasMessageContaining("must not stand here")
                .hasMessageNotContaining("c2VjcmV0a2V5");
    }

    @Test
    void aKeyDoesNotTravelUnprotected() {
        assertThatThrownBy(() -> read("elasticsearch: {servers: [\"http://es.example\"], api-key: \"${env:KEY}\"}\n"))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("https is needed");
    }

    @Test
    void numbersAreToldOnTheLoopbackAddressOnly() throws Exception {
        assertThat(read("").metrics()).isEmpty();
        assertThat(read("metrics: {address: \"127.0.0.1:9470\"}\n").metrics())
                .hasValueSatisfying(address -> assertThat(address.toString()).endsWith("127.0.0.1:9470"));
        for (String address : List.of("0.0.0.0:9470", "127.0.0.1:70000", "127.0.0.1", "127.0.0.1:0")) {
            assertThatThrownBy(() -> read("metrics:\n  address: \"" + address + "\"\n"))
                    .isInstanceOf(InvalidCatalogueException.class)
                    .hasMessageContaining(":4")
                    .hasMessageContaining("is not 127.0.0.1:PORT");
        }
    }

    @Test
    void waitsAreAsToldAndTheUsualOnesOtherwise() throws Exception {
        assertThat(read("").pace().coalescer()).isEqualTo(CoalescerSettings.live());
        assertThat(read("waits: {hold-milliseconds: 2000, lateness-milliseconds: 1500}\n")
                        .pace()
                        .coalescer())
                .isEqualTo(CoalescerSettings.live(
                        CoalescerSettings.live().quiet(),
                        Duration.ofSeconds(2),
                        CoalescerSettings.live().unfilled(),
                        Duration.ofMillis(1500)));
    }

    @Test
    void nothingIsGivenUpBeforeItsLatenessIsOver() {
        assertThatThrownBy(() -> read("waits:\n  lateness-milliseconds: 31000\n"))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining(":4")
                .hasMessageContaining("must not be below");
    }

    @Test
    void noTopicTellsOfControlOrTracersThatIsNotNamed() throws Exception {
        assertThat(read("").topics().control()).isNull();
        assertThat(read("").topics().read()).containsExactly("execparity.lines", "execparity.messages");
    }

    @Test
    void whereTracersTellAnExecveatWaitsForThem() throws Exception {
        LiveConfig config = named("flags: seen, control: said");

        assertThat(config.topics().read()).contains("seen").doesNotContain("said");
        assertThat(config.topics().control()).isEqualTo("said");
        assertThat(config.pace().coalescer()).isEqualTo(CoalescerSettings.live().withTracer());
    }

    @Test
    void whatIsSaidIsNotReadAsLines() {
        assertThatThrownBy(() -> named("control: execparity.lines"))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("'execparity.lines' is used twice");
    }

    private LiveConfig named(String topics) throws IOException {
        Path file = Files.writeString(
                folder.resolve("stream.yaml"),
                "kafka: {bootstrap: [\"127.0.0.1:9092\"], topics: {" + topics
                        + "}}\nstate: {checkpoints: /checkpoints}\n");
        return new LiveConfigReader(Map.of()).read(file);
    }

    private LiveConfig read(String more) throws IOException {
        Path file = Files.writeString(folder.resolve("stream.yaml"), COMMON + more);
        return new LiveConfigReader(Map.of("KEY", "c2VjcmV0a2V5")).read(file);
    }
}
