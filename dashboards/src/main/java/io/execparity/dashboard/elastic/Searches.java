package io.execparity.dashboard.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.elastic.SearchServer.AnswerTooLongException;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Searches over the indices of one kind, and what their answers hold. */
final class Searches {
    private static final JsonMapper JSON = new JsonMapper();

    private final SearchServer server;
    private final Said said;

    Searches(SearchServer server, Said said) {
        this.server = server;
        this.said = said;
    }

    Said said() {
        return said;
    }

    /** The aliases that the live job writes behind. What was suppressed is a finding. */
    static String indices(Results kind) {
        return kind == Results.FINDINGS ? "execparity-findings,execparity-suppressed" : "execparity-" + kind.word();
    }

    JsonNode search(Results kind, ObjectNode request) {
        try {
            return search(indices(kind), request);
        } catch (AnswerTooLongException e) {
            throw new StoreException("the search server's answer is too long", e);
        }
    }

    /**
     * The same, for whoever may ask for less. Indices that an older job filled have no memory files.
     */
    JsonNode search(String indices, ObjectNode request) throws AnswerTooLongException {
        try {
            byte[] body = JSON.writeValueAsString(request).getBytes(UTF_8);
            return JSON.readTree(server.ask(
                    "/" + indices + "/_search?allow_partial_search_results=false"
                            + (indices.equals(indices(Results.MEMFDS)) ? "&ignore_unavailable=true" : ""),
                    body));
        } catch (AnswerTooLongException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException("the search server failed: " + e.getMessage(), e);
        }
    }

    /** The rows that an answer, or a part of it, holds. */
    List<Row> rows(Results kind, JsonNode answer) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode hit : answer.path("hits").path("hits")) {
            rows.add(row(kind, hit.path("_id").asText(), hit.path("_source")));
        }
        return rows;
    }

    private Row row(Results kind, String id, JsonNode source) {
        if (!(source instanceof ObjectNode line)) {
            throw new StoreException("the search server keeps no sources");
        }
        // What the writer added to the line.
        line.remove("board");
        IndexedResult result;
        try {
            result = IndexedResult.of(kind, JSON.writeValueAsString(line));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new StoreException("a document is none of ours: " + e.getMessage(), e);
        }
        Said.State otherwise = new Said.State(result.fields().getOrDefault(Field.STATUS, ""), "");
        Said.State state = said.of(id, otherwise);
        return new Row(
                id,
                state.status(),
                state.owner(),
                result.fields().getOrDefault(Field.FILE, ""),
                result.fields().getOrDefault(Field.PROGRAM, ""),
                result.source(),
                new Cursor(result.severity(), result.time(), id));
    }

    static ObjectNode measure(String how, String field) {
        ObjectNode measure = JsonNodeFactory.instance.objectNode();
        measure.putObject(how).put("field", field);
        return measure;
    }

    /** By severity and then the oldest first; documents of one time by their ids. */
    static ArrayNode mostSevereFirst(String ids) {
        ArrayNode sort = JsonNodeFactory.instance.arrayNode();
        sort.addObject()
                .putObject(SearchField.SEVERITY)
                .put("order", "desc")
                .put("missing", 0)
                .put("unmapped_type", "long");
        return byTime(sort, "asc", ids);
    }

    static ArrayNode byTime(ArrayNode sort, String time, String ids) {
        sort.addObject().putObject(SearchField.TIME).put("order", time);
        sort.addObject().putObject(SearchField.ID).put("order", ids).put("unmapped_type", "keyword");
        return sort;
    }
}
