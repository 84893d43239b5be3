package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.execparity.stream.ResultKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.http.ContentTooLongException;
import org.jspecify.annotations.Nullable;

/**
 * All documents of some indices as they were at one moment, page by page, each in the very bytes that were written.
 */
final class StoredDocuments {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_AT_ONCE = 1_000;
    private static final String KEEP = "5m";
    private static final Pattern PLACE = Pattern.compile("[0-9]{1,19}");

    private final ElasticServer server;
    private final ResultKind kind;
    private String pit = "";
    private @Nullable String after;

    /** Takes one document. */
    interface Taker {
        void take(BulkDocument document) throws IOException;
    }

    private StoredDocuments(ElasticServer server, ResultKind kind) {
        this.server = server;
        this.kind = kind;
    }

    /** Hands over every document of these indices, none of which has to have any. */
    static void read(ElasticServer server, ResultKind kind, List<String> indices, Taker taker) throws IOException {
        if (!indices.isEmpty()) {
            new StoredDocuments(server, kind).read(indices, taker);
        }
    }

    private void read(List<String> indices, Taker taker) throws IOException {
        String all = String.join(",", indices);
        server.demand("POST", "/" + all + "/_refresh", new byte[0]);
        byte[] opened = server.demand("POST", "/" + all + "/_pit?keep_alive=" + KEEP, new byte[0]);
        JsonLeaves.read(opened, (path, value) -> pit = path.equals(List.of("id")) ? value : pit);
        try {
            int atOnce = MOST_AT_ONCE;
            int taken = atOnce;
            while (taken > 0) {
                try {
                    taken = page(atOnce, taker);
                } catch (ContentTooLongException e) {
                    // The longest documents are some megabytes, and an answer is held in memory.
                    if (atOnce == 1) {
                        throw e;
                    }
                    atOnce = Math.max(1, atOnce / 8);
                }
            }
        } finally {
            server.askPatiently("DELETE", "/_pit", ("{\"id\": \"" + pit + "\"}").getBytes(UTF_8));
        }
    }

    private int page(int size, Taker taker) throws IOException {
        String body =
                "{\"size\": " + size + ", \"track_total_hits\": false, \"sort\": [\"_shard_doc\"], \"pit\": {\"id\": \""
                        + pit + "\", \"keep_alive\": \"" + KEEP + "\"}"
                        + (after == null ? "" : ", \"search_after\": [" + after + "]")
                        + "}";
        ElasticServer.Answer answer =
                server.askPatiently("POST", "/_search?allow_partial_search_results=false", body.getBytes(UTF_8));
        if (!answer.agrees()) {
            throw new UnusableServerException("reading " + ResultIndex.alias(kind) + ": " + answer.told());
        }
        return hits(answer.body(), taker);
    }

    /** Hands the hits over. Their sources are cut out of the answer, as reading and writing them could change them. */
    private int hits(byte[] answer, Taker taker) throws IOException {
        int count = 0;
        try (JsonParser parser = FACTORY.createParser(answer)) {
            String id = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("_id")) {
                    id = parser.getText();
                } else if (name.equals("_source") && value == JsonToken.START_OBJECT) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentTokenLocation().getByteOffset() + 1;
                    taker.take(new BulkDocument(kind, id, Arrays.copyOfRange(answer, start, end)));
                    count++;
                } else if (name.equals("sort") && value == JsonToken.START_ARRAY) {
                    after = place(parser);
                }
            }
        } catch (JacksonException e) {
            throw new IOException("no JSON from the server", e);
        }
        return count;
    }

    private static String place(JsonParser parser) throws IOException {
        parser.nextToken();
        String place = parser.getText();
        if (!PLACE.matcher(place).matches()) {
            throw new IOException("no place to go on from: " + ServerText.safe(place));
        }
        return place;
    }
}
