package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.dashboard.elastic.ElasticStore;
import io.execparity.dashboard.elastic.SearchServer;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Lines;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.ResultStoreContract;
import io.execparity.dashboard.store.Results;
import io.execparity.schema.codec.HostJson;
import io.execparity.schema.message.HostRecord;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real search server, filled by the job's own writer, is a store. */
final class ElasticStoreTest extends ResultStoreContract {
    private ElasticServer server;

    @Override
    protected ResultStore open() throws Exception {
        TestServer real = TestServer.shared();
        real.installAnew();
        server = new ElasticServer(real.settings(1_000));
        return new ElasticStore(new ElasticSearches(server));
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Override
    protected void fill(Results kind, List<IndexedResult> results) throws Exception {
        ElasticLines.write(
                server, kind.word(), results.stream().map(IndexedResult::source).toList());
    }

    @Override
    protected void tell(HostRecord host) throws Exception {
        ElasticLines.write(server, "hosts", List.of(new String(new HostJson().line(host), UTF_8)));
    }

    @Test
    void whatWasWrittenChangesTheState() throws Exception {
        ElasticStore asked = (ElasticStore) store;
        String before = asked.state();
        assertThat(asked.state()).isEqualTo(before);
        fill(Results.FINDINGS, List.of(Lines.finding("memfd-exec", "a", 1)));
        String after = asked.state();
        assertThat(after).isNotEqualTo(before);
        fill(Results.FINDINGS, List.of(Lines.finding("memfd-exec", "a", 1)));
        assertThat(asked.state()).isNotEqualTo(after);
    }

    @Test
    void whatWasHeldBackIsAFindingThatSaysSo() throws Exception {
        String line = Lines.finding("memfd-exec", "a", 1).source();
        String held = line.substring(0, line.length() - 2)
                + ",\"suppressed\":{\"by\":\"runc\",\"confidence\":\"proven\",\"reason\":\"known\"}}}";
        ElasticLines.write(server, "suppressed", List.of(held));
        assertThat(store.count(Results.FINDINGS, Filter.ALL.with(Field.STATUS, "suppressed")))
                .isEqualTo(1);
        String id = IndexedResult.of(Results.FINDINGS, held).id();
        assertThat(store.row(Results.FINDINGS, id).orElseThrow().status()).isEqualTo("suppressed");
        assertThat(store.row(Results.FINDINGS, id).orElseThrow().source()).isEqualTo(held);
    }

    @Test
    void adviceCoverageAndExportOfIndicesAreThoseOfTheSameFolder(@TempDir Path folder) throws Exception {
        // Given
        String run = "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"host\":{\"name\":\"a\"},"
                + "\"process\":{\"pid\":1,\"executable\":\"/usr/bin/tool\",\"entity_id\":\"e\"},"
                + "\"file\":{\"path\":\"/memfd:x (deleted)\"},"
                + "\"execparity\":{\"mode\":\"direct\",\"vector\":\"binary\",\"origin\":\"memfd\",\"check\":\"none\","
                + "\"outcome\":\"ran\",\"memfd\":{\"flags\":[]},\"evidence\":[\"audit(1795346080.275:1)\"]}}";
        List<String> findings = List.of(Lines.finding("memfd-exec", "a", 1).source());
        Files.write(folder.resolve("executions.jsonl"), List.of(run));
        Files.write(folder.resolve("findings.jsonl"), findings);
        Files.createFile(folder.resolve("checks.jsonl"));
        Files.createFile(folder.resolve("memfds.jsonl"));
        ElasticLines.write(server, "executions", List.of(run));
        ElasticLines.write(server, "findings", findings);
        List<List<String>> commands = List.of(
                List.of("advise", "--format", "json", "--switch", "memfd-noexec=1"),
                List.of("coverage", "--format", "json"),
                List.of("export", "--format", "ocsf"));

        for (List<String> command : commands) {
            // When
            CommandRun ofFolder = run(command, "--results", folder.toString());
            CommandRun ofIndices = run(
                    command, "--elasticsearch", TestServer.shared().address().toString());

            // Then
            assertThat(ofIndices.errors()).isEmpty();
            assertThat(ofIndices.exitCode()).isZero();
            assertThat(ofIndices.output()).isNotBlank().isEqualTo(ofFolder.output());
        }
    }

    private static CommandRun run(List<String> command, String... source) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(source));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void aPageThatIsTooLongForOneAnswerComesInParts() throws Exception {
        // Given
        List<IndexedResult> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            results.add(Lines.finding("memfd-exec", "a", i));
        }
        fill(Results.FINDINGS, results);
        ElasticSearches real = new ElasticSearches(server);
        SearchServer narrow = (path, body) -> {
            byte[] answer = real.ask(path, body);
            if (answer.length > 6_000) {
                throw new SearchServer.AnswerTooLongException(new IOException(answer.length + " bytes"));
            }
            return answer;
        };

        // When
        Page page = new ElasticStore(narrow).page(Results.FINDINGS, Filter.ALL, Order.NEWEST, Optional.empty(), 30);

        // Then
        assertThat(page).isEqualTo(store.page(Results.FINDINGS, Filter.ALL, Order.NEWEST, Optional.empty(), 30));
        assertThat(page.rows()).hasSize(30);
        assertThat(page.total()).isEqualTo(40);
    }
}
