package io.execparity.proof.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.stream.elastic.TestServer;
import java.util.ArrayList;
import java.util.List;

/** What the search server has of one kind. */
public final class ElasticResults {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAGE = 5_000;

    private ElasticResults() {}

    /** All documents, in the form of {@link #normal}. */
    public static List<String> read(TestServer server, Kind kind) throws Exception {
        String index = "execparity-" + kind.word();
        server.ask("POST", "/" + index + "/_refresh", "");
        String view = MAPPER.readTree(server.ask("POST", "/" + index + "/_pit?keep_alive=1m", ""))
                .get("id")
                .asText();
        List<String> documents = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode hits = MAPPER.readTree(server.ask(
                            "POST",
                            "/_search",
                            "{\"size\": " + PAGE + ", \"pit\": {\"id\": \"" + view
                                    + "\", \"keep_alive\": \"1m\"}, \"sort\": [{\"_shard_doc\": \"asc\"}]" + after
                                    + "}"))
                    .at("/hits/hits");
            for (JsonNode hit : hits) {
                ObjectNode line = (ObjectNode) hit.get("_source");
                // What the writer adds to a line.
                line.remove("board");
                documents.add(line.toString());
            }
            if (hits.size() < PAGE) {
                return documents;
            }
            after = ", \"search_after\": " + hits.get(hits.size() - 1).get("sort");
        }
    }

    /** A line as its document is read: the same words in the same order. */
    public static String normal(String line) throws Exception {
        return MAPPER.readTree(line).toString();
    }
}
