package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.TestServer;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same million findings on a real search server, written by the job's own writer. It takes minutes: {@code
 * bench/dashboard} runs it, the tests do not.
 */
final class ElasticMillion extends ManyFindings {
    private static final int BATCH = 50_000;

    @TempDir
    private static Path folder;

    private static ElasticServer server;
    private static Board board;

    @BeforeAll
    static void serveThem() throws Exception {
        TestServer real = TestServer.shared();
        real.installAnew();
        server = new ElasticServer(real.settings(1_000));
        long before = System.nanoTime();
        for (int i = 0; i < MILLION; i += BATCH) {
            List<String> lines = IntStream.range(i, i + BATCH)
                    .mapToObj(number -> finding(number, MILLION))
                    .toList();
            ElasticLines.write(server, "findings", lines);
        }
        System.out.println((System.nanoTime() - before) / 1_000_000 + " ms to index " + MILLION);
        AuditLogFiles none = AuditLogFiles.of(List.of(), InputStream.nullInputStream());
        board = ServeCommand.open(
                server, folder.resolve("triage"), none, BoardSettings.onLoopback(0), System.out::println);
    }

    @AfterAll
    static void stop() throws Exception {
        board.close();
        server.close();
        TestServer.shared().installAnew();
    }

    @Override
    Board board() {
        return board;
    }

    @Override
    int findings() {
        return MILLION;
    }

    @Override
    void measured(String what) {
        System.out.println(what);
    }
}
