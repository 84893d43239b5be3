package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.cli.ServedCorpus.Shelf;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one dashboard that are served the same results, and share a browser. A class serves what it needs, once. */
abstract class AtTheDashboard {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // serve sets it
    static ServedCorpus served;

    private static @Nullable ServedCorpus open;
    private static @Nullable Chromium chromium;

    /** In place of what was served before. */
    static void serve(Shelf shelf, List<String> findings, List<String> executions) throws Exception {
        stopServing();
        served = ServedCorpus.in(folder, shelf, findings, executions);
        open = served;
    }

    @AfterAll
    static void stop() throws IOException {
        stopServing();
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    private static void stopServing() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** The browser, which is started where nobody needed it before. */
    static Chromium chromium() {
        if (chromium == null) {
            chromium = Chromium.start();
        }
        return chromium;
    }

    static Visit visit() {
        return Visit.of(chromium().browser(), served.port());
    }

    /** What the API answers. */
    static JsonNode json(String path) throws Exception {
        HttpResponse<String> response = served.get(path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
