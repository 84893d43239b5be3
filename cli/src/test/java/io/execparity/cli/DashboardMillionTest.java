package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.dashboard.server.Board;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A million findings in a folder, and so in the embedded store. */
final class DashboardMillionTest extends MillionFindings {
    @TempDir
    private static Path folder;

    private static Board board;

    @BeforeAll
    static void serveThem() throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("findings.jsonl"))) {
            for (int i = 0; i < FINDINGS; i++) {
                out.write(finding(i));
                out.write('\n');
            }
        }
        AuditLogFiles none = AuditLogFiles.of(List.of(), InputStream.nullInputStream());
        board = ServeCommand.open(folder, none, null, 0);
    }

    @AfterAll
    static void stop() {
        board.close();
    }

    @Override
    Board board() {
        return board;
    }
}
