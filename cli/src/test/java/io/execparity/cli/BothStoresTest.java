package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.cli.ServedCorpus.Shelf;
import io.execparity.dashboard.store.Field;
import io.execparity.stream.elastic.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same results in a folder and in Elasticsearch: every question has the same answer, ids and order included. */
final class BothStoresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ServedCorpus files;
    private static ServedCorpus indices;

    @BeforeAll
    static void start() throws Exception {
        List<String> findings = List.of(
                MadeUpResults.finding("parity-break", MadeUpResults.MARKUP, 1),
                MadeUpResults.finding("parity-break", MadeUpResults.DISGUISED, 2));
        files = ServedCorpus.in(folder, Shelf.FOLDER, findings, MadeUpResults.twoLives());
        indices = ServedCorpus.in(folder, Shelf.ELASTICSEARCH, findings, MadeUpResults.twoLives());
    }

    @AfterAll
    static void stop() throws IOException {
        files.close();
        indices.close();
    }

    private static JsonNode answer(ServedCorpus served, String question) throws Exception {
        JsonNode answer = JSON.readTree(served.get(question).body());
        if (answer instanceof ObjectNode object) {
            object.remove("now");
        }
        return answer;
    }

    private static void same(List<String> questions) throws Exception {
        for (String question : questions) {
            JsonNode expected = answer(files, question);
            assertThat(expected.has("error")).as(question).isFalse();
            assertThat(answer(indices, question)).as(question).isEqualTo(expected);
        }
    }

    @Test
    void everyOrderOfEveryKindIsTheSame() throws Exception {
        List<String> questions = new ArrayList<>(List.of("/api/v1/summary"));
        for (String kind : List.of("findings", "executions", "checks", "memfds")) {
            for (String sort : List.of("severity", "newest", "oldest")) {
                questions.add("/api/v1/" + kind + "?limit=2000&sort=" + sort);
            }
        }
        same(questions);
    }

    @Test
    void everyCountIsTheSame() throws Exception {
        List<String> questions = new ArrayList<>();
        for (String kind : List.of("findings", "executions", "checks")) {
            for (Field field : Field.values()) {
                questions.add("/api/v1/" + kind + "/groups?limit=2000&by=" + field.word());
                questions.add("/api/v1/" + kind + "/histogram?by=" + field.word());
            }
            questions.add("/api/v1/" + kind + "/groups?limit=7&by=rule&by=host&by=file&by=outcome");
        }
        same(questions);
    }

    @Test
    void everyFilterIsTheSame() throws Exception {
        List<String> questions = new ArrayList<>();
        for (String filter : List.of(
                "q=onerror",
                "q=noexec.sh",
                "q=PID%20301",
                "q=%5Cxff",
                "q=*",
                "attention=yes&status=open&class=bypass&class=alert",
                "from=2026-11-22T11:32:00Z&to=2026-11-22T11:33:00Z",
                "severity=high&confidence=likely&mode=",
                "pid=301",
                "owner=&status=suppressed")) {
            questions.add("/api/v1/findings?limit=2000&" + filter);
            questions.add("/api/v1/executions?limit=2000&" + filter);
        }
        same(questions);
    }

    @Test
    void whatStandsBehindAFindingIsTheSame() throws Exception {
        List<String> questions = new ArrayList<>();
        for (JsonNode row :
                answer(files, "/api/v1/findings?limit=2000&rule=parity-break").path("rows")) {
            questions.add("/api/v1/findings/" + row.at("/board/id").asText());
            questions.add("/api/v1/findings/" + row.at("/board/id").asText() + "/evidence");
            questions.add("/api/v1/files/" + row.at("/board/file").asText() + "/parity");
            if (row.at("/host/name").asText().equals("lab-host")) {
                questions.add(
                        "/api/v1/processes/" + row.at("/process/entity_id").asText());
            }
        }
        assertThat(questions).hasSizeGreaterThan(10);
        same(questions);
    }

    @Test
    void theReportIsTheSame() throws Exception {
        CommandRun ofFiles = report("files", "--results", files.results().toString());
        String server = TestServer.shared().settings(1_000).servers().get(0).toString();
        CommandRun ofIndices = report(
                "indices",
                "--elasticsearch",
                server,
                "--triage",
                folder.resolve("nobody").toString());
        assertThat(ofFiles.errors() + ofIndices.errors()).isEmpty();
        for (String name : List.of("report.json", "report-findings.csv", "report-oscal.json", "report.html")) {
            assertThat(Files.readString(folder.resolve("indices").resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readString(folder.resolve("files").resolve(name)));
        }
    }

    private static CommandRun report(String out, String... source) {
        List<String> arguments = new ArrayList<>(List.of("report"));
        arguments.addAll(List.of(source));
        arguments.addAll(List.of("--from", "2026-11-22T11:00:00Z", "--to", "2026-11-22T12:00:00Z"));
        arguments.addAll(List.of(
                "--format", "html,json,csv,oscal", "--out", folder.resolve(out).toString()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
