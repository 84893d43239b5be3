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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** So many findings in a folder, and so in the embedded store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FolderOfMany extends ManyFindings {
    @SuppressWarnings("NullAway.Init") // serveThem sets it
    private Board board;

    @BeforeAll
    void serveThem(@TempDir Path folder) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("findings.jsonl"))) {
            for (int i = 0; i < findings(); i++) {
                out.write(finding(i, findings()));
                out.write('\n');
            }
        }
        AuditLogFiles none = AuditLogFiles.of(List.of(), InputStream.nullInputStream());
        board = ServeCommand.open(folder, none, null, 0);
    }

    @AfterAll
    void stop() {
        board.close();
    }

    @Override
    Board board() {
        return board;
    }
}
