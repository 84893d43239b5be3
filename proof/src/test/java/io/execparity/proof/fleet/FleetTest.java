package io.execparity.proof.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.proof.results.Comparison;
import io.execparity.proof.results.Expectation;
import io.execparity.proof.results.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the proofs rest on: that a host among many gives what it gives alone, and that disorder is disorder only. */
class FleetTest {
    private static final int HOSTS = 6;

    @TempDir
    private static Path folder;

    private static Fleet fleet;
    private static Expectation ofAll;

    @BeforeAll
    static void analyzeTheFleet() throws Exception {
        fleet = Fleet.of(HOSTS, 1);
        ofAll = Expectation.of(folder.resolve("all"), fleet::forEach);
    }

    @Test
    void a_host_among_many_gives_what_the_corpus_gives_alone() throws Exception {
        for (int kernel = 0; kernel < 2; kernel++) {
            Fleet both = Fleet.of(2, 1);
            String alone = both.hosts().get(kernel);
            Expectation ofOne = Expectation.of(
                    folder.resolve("one-" + kernel),
                    consumer -> both.forEach(line -> {
                        if (line.host().equals(alone)) {
                            consumer.accept(line);
                        }
                    }));
            for (Kind kind : Kind.values()) {
                Map<String, List<String>> byHost = byHost(ofAll.lines(kind));
                for (int i = kernel; i < HOSTS; i += 2) {
                    String host = fleet.hosts().get(i);
                    List<String> expected = withoutNames(ofOne.lines(kind), alone);
                    Comparison comparison = Comparison.of(
                            host + ' ' + kind.word(),
                            expected,
                            withoutNames(byHost.getOrDefault(host, List.of()), host));
                    assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
                    assertThat(expected.isEmpty() && kind != Kind.SUPPRESSED).isFalse();
                }
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_lines_and_every_host_its_own_in_order() throws Exception {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<FleetLine> first = new ArrayList<>();
        List<FleetLine> second = new ArrayList<>();
        fleet.forEach(first::add);
        Fleet.of(HOSTS, 1).forEach(second::add);
        first.forEach(line ->
                lines.computeIfAbsent(line.host(), key -> new ArrayList<>()).add(line.text()));

        assertThat(first).hasSize(fleet.size()).isEqualTo(second);
        assertThat(lines.get("fleet-0000")).isEqualTo(Kernel.enriched().lines());
        assertThat(lines.get("fleet-0005")).isEqualTo(Kernel.raw().lines());
        // Interleaved: every host has begun before one of them is done.
        Map<String, Integer> begun = new LinkedHashMap<>();
        for (FleetLine line : first) {
            begun.merge(line.host(), 1, Integer::sum);
            if (begun.get(line.host()) == lines.get(line.host()).size()) {
                break;
            }
        }
        assertThat(begun).hasSize(HOSTS);
    }

    @Test
    void lines_in_disorder_and_twice_give_the_same() throws Exception {
        Disorder disorder = new Disorder(7, 100, 2, Disorder.Grain.EVENT);
        Expectation shuffled = Expectation.of(folder.resolve("shuffled"), consumer -> {
            fleet.forEach(line -> disorder.take(line, consumer));
            disorder.finish(consumer);
        });
        for (Kind kind : Kind.values()) {
            Comparison comparison = Comparison.of(kind.word(), ofAll.lines(kind), shuffled.lines(kind));
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        }
    }

    @Test
    void a_clock_that_is_set_changes_the_stamps_of_one_host_from_one_event_on() throws Exception {
        ClockStep step = new ClockStep("fleet-0002", 500, 3_600);
        List<FleetLine> changed = new ArrayList<>();
        fleet.forEach(line -> {
            FleetLine stepped = step.apply(line);
            if (!stepped.equals(line)) {
                changed.add(stepped);
            }
        });
        assertThat(changed)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.host()).isEqualTo("fleet-0002"));
        assertThat(changed.get(0).text()).contains(":500)");
    }

    /** A process's id is made of its host's name too. */
    private static List<String> withoutNames(List<String> lines, String host) {
        return lines.stream()
                .map(line -> line.replace(host, "*").replaceAll("\"entity_id\":\"[0-9a-f]+\"", "\"entity_id\":\"*\""))
                .toList();
    }

    private static Map<String, List<String>> byHost(List<String> lines) {
        return lines.stream().collect(Collectors.groupingBy(FleetTest::host));
    }

    private static String host(String line) {
        int begin = line.indexOf("\"host\":{\"name\":\"") + 16;
        return line.substring(begin, line.indexOf('"', begin));
    }
}
