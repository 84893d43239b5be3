package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Kibana and Grafana ask by the files under deploy, asked of a real search server that has what a real kernel's log
 * and the detections' own corpora lead to: everything finds something.
 */
final class BoardQueriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DEPLOY = Path.of("../deploy");

    @TempDir
    private static Path folder;

    private static ElasticServer server;

    @BeforeAll
    static void fill() throws Exception {
        TestServer real = TestServer.shared();
        real.installAnew();
        server = new ElasticServer(real.settings(1_000));
        Path suppressions = Files.writeString(folder.resolve("suppressions.yaml"), """
                suppressions:
                - id: lab-script
                  rules: [parity-break]
                  host: lab-host
                  file: {path: /opt/lab/noexec.sh, inode: '12961', device: 'fe:00'}
                  reason: The lab does so on purpose.
                  owner: the lab
                  created: 2026-01-01T00:00:00Z
                  expires: 2026-12-31T00:00:00Z
                """);
        CommandRun run = CommandRun.of(
                "analyze",
                "--audit",
                Corpora.file(Corpora.ENRICHED).toString(),
                "--suppressions",
                suppressions.toString(),
                "--out",
                folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        for (String kind : List.of("findings", "executions", "checks", "memfds", "suppressed")) {
            ElasticLines.write(server, kind, Files.readAllLines(folder.resolve(kind + ".jsonl")));
        }
        List<String> more = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("../streaming/detections"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".expected.json"))
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"rule\":"))
                        .forEach(more::add);
            }
        }
        ElasticLines.write(server, "findings", more);
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    /** Asks and returns the answer. */
    private static JsonNode ask(String index, String query, ObjectNode aggregations) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        request.putObject("query").putObject("query_string").put("query", query).put("analyze_wildcard", true);
        request.set("aggs", aggregations);
        JsonNode answer = JSON.readTree(server.read("/" + index + "/_search", JSON.writeValueAsBytes(request)));
        assertThat(answer.at("/hits/total/value").asLong())
                .as(index + " " + query)
                .isPositive();
        return answer;
    }

    private static ObjectNode terms(String field) {
        ObjectNode terms = JSON.createObjectNode();
        terms.putObject("groups").putObject("terms").put("field", field).put("size", 30);
        return terms;
    }

    private static ObjectNode overTime(String field) {
        ObjectNode bins = JSON.createObjectNode();
        bins.putObject("groups").putObject("date_histogram").put("field", field).put("fixed_interval", "1h");
        return bins;
    }

    @Test
    void everyVisualizationOfKibanaFindsSomething() throws Exception {
        Map<String, JsonNode> objects = new HashMap<>();
        for (String line : Files.readAllLines(DEPLOY.resolve("kibana/execparity.ndjson"))) {
            JsonNode object = JSON.readTree(line);
            objects.put(object.path("type").asText() + " " + object.path("id").asText(), object);
        }
        int asked = 0;
        for (JsonNode object : objects.values()) {
            for (JsonNode reference : object.path("references")) {
                assertThat(objects)
                        .containsKey(reference.path("type").asText() + " "
                                + reference.path("id").asText());
            }
            JsonNode source = JSON.readTree(object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON")
                    .asText("{}"));
            if (!source.has("indexRefName")) {
                continue;
            }
            assertThat(source.at("/query/language").asText()).isEqualTo("lucene");
            String index = object.at("/references/0/id").asText();
            String query = source.at("/query/query").asText();
            ask(index, query, JSON.createObjectNode());
            for (JsonNode one : JSON.readTree(object.at("/attributes/visState").asText("{}"))
                    .path("aggs")) {
                asked += buckets(
                        index,
                        query,
                        one.path("type").asText(),
                        one.at("/params/field").asText());
            }
        }
        assertThat(asked).isGreaterThan(8);
    }

    /** How many questions that was. */
    private static int buckets(String index, String query, String type, String field) throws IOException {
        if (!type.equals("terms") && !type.equals("date_histogram")) {
            return 0;
        }
        JsonNode answer = ask(index, query, type.equals("terms") ? terms(field) : overTime(field));
        assertThat(answer.at("/aggregations/groups/buckets"))
                .as(index + " " + field)
                .isNotEmpty();
        return 1;
    }

    @Test
    void everyDetectionRuleFindsSomethingAndMapsItsSeverity() throws Exception {
        List<String> rules = Files.readAllLines(DEPLOY.resolve("kibana/detection-rules.ndjson"));
        for (String line : rules) {
            JsonNode rule = JSON.readTree(line);
            JsonNode answer = ask(
                    rule.at("/index/0").asText(),
                    rule.path("query").asText(),
                    terms(rule.at("/severity_mapping/0/field").asText()));
            List<String> mapped = new ArrayList<>();
            rule.path("severity_mapping")
                    .forEach(one -> mapped.add(one.path("value").asText()));
            answer.at("/aggregations/groups/buckets")
                    .forEach(bucket ->
                            assertThat(mapped).contains(bucket.path("key").asText()));
        }
        assertThat(rules).hasSizeGreaterThan(14);
    }

    @Test
    void everyPanelOfGrafanaFindsSomething() throws Exception {
        String sources = Files.readString(DEPLOY.resolve("grafana/datasources.yaml"));
        JsonNode board = JSON.readTree(Files.readString(DEPLOY.resolve("grafana/execparity.json")));
        int asked = 0;
        for (JsonNode panel : board.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String index = target.at("/datasource/uid").asText();
                assertThat(sources).contains("uid: " + index + "\n").contains("index: " + index + ",");
                String query = target.path("query").asText();
                ask(index, query, JSON.createObjectNode());
                for (JsonNode one : target.path("bucketAggs")) {
                    asked += buckets(
                            index,
                            query,
                            one.path("type").asText(),
                            one.path("field").asText());
                }
            }
        }
        assertThat(asked).isGreaterThan(8);
    }
}
